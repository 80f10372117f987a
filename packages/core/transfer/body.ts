import type { PartialFile } from "../archive/partial_file.ts";
import { bytesSource } from "../image/byte_source.ts";
import type { ByteRate } from "../limit/token_bucket.ts";
import type { Body } from "./check.ts";
import type { Deadline } from "./deadline.ts";
import { type Fault, fault, readNetworkError } from "./fault.ts";
import type { Head } from "./head.ts";

/** A body that came to its end. */
export interface Received extends Body {
  readonly kind: "received";
  /** The bytes themselves when they were read at once; else they are in the partial file. */
  readonly bytes: Uint8Array | undefined;
}

/** What reading a body needs to know. */
export interface BodyOptions {
  readonly deadline: Deadline;
  readonly runSignal: AbortSignal;
  /** Bytes of the whole file that are too many; infinite for no limit. */
  readonly limitBytes: number;
  readonly rate: ByteRate | undefined;
  /** Told of each piece. */
  readonly onBytes: (count: number) => void;
}

/** Reads a small body at once: less work and memory than a stream. */
export async function readAtOnce(
  response: Response,
  { runSignal, onBytes }: BodyOptions,
): Promise<Received | Fault> {
  try {
    const bytes = await response.bytes();
    onBytes(bytes.length);
    return {
      kind: "received",
      bytes,
      source: bytesSource(bytes),
      sha256: Bun.SHA256.hash(bytes, "hex"),
      md5: Bun.MD5.hash(bytes, "hex"),
    };
  } catch (error) {
    return asCut(readNetworkError(error, runSignal));
  }
}

/** Reads a body piece by piece into a partial file, which keeps what came when it breaks. */
export async function readStream(
  response: Response,
  file: PartialFile,
  options: BodyOptions & { readonly head: Head },
): Promise<Received | Fault> {
  const { head, deadline, runSignal, limitBytes, rate, onBytes } = options;
  if (response.body === null) return fault("type.empty");
  const reader = response.body.getReader();
  await using _unread = { [Symbol.asyncDispose]: () => reader.cancel().catch(() => undefined) };
  for (;;) {
    const piece = await readPiece(reader, runSignal);
    if ("kind" in piece) return head.bodyBytes === null ? piece : asCut(piece);
    if (piece.value === undefined) break;
    onBytes(piece.value.length);
    file.append(piece.value);
    if (file.sizeBytes > limitBytes) return fault("size.limit");
    if (rate) {
      const failure = await waitForRate(rate, piece.value.length, options);
      if (failure) return failure;
    }
    deadline.touch();
  }
  const source = { sizeBytes: file.sizeBytes, read: file.read.bind(file) };
  return { kind: "received", bytes: undefined, source, ...file.hashes() };
}

async function readPiece(
  reader: { read(): Promise<{ value?: Uint8Array | undefined; done: boolean }> },
  runSignal: AbortSignal,
): Promise<{ value: Uint8Array | undefined } | Fault> {
  try {
    return { value: (await reader.read()).value };
  } catch (error) {
    return readNetworkError(error, runSignal);
  }
}

/** A connection that ends inside a body whose length was announced brought too few bytes. */
function asCut(fault: Fault): Fault {
  return fault.reason === "network.reset" ? { ...fault, reason: "length.mismatch" } : fault;
}

/** Waits because the user asked for it: that is no silence of the server. */
async function waitForRate(
  rate: ByteRate,
  bytes: number,
  { deadline, runSignal }: Pick<BodyOptions, "deadline" | "runSignal">,
): Promise<Fault | undefined> {
  deadline.pause();
  try {
    await rate.take(bytes, runSignal);
    return undefined;
  } catch (error) {
    return readNetworkError(error, runSignal);
  }
}
