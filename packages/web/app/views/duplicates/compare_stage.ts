import type { GestureStage } from "../../viewer/gestures.ts";

const MAX_ZOOM = 12;
/** What a double click zooms to when real size is no larger than the fitted one. */
const NEAR = 2;

/** Zoom and place of every picture under a root, the same in each view of it. */
export class CompareStage implements GestureStage {
  readonly root: HTMLElement;
  #scale = 1;
  #x = 0;
  #y = 0;

  /** @param root Holds views (`.compare__view`) with layers (`.compare__layer`) of their size. */
  constructor(root: HTMLElement) {
    this.root = root;
  }

  /** Whether there is more than the views show. */
  get isZoomed(): boolean {
    return this.#scale > 1;
  }

  /** Shows all of the pictures again. */
  reset(): void {
    this.#scale = 1;
    this.#x = 0;
    this.#y = 0;
    this.apply();
  }

  /** Moves the pictures, px. */
  panBy(dx: number, dy: number): void {
    this.#x += dx;
    this.#y += dy;
    this.apply();
  }

  /** Zooms so that what is under a point of the window stays there, in every view; without one, the middle does. */
  zoomBy(factor: number, clientX?: number, clientY?: number): void {
    const view = this.#viewAt(clientX);
    if (view === undefined) return;
    const { left, top, width, height } = view.getBoundingClientRect();
    const dx = clientX === undefined ? 0 : clientX - left - width / 2;
    const dy = clientY === undefined ? 0 : clientY - top - height / 2;
    const scale = Math.min(MAX_ZOOM, Math.max(1, this.#scale * factor));
    const by = scale / this.#scale;
    this.#x = dx - (dx - this.#x) * by;
    this.#y = dy - (dy - this.#y) * by;
    this.#scale = scale;
    this.apply();
  }

  /** From all of it to its real size, or back. */
  toggle(clientX: number, clientY: number): void {
    if (this.isZoomed) this.reset();
    else this.zoomBy(Math.max(NEAR, this.#realScale()), clientX, clientY);
  }

  /** Nothing follows a finger here. */
  drag(): void {}

  /** Puts what came into the views since at the same place. */
  apply(): void {
    const view = this.#viewAt(undefined);
    const roomX = ((view?.clientWidth ?? 0) * (this.#scale - 1)) / 2;
    const roomY = ((view?.clientHeight ?? 0) * (this.#scale - 1)) / 2;
    this.#x = Math.min(roomX, Math.max(-roomX, this.#x));
    this.#y = Math.min(roomY, Math.max(-roomY, this.#y));
    const transform = `translate(${this.#x}px, ${this.#y}px) scale(${this.#scale})`;
    for (const layer of this.root.querySelectorAll<HTMLElement>(".compare__layer")) {
      layer.style.transform =
        layer.dataset.flipped === undefined ? transform : `${transform} scaleX(-1)`;
    }
    this.root.toggleAttribute("data-zoomed", this.isZoomed);
  }

  #viewAt(clientX: number | undefined): HTMLElement | undefined {
    const views = [...this.root.querySelectorAll<HTMLElement>(".compare__view")];
    const under = views.find((view) => {
      const { left, right } = view.getBoundingClientRect();
      return clientX !== undefined && clientX >= left && clientX <= right;
    });
    return under ?? views[0];
  }

  /** How far the first picture is from its real size. */
  #realScale(): number {
    const image = this.root.querySelector<HTMLImageElement>("img.compare__layer[data-loaded]");
    if (image === null) return NEAR;
    const { naturalWidth, naturalHeight, clientWidth, clientHeight } = image;
    return 1 / Math.min(clientWidth / naturalWidth, clientHeight / naturalHeight);
  }
}
