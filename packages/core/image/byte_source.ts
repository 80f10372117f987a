import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Bytes that can be read at any place: a file, or an array. Nothing is read before it is asked for. */
export interface ByteSource {
  /** Length of the whole, bytes. */
  readonly sizeBytes: number;
  /**
   * The bytes `[from, to)`, cut to what exists: shorter, or empty, at and past the end.
   * The answer may share memory with the source; do not write to it.
   */
  read(from: number, to: number): Uint8Array;
  /** All of it, where it is in memory anyway. */
  readonly bytes?: Uint8Array;
}

/**
 * An array of bytes as a {@link ByteSource}.
 *
 * @example
 * ```ts
 * import { bytesSource } from "@acacia/core";
 * console.assert(bytesSource(new Uint8Array([7, 8, 9])).read(1, 99).length === 2);
 * ```
 */
export function bytesSource(bytes: Uint8Array): ByteSource & { readonly bytes: Uint8Array } {
  return {
    bytes,
    sizeBytes: bytes.length,
    read: (from, to) => bytes.subarray(Math.max(0, from), Math.max(0, from, to)),
  };
}

/**
 * Opens a file as a {@link ByteSource}. Reads are synchronous: headers and tails are small.
 *
 * @param path Absolute or relative to the working folder.
 * @throws The system's error when the file cannot be opened or read.
 */
export function openFileSource(path: string): ByteSource & Disposable {
  const fd = openSync(path, "r");
  const sizeBytes = fstatSync(fd).size;
  return {
    sizeBytes,
    read(from, to) {
      const start = Math.max(0, from);
      const bytes = new Uint8Array(Math.max(0, Math.min(to, sizeBytes) - start));
      let filled = 0;
      while (filled < bytes.length) {
        const count = readSync(fd, bytes, filled, bytes.length - filled, start + filled);
        if (count === 0) return bytes.subarray(0, filled);
        filled += count;
      }
      return bytes;
    },
    [Symbol.dispose]: () => closeSync(fd),
  };
}
