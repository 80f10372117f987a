/** Bytes by key, the least recently used dropped first; bounded by their sum. */
export class ByteCache {
  readonly #maxBytes: number;
  readonly #entries = new Map<string, Uint8Array<ArrayBuffer>>();
  #bytes = 0;

  /** @param maxBytes Bytes held at most; an entry above a quarter of it is not held. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes held now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Entries held now. */
  get size(): number {
    return this.#entries.size;
  }

  /** The bytes of a key, which count as used now. */
  get(key: string): Uint8Array<ArrayBuffer> | undefined {
    const found = this.#entries.get(key);
    if (found) {
      this.#entries.delete(key);
      this.#entries.set(key, found);
    }
    return found;
  }

  /** Keeps bytes, dropping what was not used for longest. */
  set(key: string, bytes: Uint8Array<ArrayBuffer>): void {
    if (bytes.length > this.#maxBytes / 4) return;
    this.#bytes += bytes.length - (this.#entries.get(key)?.length ?? 0);
    this.#entries.delete(key);
    this.#entries.set(key, bytes);
    for (const [oldest, held] of this.#entries) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#entries.delete(oldest);
      this.#bytes -= held.length;
    }
  }
}
