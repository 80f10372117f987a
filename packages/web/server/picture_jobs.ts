/** Sizes of one picture: those that are being made, and those that will be, together, after them. */
interface Line {
  readonly sizes: ReadonlySet<number>;
  readonly done: Promise<void>;
  next?: { readonly sizes: Set<number>; readonly done: Promise<void> };
}

/** Makes all of these sizes of a picture; never rejects. */
type MakeSizes = (key: string, sizes: readonly number[]) => Promise<void>;

/**
 * One job per picture at a time, however many ask: who asks for what is being made waits for it, and what is asked
 * for meanwhile is made together, from one decoding.
 */
export class PictureJobs {
  readonly #make: MakeSizes;
  readonly #maxPictures: number;
  readonly #lines = new Map<string, Line>();

  /** @param make See {@link MakeSizes}. @param maxPictures With work or waiting for it, at most. */
  constructor(make: MakeSizes, maxPictures: number) {
    this.#make = make;
    this.#maxPictures = maxPictures;
  }

  /** Resolves when the sizes were made, or could not be; undefined when too many pictures wait already. */
  ask(key: string, sizes: readonly number[]): Promise<void> | undefined {
    const line = this.#lines.get(key);
    if (line === undefined) {
      return this.#lines.size < this.#maxPictures ? this.#begin(key, new Set(sizes)) : undefined;
    }
    const missing = sizes.filter((size) => !line.sizes.has(size));
    if (missing.length === 0) return line.done;
    line.next ??= this.#after(key, line);
    for (const size of missing) line.next.sizes.add(size);
    return line.next.done;
  }

  #after(key: string, line: Line): NonNullable<Line["next"]> {
    const sizes = new Set<number>();
    return { sizes, done: line.done.then(() => this.#begin(key, sizes)) };
  }

  #begin(key: string, sizes: ReadonlySet<number>): Promise<void> {
    const done = this.#make(key, [...sizes]).finally(() => {
      if (line.next === undefined) this.#lines.delete(key);
    });
    const line: Line = { sizes, done };
    this.#lines.set(key, line);
    return done;
  }
}
