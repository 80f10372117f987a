import { batch, type Signal, signal } from "@preact/signals";
import type { MediaDetail } from "../../routes/schemas.ts";
import { fetchMedia } from "../api.ts";
import { type Item, nameOf } from "../grid/item.ts";
import { results } from "../results.ts";
import { entryState, type GridAddress, push, replace } from "../router.ts";
import { lastViewed } from "../state.ts";
import { morph } from "./morph.ts";

/** What the viewer shows: what the grid knows of it at once, and all the rest a moment later. */
export class Current {
  /** As the grid knows it; undefined until its bucket is here, or when it is not in the result. */
  readonly item: Signal<Item | undefined> = signal(undefined);
  /** All that is known; undefined while it loads. */
  readonly media: Signal<MediaDetail | undefined> = signal(undefined);
  /** Why it did not load. */
  readonly failure: Signal<unknown> = signal(undefined);
  /** Place in the result; undefined outside it. */
  readonly index: Signal<number | undefined> = signal(undefined);
  /** Where the reader is going: 1 forward, -1 back. */
  direction: 1 | -1 = 1;
  readonly #known = new Map<string, MediaDetail>();
  #abort = new AbortController();
  #name = "";
  #grid: GridAddress | undefined;

  /** Follows the address. */
  go(name: string, grid: GridAddress): void {
    if (name === this.#name) return;
    this.#name = name;
    this.#grid = grid;
    lastViewed.value = name;
    this.#abort.abort();
    this.#abort = new AbortController();
    const index = results.peek()?.placeOf(name);
    batch(() => {
      this.failure.value = undefined;
      this.media.value = this.#known.get(name);
      this.index.value = index;
      this.item.value = index === undefined ? undefined : results.peek()?.item(index);
    });
    void this.#load(name, grid, this.#abort.signal);
  }

  /** Reads again what is known: after an edit. */
  async reload(): Promise<void> {
    this.#known.clear();
    if (this.#grid !== undefined) await this.#load(this.#name, this.#grid, this.#abort.signal);
  }

  /** To the picture before or after: in an album first within it, then out of it. */
  async step(direction: 1 | -1): Promise<void> {
    this.direction = direction;
    const album = albumOf(this.media.value);
    const at = album.findIndex(({ id }) => id === this.media.value?.id);
    const next = at < 0 ? undefined : album[at + direction];
    if (next !== undefined) this.#show(nameOf(next));
    else await this.leaveAlbum(direction);
  }

  /** To the nearest picture of the result that is not in this album. */
  async leaveAlbum(direction: 1 | -1): Promise<void> {
    this.direction = direction;
    const collection = results.peek();
    const inside = new Set(albumOf(this.media.value).map(({ id }) => id));
    for (
      let index = (this.index.value ?? -1) + direction;
      this.index.value !== undefined;
      index += direction
    ) {
      const item = await collection?.itemAt(index);
      if (item === undefined) return;
      if (inside.has(item.id)) continue;
      return this.#show(nameOf(item));
    }
  }

  /** To a place in the result. */
  async goTo(index: number): Promise<void> {
    const item = await results.peek()?.itemAt(index);
    this.direction = index >= (this.index.value ?? 0) ? 1 : -1;
    if (item !== undefined) this.#show(nameOf(item));
  }

  /** To a picture by its name. */
  show(name: string): void {
    this.#show(name);
  }

  /** Back to where the viewer was opened from; to the library when it was opened by its address. */
  close(): void {
    const grid = this.#grid;
    if (entryState().opened === true) history.back();
    else if (grid !== undefined) {
      morph(() => replace({ view: "library", grid, at: "" }, {}), this.#name, "close");
    }
  }

  /** The library at this picture, for one that is not in the result it was opened with. */
  showInLibrary(): void {
    push({ view: "library", grid: { q: "", sort: "posted", seed: 1 }, at: "" });
  }

  /** Finds its place in the result, once that is here or has changed. */
  async locate(): Promise<void> {
    const media = this.media.peek();
    const collection = results.peek();
    if (collection === null) return;
    const place = collection.placeOf(this.#name);
    if (place !== undefined) this.#stand(place, collection.item(place));
    else if (media !== undefined) await this.#findPlace(media, this.#abort.signal);
  }

  /** Ends the request. */
  dispose(): void {
    this.#abort.abort();
  }

  #show(name: string): void {
    if (this.#grid !== undefined) replace({ view: "media", id: name, grid: this.#grid });
  }

  async #load(name: string, grid: GridAddress, signal: AbortSignal): Promise<void> {
    try {
      const media = this.#known.get(name) ?? (await fetchMedia(name, grid, signal));
      if (signal.aborted) return;
      this.#keep(name, media);
      this.media.value = media;
      if (this.index.value === undefined) await this.#findPlace(media, signal);
    } catch (failure) {
      if (!signal.aborted) this.failure.value = failure;
    }
  }

  async #findPlace(media: MediaDetail, signal: AbortSignal): Promise<void> {
    const place = media.place?.index;
    const collection = results.peek();
    if (place === undefined || collection === null) return;
    const item = await collection.itemAt(place).catch(() => undefined);
    if (!signal.aborted && item?.id === media.id) this.#stand(place, item);
  }

  #stand(place: number, item: Item | undefined): void {
    batch(() => {
      this.index.value = place;
      this.item.value = item;
    });
  }

  #keep(name: string, media: MediaDetail): void {
    this.#known.delete(name);
    this.#known.set(name, media);
    const [oldest] = this.#known.keys();
    if (this.#known.size > 40 && oldest !== undefined) this.#known.delete(oldest);
  }
}

/** The pictures of the post, where it has more than one. */
export function albumOf(media: MediaDetail | undefined): NonNullable<MediaDetail["post"]>["media"] {
  const album = media?.post?.media ?? [];
  return album.length > 1 ? album : [];
}
