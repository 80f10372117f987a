import { type Signal, signal } from "@preact/signals";
import { blobAddress, thumbAddress } from "../api.ts";
import { paintThumbHash } from "../grid/thumb_hash.ts";
import { make } from "../grid/tiles.ts";
import { playsByItself, savesData } from "../motion.ts";
import { makeFilm } from "./film.ts";
import { fitOf, type Size } from "./fit.ts";
import { type SharpSize, sharpSizeFor } from "./sharp_size.ts";

/** A picture as the stage needs it. */
export interface StagePicture {
  /** The same picture keeps its key, so that more knowledge does not begin it anew. */
  readonly key: string;
  readonly title: string;
  /** Upright size of the original, px; 0 when unknown. */
  readonly width: number;
  readonly height: number;
  readonly thumbHash: string;
  /** Blob of its thumbnails; "" for none. */
  readonly thumb: string;
  /** Its own bytes; undefined until known. */
  readonly original: string | undefined;
  /** What plays: the video itself, or the film of a GIF; undefined for stills and until known. */
  readonly film: string | undefined;
  /** Moves by itself as an image: its thumbnails do not, so the original is shown at once. */
  readonly isAnimated: boolean;
  /** Not to be requested yet. */
  readonly isHidden: boolean;
}

/** The grid's size, which is in memory already, px. */
const SMALL_PX = 480;
/** To save data, this is sharp enough for a picture that was not zoomed, px. */
const SAVING_PX = 960;
const MAX_ZOOM = 12;

/** The room in which one picture is shown: sizes, zoom, and from blurred to sharp without a black moment. */
export class Stage {
  /** CSS px a picture px, as a ratio; 0 before the first picture. */
  readonly zoom: Signal<number> = signal(0);
  /** What plays, if something does. */
  readonly video: Signal<HTMLVideoElement | undefined> = signal(undefined);
  /** Of a picture that moves without being a film: whether it does now; undefined for all others. */
  readonly moves: Signal<boolean | undefined> = signal(undefined);
  /** Whether the picture could not be shown. */
  readonly isBroken: Signal<boolean> = signal(false);
  /** Whether a sharper one is on its way. */
  readonly isWaiting: Signal<boolean> = signal(false);
  readonly root: HTMLElement;
  readonly box = make("div", "stage__picture");
  readonly #hash = make("canvas", "stage__layer");
  readonly #onSharp: () => void;
  readonly #observer: ResizeObserver;
  #picture: StagePicture | undefined;
  #layers = new Map<string, HTMLImageElement | HTMLVideoElement>();
  #fit = 1;
  #scale = 1;
  #x = 0;
  #y = 0;

  /** @param root Empty. @param onSharp Called when the picture is as sharp as the window shows. */
  constructor(root: HTMLElement, onSharp: () => void) {
    this.root = root;
    this.#onSharp = onSharp;
    this.box.setAttribute("role", "img");
    this.#hash.setAttribute("aria-hidden", "true");
    this.box.append(this.#hash);
    root.prepend(this.box);
    this.#observer = new ResizeObserver(() => this.#measure());
    this.#observer.observe(root);
  }

  /** Whether it is larger than it fits. */
  get isZoomed(): boolean {
    return this.#scale > 1.001;
  }

  /** Shows a picture; knowing more of the same one only adds layers. */
  show(picture: StagePicture): void {
    const isNew = picture.key !== this.#picture?.key;
    this.#picture = picture;
    if (isNew) this.#begin(picture);
    this.box.setAttribute("aria-label", picture.title);
    const { thumb, isHidden } = picture;
    // Below all others, which sharpen what it shows.
    if (thumb !== "" && !isHidden) this.#addImage("small", thumbAddress(SMALL_PX, thumb));
    this.#measure();
    if (!isHidden) this.#addLayers(picture);
  }

  /** Zooms by a factor; a point of the window stays where it is. */
  zoomBy(factor: number, clientX?: number, clientY?: number): void {
    this.#zoomTo(this.#scale * factor, clientX, clientY);
  }

  /** Fits it, or shows it in its real size. */
  toggle(clientX?: number, clientY?: number): void {
    if (this.isZoomed) this.fit();
    else this.#zoomTo(Math.max(1 / (this.#fit * devicePixelRatio), 2), clientX, clientY);
  }

  /** One picture px is one px of the screen. */
  actual(): void {
    this.#zoomTo(1 / (this.#fit * devicePixelRatio));
  }

  /** As large as it fits. */
  fit(): void {
    this.#scale = 1;
    this.#x = 0;
    this.#y = 0;
    this.#place();
  }

  /** Moves it under the window, within its edges. */
  panBy(dx: number, dy: number): void {
    this.#x += dx;
    this.#y += dy;
    this.#place();
  }

  /** The least of a picture that looks sharp here, as large as it fits. @param size Of the original, px. */
  sharpSize(size: Size): SharpSize {
    const longest = Math.max(size.width, size.height);
    const shown = longest * fitOf(this.root.getBoundingClientRect(), size) * devicePixelRatio;
    return sharpSizeFor(longest, savesData() ? Math.min(shown, SAVING_PX) : shown);
  }

  /** Lets a moving picture rest, or go on. */
  toggleMoving(): void {
    if (this.moves.peek() === undefined) return;
    this.moves.value = !this.moves.peek();
    this.#showMoving();
  }

  /** Draws it aside while a finger decides where to go. */
  drag(dx: number, dy: number): void {
    this.box.style.translate = dx === 0 && dy === 0 ? "" : `${dx}px ${dy}px`;
  }

  /** Ends everything it does. */
  close(): void {
    this.#observer.disconnect();
    this.video.value?.pause();
    for (const layer of this.#layers.values()) layer.removeAttribute("src");
  }

  #begin(picture: StagePicture): void {
    for (const layer of this.#layers.values()) {
      layer.removeAttribute("src");
      layer.remove();
    }
    this.#layers.clear();
    this.video.value = undefined;
    this.moves.value = undefined;
    this.isBroken.value = false;
    this.isWaiting.value = false;
    this.#scale = 1;
    this.#x = 0;
    this.#y = 0;
    paintThumbHash(this.#hash, picture.thumbHash);
  }

  #addLayers(picture: StagePicture): void {
    const { thumb, original, film } = picture;
    if (film !== undefined) {
      this.#addFilm(film);
      return;
    }
    if (picture.isAnimated && original !== undefined) {
      this.moves.value ??= thumb === "" || playsByItself();
      this.#showMoving();
    } else if (!picture.isAnimated) {
      this.#sharpen();
    }
  }

  /** The original over its still thumbnail, or that alone. */
  #showMoving(): void {
    const { original, thumb = "" } = this.#picture ?? {};
    if (original === undefined) return;
    if (this.moves.peek() === true) this.#addImage("original", blobAddress(original));
    else if (thumb !== "") this.#addImage("960", thumbAddress(960, thumb));
    this.#layers.get("original")?.toggleAttribute("hidden", this.moves.peek() === false);
  }

