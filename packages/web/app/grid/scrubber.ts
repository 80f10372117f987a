import { printMonth } from "../quantities.ts";
import { t } from "../strings.ts";
import type { GridPlace } from "./grid_host.ts";
import { RailBars, type RailPiece, type RailPlace } from "./rail_bars.ts";
import { make } from "./tiles.ts";

const YEAR_PX = 22;
const PAGE_BARS = 12;

/** The canopy rail: a bar a month, as long as the month is full; a slider to scrub through the years. */
export class Scrubber {
  readonly root: HTMLElement;
  readonly #go: (bucket: number, within: number) => void;
  readonly #canvas = make("canvas", "rail__bars");
  readonly #years = make("div", "rail__years");
  readonly #handle = make("span", "rail__handle");
  readonly #flag = make("span", "rail__flag");
  readonly #dispose = new AbortController();
  #rail = new RailBars([]);
  #at = 0;
  #height = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** @param root Gets the role and the drawing. @param go Scrolls the grid to a part of a bucket. */
  constructor(root: HTMLElement, go: (bucket: number, within: number) => void) {
    this.root = root;
    this.#go = go;
    root.setAttribute("role", "slider");
    root.setAttribute("aria-orientation", "vertical");
    root.setAttribute("aria-label", t("rail.label"));
    root.setAttribute("aria-valuemin", "0");
    root.tabIndex = 0;
    for (const part of [this.#canvas, this.#years, this.#handle, this.#flag]) {
      part.setAttribute("aria-hidden", "true");
      root.append(part);
    }
    this.#watch();
  }

  /** Shows other buckets. */
  show(buckets: readonly RailPiece[]): void {
    this.#rail = new RailBars(buckets);
    this.root.setAttribute("aria-valuemax", String(Math.max(0, this.#bars.length - 1)));
    this.#draw();
  }

  /** Follows the window. */
  follow(place: Pick<GridPlace, "bucket" | "within">): void {
    const { index, within } = this.#rail.toBar({ index: place.bucket, within: place.within });
    this.#at = index;
    this.root.setAttribute("aria-valuenow", String(index));
    this.root.setAttribute("aria-valuetext", this.#textOf(index));
    this.#handle.style.top = `${this.#yOf(index, within)}px`;
    if (this.root.hasAttribute("data-dragging") || this.root.matches(":focus-visible"))
      this.#wave(index, within);
  }

  /** Shows the flag for a moment: the page scrolls. */
  stir(place: Pick<GridPlace, "bucket" | "within">): void {
    this.root.toggleAttribute("data-scrolling", true);
    const { index, within } = this.#rail.toBar({ index: place.bucket, within: place.within });
    this.#wave(index, within);
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.root.toggleAttribute("data-scrolling", false), 900);
  }

  /** Ends everything it does. */
  close(): void {
    clearTimeout(this.#rest);
    this.#dispose.abort();
  }

  get #bars(): RailBars["bars"] {
    return this.#rail.bars;
  }

  #watch(): void {
    const { signal } = this.#dispose;
    this.root.addEventListener("pointerdown", (event) => this.#drag(event), { signal });
    this.root.addEventListener("pointermove", (event) => this.#hover(event), { signal });
    this.root.addEventListener("keydown", (event) => this.#key(event), { signal });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw(), {
      signal,
    });
    const observer = new ResizeObserver(() => this.#draw());
    observer.observe(this.root);
    const themes = new MutationObserver(() => this.#draw());
    themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    signal.addEventListener("abort", () => {
      observer.disconnect();
      themes.disconnect();
    });
  }

  #hover(event: PointerEvent): void {
    if (this.root.hasAttribute("data-dragging")) return;
    const { index, within } = this.#under(event.clientY);
    this.#wave(index, within);
  }

  #drag(event: PointerEvent): void {
    if (event.button !== 0 || this.#bars.length === 0) return;
    event.preventDefault();
    this.root.focus({ preventScroll: true });
    this.root.setPointerCapture(event.pointerId);
    this.root.toggleAttribute("data-dragging", true);
    const until = new AbortController();
    const { signal } = until;
    const move = ({ clientY }: PointerEvent) => {
      const { index, within } = this.#under(clientY);
      this.#wave(index, within);
      this.#goTo(index, within);
    };
    move(event);
    this.root.addEventListener("pointermove", move, { signal });
    for (const name of ["pointerup", "pointercancel"] as const) {
      this.root.addEventListener(
        name,
        () => {
          until.abort();
          this.root.toggleAttribute("data-dragging", false);
        },
        { signal },
      );
    }
  }

  #key(event: KeyboardEvent): void {
    const last = this.#bars.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: this.#at + 1,
      ArrowRight: this.#at + 1,
      ArrowUp: this.#at - 1,
      ArrowLeft: this.#at - 1,
      PageDown: this.#at + PAGE_BARS,
      PageUp: this.#at - PAGE_BARS,
      Home: 0,
      End: last,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#goTo(Math.min(Math.max(0, to), last), 0);
  }

  #goTo(bar: number, within: number): void {
    const piece = this.#rail.toPiece({ index: bar, within });
    this.#go(piece.index, piece.within);
  }

  #wave(bar: number, within: number): void {
    if (this.#bars[bar] === undefined) return;
    this.#flag.textContent = this.#textOf(bar);
    const y = this.#yOf(bar, within);
    this.#flag.style.top = `${Math.min(Math.max(18, y), this.#height - 18)}px`;
  }

  #textOf(at: number): string {
    const bar = this.#bars[at];
    if (bar === undefined) return "";
    return t("rail.value", { group: nameOfLabel(bar.label), n: bar.count });
  }

  #under(clientY: number): RailPlace {
    const box = this.root.getBoundingClientRect();
    const share = Math.min(Math.max(0, (clientY - box.top) / Math.max(1, box.height)), 0.99999);
    const exact = share * this.#bars.length;
    return { index: Math.floor(exact), within: exact % 1 };
  }

  #yOf(bar: number, within: number): number {
    return ((bar + within) / Math.max(1, this.#bars.length)) * this.#height;
  }

  #draw(): void {
    const { clientWidth: width, clientHeight: height } = this.root;
    this.#height = height;
    const context = this.#canvas.getContext("2d");
    if (context === null || width === 0 || height === 0) return;
    this.#canvas.width = width * devicePixelRatio;
    this.#canvas.height = height * devicePixelRatio;
    context.scale(devicePixelRatio, devicePixelRatio);
    context.fillStyle = getComputedStyle(this.root).color;
    const pitch = height / Math.max(1, this.#bars.length);
    const most = Math.max(1, ...this.#bars.map(({ count }) => count));
    const room = Math.max(8, width - 28);
    const thick = Math.max(1, Math.min(4, pitch * 0.66));
    for (const [position, { count }] of this.#bars.entries()) {
      const length = Math.max(2, Math.sqrt(count / most) * room);
      context.globalAlpha = 0.38 + 0.5 * (count / most);
      context.beginPath();
      context.roundRect(
        width - length,
        (position + 0.5) * pitch - thick / 2,
        length + 4,
        thick,
        thick / 2,
      );
      context.fill();
    }
    this.#drawYears(pitch);
  }

  #drawYears(pitch: number): void {
    const labels: HTMLElement[] = [];
    let lastY = -Infinity;
    let lastYear = "";
    for (const [position, { label: month }] of this.#bars.entries()) {
      const year = month.slice(0, 4);
      const y = (position + 0.5) * pitch;
      if (year === lastYear || !/^\d{4}$/.test(year)) continue;
      lastYear = year;
      if (y - lastY < YEAR_PX) continue;
      lastY = y;
      const label = make("span", "rail__year", year);
      label.style.top = `${Math.max(7, y)}px`;
      labels.push(label);
    }
    this.#years.replaceChildren(...labels);
  }
}

function nameOfLabel(label: string): string {
  return /^\d{4}-\d\d$/.test(label) ? printMonth(label) : t("grid.undated");
}
