import type { HostPaused } from "@acacia/core/events";
import { type LaneColors, makeHatch, readColors } from "./lane_colors.ts";
import type { Lane } from "./lane_history.ts";
import { barOf, hatch, type LanePaint, paintLane, type Row } from "./lane_paint.ts";

/** What the lanes are drawn from. */
export interface LaneSource {
  /** The moment at the right end, epoch ms. */
  readonly now: number;
  /** Whether it moves. */
  readonly isOn: boolean;
  /** Whether there is something to say beside the lanes. */
  readonly hasLabels: boolean;
  readonly lanes: readonly Lane[];
  /** Pauses of the host that the slots talk to. */
  pauses(from: number, to: number): readonly HostPaused[];
  /** Since when something differs from the last call, epoch ms. */
  takeChangedFrom(): number;
  /** What stands beside a lane: what it does, how much of it, and whether it backs off. */
  label(lane: Lane): { readonly text: string; readonly side: string; readonly isBack: boolean };
}

/** Width at which file names have room, CSS px. */
const WIDE = 700;
const SPANS_MS = { wide: 30_000, narrow: 14_000 };
const GUTTER = 34;
const LABELS = 250;
const GRID_MS = 5_000;
const STILL_MS = 1_000;
const LABEL_MS = 250;
/** How much of the oldest bars has faded, and how far from the left anything has. */
const FADE = 0.5;
const FADED = 0.75;
/** Before the present end so much is painted again, CSS px: an end has a mark of its own. */
const OVERLAP = 6;

/** Height of a lane when there are so many, CSS px. */
export function laneHeight(lanes: number): number {
  if (lanes <= 16) return 30;
  if (lanes <= 32) return 22;
  return lanes <= 64 ? 15 : 11;
}

/**
 * Draws the lanes of a run as time goes by. The past is a strip of pixels that is written once and wraps around:
 * a frame paints only the columns that are new or changed, and copies the strip.
 */
export class LaneCanvas implements Disposable {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #strip = document.createElement("canvas");
  readonly #stripContext: CanvasRenderingContext2D;
  readonly #source: LaneSource;
  readonly #observers = new DisposableStack();
  readonly #still = matchMedia("(prefers-reduced-motion: reduce)");
  #colors: LaneColors;
  #hatch: CanvasPattern | null = null;
  #size = { width: 0, height: 0, scale: 1, lanes: 0, labels: 0 };
  /** The first column that is not painted yet, counted from 1970. */
  #column = Number.NaN;
  #labels: string[] = [];
  #labelsAt = 0;
  #frame: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSeen = true;

  /** Begins to draw. */
  constructor(canvas: HTMLCanvasElement, source: LaneSource) {
    this.#canvas = canvas;
    this.#source = source;
    this.#context = canvas.getContext("2d") as CanvasRenderingContext2D;
    this.#stripContext = this.#strip.getContext("2d") as CanvasRenderingContext2D;
    this.#colors = readColors(canvas);
    const wake = () => this.wake();
    const resized = new ResizeObserver(wake);
    resized.observe(canvas);
    const seen = new IntersectionObserver(([entry]) => {
      this.#isSeen = entry?.isIntersecting ?? true;
      this.wake();
    });
    seen.observe(canvas);
    document.addEventListener("visibilitychange", wake);
    this.#observers.defer(() => resized.disconnect());
    this.#observers.defer(() => seen.disconnect());
    this.#observers.defer(() => document.removeEventListener("visibilitychange", wake));
    this.wake();
  }