  #addImage(name: "small" | `${SharpSize}`, src: string): void {
    if (this.#layers.has(name)) return;
    const image = make("img", "stage__layer");
    const { key } = this.#picture ?? {};
    this.#layers.set(name, image);
    image.alt = "";
    image.draggable = false;
    image.decoding = "async";
    image.onload = () => {
      image.toggleAttribute("data-loaded", true);
      if (name === "small") return;
      this.isWaiting.value = false;
      this.#onSharp();
    };
    image.onerror = () => {
      image.remove();
      if (key === this.#picture?.key) this.#failed(name);
    };
    if (name !== "small") this.isWaiting.value = true;
    image.src = src;
    image.toggleAttribute("data-loaded", image.complete && image.naturalWidth > 0);
    this.box.append(image);
  }

  /** Without a made size the original is tried; without that, nothing can be shown. */
  #failed(name: "small" | `${SharpSize}`): void {
    const original = this.#picture?.original;
    this.isWaiting.value = false;
    if (name === "small") return;
    if (name !== "original" && original !== undefined)
      this.#addImage("original", blobAddress(original));
    else if (!this.#isShown("960") && !this.#isShown("1600")) this.isBroken.value = true;
  }

  #addFilm(film: string): void {
    if (this.#layers.has("film")) return;
    const { key } = this.#picture ?? {};
    const video = makeFilm(blobAddress(film), {
      loaded: () => {
        this.isWaiting.value = false;
        this.#onSharp();
      },
      failed: () => {
        if (key !== this.#picture?.key) return;
        this.isWaiting.value = false;
        this.video.value = undefined;
        this.isBroken.value = true;
      },
    });
    this.#layers.set("film", video);
    this.isWaiting.value = true;
    this.box.append(video);
    this.video.value = video;
  }

  #measure(): void {
    const { width = 0, height = 0 } = this.#picture ?? {};
    if (this.root.clientWidth === 0 || this.#picture === undefined) return;
    const natural = { width: width || 800, height: height || 600 };
    this.#fit = fitOf(this.root.getBoundingClientRect(), natural);
    this.box.style.width = `${natural.width * this.#fit}px`;
    this.box.style.height = `${natural.height * this.#fit}px`;
    this.#place();
  }

  #zoomTo(scale: number, clientX?: number, clientY?: number): void {
    const room = this.root.getBoundingClientRect();
    const wanted = Math.min(Math.max(1, scale), MAX_ZOOM);
    const factor = wanted / this.#scale;
    const dx = (clientX ?? room.left + room.width / 2) - room.left - room.width / 2;
    const dy = (clientY ?? room.top + room.height / 2) - room.top - room.height / 2;
    this.#x = dx - (dx - this.#x) * factor;
    this.#y = dy - (dy - this.#y) * factor;
    this.#scale = wanted;
    this.#place();
  }

  #place(): void {
    const room = this.root.getBoundingClientRect();
    const spareX = Math.max(0, (this.box.offsetWidth * this.#scale - room.width) / 2);
    const spareY = Math.max(0, (this.box.offsetHeight * this.#scale - room.height) / 2);
    this.#x = Math.min(Math.max(-spareX, this.#x), spareX);
    this.#y = Math.min(Math.max(-spareY, this.#y), spareY);
    this.box.style.transform = `translate(-50%, -50%) translate(${this.#x}px, ${this.#y}px) scale(${this.#scale})`;
    this.root.toggleAttribute("data-zoomed", this.isZoomed);
    this.zoom.value = this.#fit * this.#scale * devicePixelRatio;
    this.#sharpen();
  }

  /** As sharp as the screen shows it now: a made size, or the original. */
  #sharpen(): void {
    const picture = this.#picture;
    if (picture === undefined || picture.isHidden || picture.isAnimated) return;
    const { width, height, film, thumb, original } = picture;
    if (film !== undefined) return;
    const longest = Math.max(width, height);
    const size = this.isZoomed
      ? sharpSizeFor(longest, longest * this.zoom.peek())
      : this.sharpSize({ width: width || 1, height: height || 1 });
    if (this.#isShown("original") || (size === 960 && this.#isShown("1600"))) return;
    if (size !== "original" && thumb !== "") this.#addImage(`${size}`, thumbAddress(size, thumb));
    else if (original !== undefined) this.#addImage("original", blobAddress(original));
  }

  #isShown(name: `${SharpSize}`): boolean {
    return this.#layers.get(name)?.isConnected === true;
  }
}
