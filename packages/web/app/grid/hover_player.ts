import { blobAddress, fetchMedia } from "../api.ts";
import { playsByItself } from "../motion.ts";
import { EVERYTHING } from "../router.ts";
import type { Grid } from "./grid.ts";
import { hasFlag, nameOf } from "./item.ts";
import { make, type Tile } from "./tiles.ts";

const REST_MS = 120;

/** Plays videos and GIFs without sound while a mouse rests on them. */
export class HoverPlayer {
  readonly #grid: Grid;
  readonly #dispose = new AbortController();
  #tile: Tile | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;

  constructor(grid: Grid) {
    this.#grid = grid;
    const { signal } = this.#dispose;
    grid.root.addEventListener("pointerover", (event) => this.#over(event), { signal });
    grid.root.addEventListener("pointerleave", () => this.#stop(), { signal });
    addEventListener("scroll", () => this.#stop(), { passive: true, signal });
  }

  /** Ends everything it does. */
  close(): void {
    this.#stop();
    this.#dispose.abort();
  }

  #over(event: PointerEvent): void {
    const tile = this.#grid.tileOf(event.target);
    if (tile === this.#tile) return;
    this.#stop();
    const item = tile?.item;
    if (tile === undefined || item === undefined || event.pointerType !== "mouse") return;
    const moves = hasFlag(item, "video") || hasFlag(item, "gif") || hasFlag(item, "animated");
    if (!moves || tile.element.hasAttribute("data-hidden") || !playsByItself()) return;
    this.#tile = tile;
    this.#timer = setTimeout(() => void this.#play(tile).catch(() => this.#stop()), REST_MS);
  }

  async #play(tile: Tile): Promise<void> {
    const { item } = tile;
    if (item === undefined) return;
    this.#abort = new AbortController();
    const media = await fetchMedia(nameOf(item), EVERYTHING, this.#abort.signal);
    if (this.#tile !== tile || tile.item !== item) return;
    const film = media.files.find(({ role }) => role === "mp4")?.sha256;
    const picture =
      media.kind === "video" || film !== undefined
        ? makeVideo(blobAddress(film ?? media.sha256))
        : Object.assign(make("img", "tile__video"), { src: blobAddress(media.sha256), alt: "" });
    tile.link.append(picture);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#tile?.link.querySelector(".tile__video")?.remove();
    this.#tile = undefined;
  }
}

function makeVideo(src: string): HTMLVideoElement {
  const video = make("video", "tile__video");
  Object.assign(video, { src, muted: true, loop: true, playsInline: true, autoplay: true });
  return video;
}