  /** Looks whether there is something to draw; call it each second, for colours and for a run that ended. */
  wake(): void {
    const colors = readColors(this.#canvas);
    if (Object.values(colors).join() !== Object.values(this.#colors).join()) {
      this.#colors = colors;
      this.#size = { ...this.#size, lanes: -1 };
    }
    if (this.#frame === undefined && this.#timer === undefined) this.#turn();
  }

  [Symbol.dispose](): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#observers.dispose();
    this.#isSeen = false;
  }

  #turn(): void {
    this.#frame = undefined;
    this.#timer = undefined;
    if (!this.#isSeen || document.hidden) return;
    this.#draw();
    if (!this.#source.isOn) return;
    if (this.#still.matches) this.#timer = setTimeout(() => this.#turn(), STILL_MS);
    else this.#frame = requestAnimationFrame(() => this.#turn());
  }

  #draw(): void {
    const { lanes, now } = this.#source;
    const isNew = this.#fit(lanes.length);
    const { scale } = this.#size;
    const plot = this.#plot();
    if (plot.width <= 0) return;
    const perMs = plot.width / this.#spanMs();
    const column = Math.floor(now * perMs);
    const changed = Math.floor(this.#source.takeChangedFrom() * perMs);
    if (!isNew && column === this.#column && changed >= column) return;
    const first = Math.min(this.#column - OVERLAP * scale, changed);
    const from = isNew || !Number.isFinite(first) ? column - plot.width : first;
    this.#paint(lanes, { from: Math.max(from, column - plot.width), to: column, perMs });
    this.#column = column;
    this.#compose(column);
    this.#drawLabels(lanes, isNew);
  }

  /** Follows the size of the element. @returns Whether all must be painted anew. */
  #fit(lanes: number): boolean {
    const scale = devicePixelRatio;
    const width = Math.round(this.#canvas.clientWidth * scale);
    const height = Math.round(lanes * laneHeight(lanes) * scale);
    const labels = this.#isWide() && this.#source.hasLabels ? Math.round(LABELS * scale) : 0;
    const size = { width, height, scale, lanes, labels };
    if (Object.entries(size).every(([name, px]) => this.#size[name as keyof typeof size] === px)) {
      return false;
    }
    this.#size = size;
    this.#canvas.width = width;
    this.#canvas.height = height;
    const plot = this.#plot();
    this.#strip.width = Math.max(1, plot.width);
    this.#strip.height = Math.max(1, height);
    this.#hatch = makeHatch(this.#stripContext, { color: this.#colors.fail, scale });
    this.#labels = [];
    this.#drawNumbers(lanes);
    return true;
  }

  #paint(
    lanes: readonly Lane[],
    { from, to, perMs }: { from: number; to: number; perMs: number },
  ): void {
    const { width, height } = this.#strip;
    for (let begin = from; begin < to; ) {
      const x = ((begin % width) + width) % width;
      const end = Math.min(to, begin + width - x);
      const context = this.#stripContext;
      context.save();
      context.beginPath();
      context.rect(x, 0, end - begin, height);
      context.clip();
      context.clearRect(x, 0, end - begin, height);
      const shift = x - begin;
      const paint: LanePaint = {
        ...{ context, colors: this.#colors, hatch: this.#hatch, scale: this.#size.scale },
        xOf: (t) => t * perMs + shift,
        ...{ from: begin / perMs, to: end / perMs },
      };
      this.#paintPauses(lanes.length, paint);
      for (const [at, lane] of lanes.entries()) paintLane(lane, this.#row(at), paint);
      context.restore();
      begin = end;
    }
  }

  /** A paused host: a band over all lanes, stripes where they wait. */
  #paintPauses(lanes: number, paint: LanePaint): void {
    const { context, colors, xOf, from, to } = paint;
    for (const pause of this.#source.pauses(from, to)) {
      const span = { left: xOf(pause.t), right: xOf(pause.until) };
      context.globalAlpha = 0.1;
      context.fillStyle = colors.fail;
      context.fillRect(span.left, 0, span.right - span.left, this.#size.height);
      context.globalAlpha = 1;
      for (let at = 0; at < lanes; at++) {
        hatch(paint, span, barOf(this.#row(at), paint.scale));
      }
    }
  }

  #compose(column: number): void {
    const context = this.#context;
    const { scale, height } = this.#size;
    const { left, width } = this.#plot();
    const seam = ((column % width) + width) % width;
    context.clearRect(left, 0, width, height);
    const strip = this.#strip;
    if (seam < width) {
      context.drawImage(strip, seam, 0, width - seam, height, left, 0, width - seam, height);
    }
    if (seam > 0) {
      context.drawImage(strip, 0, 0, seam, height, left + width - seam, 0, seam, height);
    }
    const fade = context.createLinearGradient(left, 0, left + width * FADED, 0);
    fade.addColorStop(0, `rgb(0 0 0 / ${FADE})`);
    fade.addColorStop(1, "rgb(0 0 0 / 0)");
    context.globalCompositeOperation = "destination-out";
    context.fillStyle = fade;
    context.fillRect(left, 0, width * FADED, height);
    context.globalCompositeOperation = "destination-over";
    context.fillStyle = this.#colors.line;
    for (let ago = 0; ago <= this.#spanMs(); ago += GRID_MS) {
      const x = Math.round(left + width - (ago / this.#spanMs()) * width);
      context.fillRect(Math.min(x, left + width - scale), 0, scale, height);
    }
    context.globalCompositeOperation = "source-over";
  }

  #drawNumbers(lanes: number): void {
    const context = this.#context;
    const { scale } = this.#size;
    this.#setType(lanes);
    context.textAlign = "right";
    context.fillStyle = this.#colors.muted;
    for (const [at, { slot }] of this.#source.lanes.entries()) {
      const { top, height } = this.#row(at);
      context.fillText(String(slot + 1), (GUTTER - 12) * scale, top + height / 2);
    }
  }

  /** Writes only the words that changed. */
  #drawLabels(lanes: readonly Lane[], isNew: boolean): void {
    const isSoon = !isNew && performance.now() - this.#labelsAt < LABEL_MS;
    if (this.#size.labels === 0 || isSoon) return;
    this.#labelsAt = performance.now();
    const context = this.#context;
    const { scale, width } = this.#size;
    this.#setType(lanes.length);
    const left = width - LABELS * scale;
    for (const [at, lane] of lanes.entries()) {
      const { text, side, isBack } = this.#source.label(lane);
      const key = `${text}\n${side}`;
      if (this.#labels[at] === key) continue;
      this.#labels[at] = key;
      const { top, height } = this.#row(at);
      context.clearRect(left, top, LABELS * scale, height);
      const { fail, ink, muted } = this.#colors;
      context.fillStyle = isBack ? fail : lane.now === null ? muted : ink;
      context.textAlign = "left";
      context.fillText(text, left + 18 * scale, top + height / 2, (LABELS - 120) * scale);
      context.fillStyle = this.#colors.muted;
      context.textAlign = "right";
      context.fillText(side, width, top + height / 2);
    }
  }

  #setType(lanes: number): void {
    const size = Math.min(12, laneHeight(lanes) - 2);
    this.#context.font = `500 ${size * this.#size.scale}px system-ui, sans-serif`;
    this.#context.textBaseline = "middle";
  }

  #row(at: number): Row {
    const height = laneHeight(this.#size.lanes) * this.#size.scale;
    return { top: Math.round(at * height), height };
  }

  #isWide(): boolean {
    return this.#canvas.clientWidth > WIDE;
  }

  #spanMs(): number {
    return this.#isWide() ? SPANS_MS.wide : SPANS_MS.narrow;
  }

  #plot(): { left: number; width: number } {
    const { scale, width, labels } = this.#size;
    const left = Math.round(GUTTER * scale);
    return { left, width: width - left - labels };
  }
}
