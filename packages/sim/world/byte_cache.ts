// Files that were drawn, as long as there is room; each is drawn once however many ask at the same time.

/** Remembers the bytes that were used last, up to a total; what drops out is made again when asked for. */
export class ByteCache {
  readonly #maxBytes: number;
  readonly #kept = new Map<string, Uint8Array>();
  readonly #coming = new Map<string, Promise<Uint8Array>>();
  #bytes = 0;

  /** @param maxBytes A file longer than a quarter of this is never kept. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes kept at the moment. */
  get sizeBytes(): number {
    return this.#bytes;
  }

  /** The file of that name: kept, on its way, or made now. */
  async get(name: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const kept = this.#kept.get(name);
    if (kept !== undefined) {
      this.#kept.delete(name);
      this.#kept.set(name, kept);
      return kept;
    }
    const coming = this.#coming.get(name);
    if (coming !== undefined) return coming;
    const file = make();
    this.#coming.set(name, file);
    try {
      const bytes = await file;
      this.#keep(name, bytes);
      return bytes;
    } finally {
      this.#coming.delete(name);
    }
  }

  #keep(name: string, bytes: Uint8Array): void {
    if (bytes.length > this.#maxBytes / 4) return;
    this.#kept.set(name, bytes);
    this.#bytes += bytes.length;
    for (const [oldest, file] of this.#kept) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#kept.delete(oldest);
      this.#bytes -= file.length;
    }
  }
}
