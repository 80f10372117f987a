import type { Bandwidth, SimClock } from "../faults/pace.ts";
import { type Answer, type Delivery, printHead } from "./answer.ts";
import type { Connection } from "./connection.ts";

/** What an answer needs on its way out. */
export interface SendOptions {
  readonly clock: SimClock;
  /** False for HEAD. */
  readonly withBody: boolean;
  /** The limits that apply: of this connection, and of all together. */
  readonly bandwidths: readonly Bandwidth[];
}

/** What became of an answer. */
export interface Sent {
  /** Bytes of the body that the kernel took. */
  readonly bodyBytes: number;
  /** Everything that was to be sent was. */
  readonly whole: boolean;
  /** The connection may carry another request. */
  readonly keep: boolean;
}

/** Puts an answer onto its connection, as whole or as broken as its delivery says. */
export async function send(
  answer: Answer,
  connection: Connection,
  options: SendOptions,
): Promise<Sent> {
  const delivery = answer.delivery ?? {};
  const body = bodyToSend(answer, delivery, options.withBody);
  let bodyBytes = 0;
  if (!delivery.silent) {
    const head = Buffer.from(printHead(answer), "latin1");
    bodyBytes = isPlain(delivery, options)
      ? (await connection.write(head, body)) - head.length
      : await sendPaced(connection, { head, body, delivery, options });
  }
  const due = options.withBody ? answer.body.length : 0;
  const whole = connection.open && !delivery.silent && bodyBytes >= due;
  return { bodyBytes: Math.max(0, bodyBytes), whole, keep: await finish(delivery, connection) };
}

function bodyToSend(answer: Answer, delivery: Delivery, withBody: boolean): Uint8Array {
  if (!withBody) return answer.body.subarray(0, 0);
  const stop = delivery.stopAfterBytes;
  return stop === undefined ? answer.body : answer.body.subarray(0, stop);
}

function isPlain(delivery: Delivery, options: SendOptions): boolean {
  return (
    !delivery.drip &&
    !delivery.endless &&
    !delivery.chunked &&
    !options.bandwidths.some((bandwidth) => bandwidth.limited)
  );
}

interface Paced {
  readonly head: Uint8Array;
  readonly body: Uint8Array;
  readonly delivery: Delivery;
  readonly options: SendOptions;
}

async function sendPaced(connection: Connection, paced: Paced): Promise<number> {
  const { head, body, delivery, options } = paced;
  const stepBytes =
    delivery.drip?.bytes ?? Math.min(...options.bandwidths.map((b) => b.chunkBytes), 64 * 1024);
  await connection.write(head);
  let sent = 0;
  do {
    for (let at = 0; at < body.length && connection.open; at += stepBytes) {
      const chunk = body.subarray(at, at + stepBytes);
      await wait(chunk.length, delivery, options);
      if (!connection.open) return sent;
      const written = await writeChunk(connection, chunk, delivery.chunked === true);
      sent += written;
    }
    // Without a turn of the event loop an endless body would starve every other connection.
    if (delivery.endless) await new Promise<void>((resolve) => setImmediate(resolve));
  } while (delivery.endless && connection.open && body.length > 0);
  if (delivery.chunked && delivery.ending !== "close") await connection.write(LAST_CHUNK);
  return sent;
}

async function wait(bytes: number, delivery: Delivery, options: SendOptions): Promise<void> {
  const nowMs = options.clock.now();
  let ms = delivery.drip?.everyMs ?? 0;
  for (const bandwidth of options.bandwidths) ms = Math.max(ms, bandwidth.reserve(bytes, nowMs));
  if (ms > 0) await options.clock.sleep(ms);
}

async function writeChunk(
  connection: Connection,
  chunk: Uint8Array,
  framed: boolean,
): Promise<number> {
  if (!framed) return connection.write(chunk);
  await connection.write(Buffer.from(`${chunk.length.toString(16)}\r\n`));
  const sent = await connection.write(chunk);
  await connection.write(Buffer.from("\r\n"));
  return sent;
}

const LAST_CHUNK = Buffer.from("0\r\n\r\n");

async function finish(delivery: Delivery, connection: Connection): Promise<boolean> {
  const endsByClosing = delivery.statedBytes === null && !delivery.chunked;
  switch (delivery.ending ?? (endsByClosing ? "close" : "keep")) {
    case "keep":
      return connection.open;
    case "close":
      connection.end();
      return false;
    case "reset":
      connection.reset();
      return false;
    case "stall":
      await connection.closed;
      return false;
  }
}
