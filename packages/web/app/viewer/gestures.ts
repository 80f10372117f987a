/** What a gesture asks of the viewer. */
export interface GestureHost {
  step(direction: 1 | -1): void;
  close(): void;
}

/** What the gestures move. */
export interface GestureStage {
  readonly root: HTMLElement;
  readonly isZoomed: boolean;
  panBy(dx: number, dy: number): void;
  zoomBy(factor: number, clientX: number, clientY: number): void;
  /** Follows a finger before it is known what it wants, px. */
  drag(dx: number, dy: number): void;
  /** From fitted to real size, or back. */
  toggle(clientX: number, clientY: number): void;
}

/** A swipe counts from here, px or px a ms; a tap may wander this far and take this long. */
const SWIPE_PX = 64;
const SWIPE_SPEED = 0.45;
const CLOSE_PX = 96;
const TAP_PX = 10;
const DOUBLE_TAP_MS = 320;
const WHEEL_FACTOR = 0.0016;

interface Point {
  x: number;
  y: number;
}

/** Fingers, mouse and wheel on the stage: pinch, pan, swipe, double tap. */
export class Gestures {
  readonly #stage: GestureStage;
  readonly #host: GestureHost;
  readonly #dispose = new AbortController();
  readonly #points = new Map<number, Point>();
  #start: Point & { at: number } = { x: 0, y: 0, at: 0 };
  #lastTap: Point & { at: number } = { x: 0, y: 0, at: -Infinity };
  #wasPinched = false;

  constructor(stage: GestureStage, host: GestureHost) {
    this.#stage = stage;
    this.#host = host;
    const { signal } = this.#dispose;
    const { root } = stage;
    root.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    root.addEventListener("pointermove", (event) => this.#move(event), { signal });
    root.addEventListener("pointerup", (event) => this.#up(event), { signal });
    root.addEventListener("pointercancel", (event) => this.#drop(event), { signal });
    root.addEventListener("wheel", (event) => this.#wheel(event), { passive: false, signal });
  }

  /** Ends everything it does. */
  close(): void {
    this.#dispose.abort();
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0 || (event.target as Element).closest("button, input, .player") !== null)
      return;
    // Some pointers, as in tests, cannot be captured; they work without.
    try {
      this.#stage.root.setPointerCapture(event.pointerId);
    } catch {}
    this.#points.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.#points.size === 1) {
      this.#start = { x: event.clientX, y: event.clientY, at: event.timeStamp };
      this.#wasPinched = false;
    }
    this.#stage.root.toggleAttribute("data-held", true);
  }

  #move(event: PointerEvent): void {
    const point = this.#points.get(event.pointerId);
    if (point === undefined) return;
    const before = { ...point };
    point.x = event.clientX;
    point.y = event.clientY;
    if (this.#points.size === 2) this.#pinch(before, point);
    else if (this.#stage.isZoomed) this.#stage.panBy(point.x - before.x, point.y - before.y);
    else this.#drag(point);
  }

  #pinch(before: Point, now: Point): void {
    this.#wasPinched = true;
    const other = [...this.#points.values()].find((point) => point !== now);
    if (other === undefined) return;
    const was = Math.hypot(before.x - other.x, before.y - other.y);
    const is = Math.hypot(now.x - other.x, now.y - other.y);
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    if (was > 0) this.#stage.zoomBy(is / was, middle.x, middle.y);
    this.#stage.panBy((now.x - before.x) / 2, (now.y - before.y) / 2);
  }

  #drag({ x, y }: Point): void {
    const dx = x - this.#start.x;
    const dy = y - this.#start.y;
    if (Math.abs(dx) < TAP_PX && Math.abs(dy) < TAP_PX) return;
    const isAcross = Math.abs(dx) > Math.abs(dy);
    this.#stage.drag(isAcross ? dx : 0, isAcross ? 0 : Math.max(0, dy));
  }

  #up(event: PointerEvent): void {
    const point = this.#points.get(event.pointerId);
    this.#drop(event);
    if (point === undefined || this.#points.size > 0 || this.#wasPinched) return;
    const dx = event.clientX - this.#start.x;
    const dy = event.clientY - this.#start.y;
    const ms = Math.max(1, event.timeStamp - this.#start.at);
    if (Math.hypot(dx, dy) < TAP_PX) this.#tap(event);
    else if (!this.#stage.isZoomed) this.#swipe(dx, dy, ms);
  }

  #swipe(dx: number, dy: number, ms: number): void {
    if (Math.abs(dx) > Math.abs(dy)) {
      const isFar = Math.abs(dx) > SWIPE_PX || Math.abs(dx) / ms > SWIPE_SPEED;
      if (isFar) this.#host.step(dx < 0 ? 1 : -1);
    } else if (dy > CLOSE_PX || (dy > TAP_PX * 2 && dy / ms > SWIPE_SPEED)) {
      this.#host.close();
    }
  }

  #tap(event: PointerEvent): void {
    const since = event.timeStamp - this.#lastTap.at;
    const away = Math.hypot(event.clientX - this.#lastTap.x, event.clientY - this.#lastTap.y);
    const isDouble = since < DOUBLE_TAP_MS && away < TAP_PX * 3;
    if (isDouble) this.#stage.toggle(event.clientX, event.clientY);
    this.#lastTap = {
      x: event.clientX,
      y: event.clientY,
      at: isDouble ? -Infinity : event.timeStamp,
    };
  }

  #drop({ pointerId }: PointerEvent): void {
    this.#points.delete(pointerId);
    if (this.#points.size > 0) return;
    this.#stage.root.toggleAttribute("data-held", false);
    this.#stage.drag(0, 0);
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
    const strength = event.ctrlKey ? 6 : 1;
    this.#stage.zoomBy(Math.exp(-pixels * WHEEL_FACTOR * strength), event.clientX, event.clientY);
  }
}
