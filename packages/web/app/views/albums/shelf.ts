import { type Signal, signal } from "@preact/signals";
import type { AlbumCard } from "../../../routes/album_schemas.ts";
import { type AlbumsQuery, fetchAlbums } from "./albums_api.ts";

/** A list of albums as far as it was read; kept while one of them is open, so that Back finds it as it was. */
export class Shelf {
  static #kept: Shelf | undefined;
  readonly query: AlbumsQuery;
  readonly albums: Signal<readonly AlbumCard[]> = signal([]);
  /** How many there are; undefined until known. */
  readonly total: Signal<number | undefined> = signal(undefined);
  /** Whether the last page that was asked for did not come. */
  readonly isFailed: Signal<boolean> = signal(false);
  #next: string | null | undefined;
  #isReading = false;

  private constructor(query: AlbumsQuery) {
    this.query = query;
  }

  /** The list of a query. @param isReturn Whether what was read before will do. */
  static of(query: AlbumsQuery, isReturn: boolean): Shelf {
    const { q, sort } = Shelf.#kept?.query ?? {};
    const isSame = Shelf.#kept !== undefined && q === query.q && sort === query.sort;
    if (!isSame || !isReturn) Shelf.#kept = new Shelf(query);
    return Shelf.#kept as Shelf;
  }

  /** Whether there is more to read. */
  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Reads the next page; nothing while one is on its way, or none is left. */
  async more(): Promise<void> {
    if (this.#isReading || !this.hasMore) return;
    this.#isReading = true;
    this.isFailed.value = false;
    try {
      const page = await fetchAlbums(this.query, this.#next);
      this.#next = page.next;
      this.albums.value = [...this.albums.peek(), ...page.albums];
      if (page.total !== null) this.total.value = page.total;
    } catch {
      this.isFailed.value = true;
    } finally {
      this.#isReading = false;
    }
  }
}
