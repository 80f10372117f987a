import type { ByteSource } from "../byte_source.ts";

/** Bytes fetched at once: one file system block group, and more than most headers need. */
const WINDOW_BYTES = 8_192;

/**
 * Numbers and text at a position of a {@link ByteSource}. Every read is defined: bytes past the end count
 * as zero, so a parser needs no bounds checks, only loops that end.
 */
export class ByteReader {
  readonly sizeBytes: number;
  readonly #source: ByteSource;
  #window: Uint8Array = new Uint8Array(0);
  #from = 0;

  /** @param source What to read from; reads of a file are grouped into windows of 8 KiB. */
  constructor(source: ByteSource) {
    this.#source = source;
    this.sizeBytes = source.sizeBytes;
    if (source.bytes) this.#window = source.bytes;
  }

  /** One byte, 0 to 255. */
  u8(at: number): number {
    const index = at - this.#from;
    if (index >= 0 && index < this.#window.length) return this.#window[index] ?? 0;
    if (!(at >= 0 && at < this.sizeBytes)) return 0;
    this.#window = this.#source.read(at, at + WINDOW_BYTES);
    this.#from = at;
    return this.#window[0] ?? 0;
  }

  /** Two bytes; big-endian unless told otherwise. */
  u16(at: number, littleEndian = false): number {
    const first = this.u8(at);
    const second = this.u8(at + 1);
    return littleEndian ? first | (second << 8) : (first << 8) | second;
  }

  /** Three bytes, little-endian: WebP's way. */
  u24le(at: number): number {
    return this.u16(at, true) | (this.u8(at + 2) << 16);
  }

  /** Four bytes; big-endian unless told otherwise. */
  u32(at: number, littleEndian = false): number {
    const first = this.u16(at, littleEndian);
    const second = this.u16(at + 2, littleEndian);
    return littleEndian ? first + second * 65_536 : first * 65_536 + second;
  }

  /** Eight bytes; exact up to 2^53. */
  u64(at: number, littleEndian = false): number {
    const first = this.u32(at, littleEndian);
    const second = this.u32(at + 4, littleEndian);
    return littleEndian ? first + second * 2 ** 32 : first * 2 ** 32 + second;
  }

  /** `length` bytes as Latin-1 text: names of chunks and boxes. */
  ascii(at: number, length: number): string {
    let text = "";
    for (let i = 0; i < length; i++) text += String.fromCharCode(this.u8(at + i));
    return text;
  }

  /** The bytes `[from, to)`, cut to what exists. */
  slice(from: number, to: number): Uint8Array {
    return this.#source.read(from, to);
  }

  /** Where the next `byte` is, from `at` on; `sizeBytes` when there is none. */
  indexOf(byte: number, at: number): number {
    let position = at;
    while (position < this.sizeBytes) {
      this.u8(position);
      const index = this.#window.indexOf(byte, position - this.#from);
      if (index >= 0) return this.#from + index;
      // A file that shrinks while it is read gives an empty window: stop rather than turn in place.
      if (this.#window.length === 0) return this.sizeBytes;
      position = this.#from + this.#window.length;
    }
    return this.sizeBytes;
  }
}
