import {
  closeSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { onDisk } from "./on_disk.ts";

/** The folder of files in flight, relative to the archive folder. */
export const PARTIAL_DIR = "partial";
/** Ends the name of a file that grows. */
export const PART_SUFFIX = ".part";
/** Ends the name of what stands beside it: its address and ETag. */
export const VALIDATOR_SUFFIX = ".part.json";
/** Chunks are gathered to this many bytes before they are written. */
const WRITE_BYTES = 256 * 1024;

/** What says that bytes from an address still belong together: a resumed request names it in `If-Range`. */
export interface Validator {
  readonly url: string;
  /** A strong ETag, with its quotes. */
  readonly etag: string;
}

/** Both hashes of a file, lower-case hex. */
export interface Hashes {
  readonly sha256: string;
  readonly md5: string;
}

/** What a {@link PartialFile} is made from. */
export interface PartialFileOptions {
  readonly dir: string;
  readonly name: string;
  readonly url: string;
  /** Called when its name is free again. */
  readonly onClose: () => void;
}

/** A file in flight: it grows by appending, is hashed on the way, and stays when the process dies. */
export class PartialFile implements Disposable {
  readonly #dir: string;
  readonly #name: string;
  readonly #url: string;
  readonly #path: string;
  readonly #onClose: () => void;
  #fd: number | undefined;
  #validator: Validator | undefined;
  #sizeBytes = 0;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #sha256 = new Bun.CryptoHasher("sha256");
  #md5 = new Bun.CryptoHasher("md5");

  /** Use {@link PartialFolder.open}. */
  constructor({ dir, name, url, onClose }: PartialFileOptions) {
    this.#onClose = onClose;
    this.#dir = dir;
    this.#name = name;
    this.#url = url;
    this.#path = join(dir, `${name}${PART_SUFFIX}`);
    const validator = readValidator(join(dir, `${name}${VALIDATOR_SUFFIX}`));
    if (validator?.url === url) this.#takeUp(validator);
  }

  /** Bytes held so far. */
  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** What a resumed request must name; undefined when there is nothing to resume. */
  get validator(): Validator | undefined {
    return this.#sizeBytes > 0 ? this.#validator : undefined;
  }

  /**
   * Begins anew with an empty file.
   * @param etag The strong ETag of what comes, or undefined: then it cannot be resumed.
   * @throws {AcaciaError} `disk`.
   */
  restart(etag: string | undefined): void {
    this.discard();
    this.#fd = onDisk(`make ${this.#path}`, () => openSync(this.#path, "w+"));
    if (etag === undefined) return;
    this.#validator = { url: this.#url, etag };
    const json = JSON.stringify(this.#validator);
    onDisk(`write ${this.#path}`, () =>
      writeFileSync(join(this.#dir, `${this.#name}${VALIDATOR_SUFFIX}`), json),
    );
  }

  /**
   * Appends what came.
   * @throws {AcaciaError} `disk`.
   */
  append(chunk: Uint8Array): void {
    this.#sha256.update(chunk);
    this.#md5.update(chunk);
    this.#sizeBytes += chunk.length;
    this.#pending.push(chunk);
    this.#pendingBytes += chunk.length;
    if (this.#pendingBytes >= WRITE_BYTES) this.#flush();
  }

  /** Hashes of everything appended; call once, when whole. */
  hashes(): Hashes {
    return { sha256: this.#sha256.digest("hex"), md5: this.#md5.digest("hex") };
  }

  /**
   * Bytes `[from, to)` of what was appended, for a check.
   * @throws {AcaciaError} `disk`.
   */
  read(from: number, to: number): Uint8Array {
    this.#flush();
    const bytes = new Uint8Array(Math.max(0, Math.min(to, this.#sizeBytes) - from));
    if (bytes.length === 0) return bytes;
    const read = onDisk(`read ${this.#path}`, () =>
      readSync(this.#open(), bytes, 0, bytes.length, from),
    );
    return bytes.subarray(0, read);
  }

  /**
   * The file is whole and checked: closes it and gives it a name of its own.
   * @param name Unique within the run.
   * @returns Its path relative to the archive folder.
   * @throws {AcaciaError} `disk`.
   */
  finish(name: string): string {
    this.#flush();
    this.#close();
    onDisk(`rename ${this.#path}`, () => renameSync(this.#path, join(this.#dir, name)));
    this.#removeValidator();
    return `${PARTIAL_DIR}/${name}`;
  }

  /** Removes the file: its bytes are of no use. */
  discard(): void {
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#sizeBytes = 0;
    this.#sha256 = new Bun.CryptoHasher("sha256");
    this.#md5 = new Bun.CryptoHasher("md5");
    this.#close();
    onDisk(`remove ${this.#path}`, () => rmSync(this.#path, { force: true }));
    this.#removeValidator();
  }

  /** Closes the file and leaves it to be resumed; without a validator nothing could, so it is removed. */
  [Symbol.dispose](): void {
    this.#onClose();
    if (this.#fd === undefined) return;
    const isOfUse = this.#validator !== undefined && this.#sizeBytes > 0;
    try {
      if (isOfUse) this.#flush();
      else this.discard();
    } finally {
      this.#close();
    }
  }

  #takeUp(validator: Validator): void {
    const sizeBytes = statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0;
    if (sizeBytes === 0) return;
    this.#fd = onDisk(`open ${this.#path}`, () => openSync(this.#path, "r+"));
    this.#validator = validator;
    const buffer = new Uint8Array(WRITE_BYTES);
    while (this.#sizeBytes < sizeBytes) {
      const count = readSync(this.#fd, buffer, 0, buffer.length, this.#sizeBytes);
      if (count === 0) break;
      this.#sha256.update(buffer.subarray(0, count));
      this.#md5.update(buffer.subarray(0, count));
      this.#sizeBytes += count;
    }
  }

  #open(): number {
    if (this.#fd === undefined) throw new TypeError(`Cannot use ${this.#path}: it is not open`);
    return this.#fd;
  }

  #flush(): void {
    if (this.#pendingBytes === 0) return;
    const chunks = this.#pending;
    let at = this.#sizeBytes - this.#pendingBytes;
    this.#pending = [];
    this.#pendingBytes = 0;
    onDisk(`write ${this.#path}`, () => {
      for (const chunk of chunks) at += writeAll(this.#open(), chunk, at);
    });
  }

  #close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  #removeValidator(): void {
    if (this.#validator === undefined) return;
    this.#validator = undefined;
    const path = join(this.#dir, `${this.#name}${VALIDATOR_SUFFIX}`);
    onDisk(`remove ${path}`, () => rmSync(path, { force: true }));
  }
}

function writeAll(fd: number, chunk: Uint8Array, at: number): number {
  let written = 0;
  while (written < chunk.length) {
    written += writeSync(fd, chunk, written, chunk.length - written, at + written);
  }
  return written;
}

function readValidator(path: string): Validator | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    const { url, etag } = value as Partial<Validator>;
    return typeof url === "string" && typeof etag === "string" ? { url, etag } : undefined;
  } catch {
    return undefined;
  }
}
