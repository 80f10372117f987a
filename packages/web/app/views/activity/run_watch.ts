import { type Signal, signal } from "@preact/signals";
import { fetchRun, listenRun } from "./activity_api.ts";
import { RunModel } from "./run_model.ts";

/** Lanes are drawn so long after the fact, ms: until then the stream has brought it, and nothing jumps. */
const SETTLE_MS = 1_200;
/** A running run tells of itself each second: after this long without, the view is paused. */
export const PATIENCE_MS = 4_000;
const TICK_MS = 1_000;

/** A run that is looked at: its model, the server's time, and how old the last word is. */
export class RunWatch {
  readonly id: number;
  /** null until the server answered. */
  readonly model: Signal<RunModel | null> = signal(null);
  /** Counts the seconds, and what must be drawn at once. */
  readonly tick: Signal<number> = signal(0);
  /** Why the run could not be read; null when it could. */
  readonly failure: Signal<unknown> = signal(null);
  /** How far the server's clock is ahead of this one, ms; null until it told. */
  #aheadMs: number | null = null;
  #heardAt = Date.now();
  #stop: (() => void) | undefined;
  readonly #timer: ReturnType<typeof setInterval>;
  #isClosed = false;

  /** Begins to watch a run. */
  constructor(id: number) {
    this.id = id;
    this.#timer = setInterval(() => this.#beat(), TICK_MS);
    void this.open();
  }

  /** Reads the run, and listens to it from then on; again after a failure. */
  async open(): Promise<void> {
    this.failure.value = null;
    try {
      const detail = await fetchRun(this.id);
      if (this.#isClosed) return;
      const model = new RunModel(detail);
      this.model.value = model;
      this.#heardAt = Date.now();
      this.#listen(model, detail.recentFrom);
    } catch (error) {
      this.failure.value = error;
    }
  }

  /** Ends watching. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#stop?.();
  }

  /** Whether the run is on, as far as was heard. */
  get isOn(): boolean {
    return this.model.peek()?.detail.state === "running";
  }

  /** Seconds since the last word of a run that is on; null while all is well. */
  get pausedFor(): number | null {
    const silence = Date.now() - this.#heardAt;
    return this.isOn && silence > PATIENCE_MS ? Math.round(silence / 1000) : null;
  }

  /** The moment that the lanes show at their right end: the server's time, epoch ms. */
  get shownAt(): number {
    const model = this.model.peek();
    if (model === null) return Date.now();
    const { finishedAt, startedAt, state } = model.detail;
    if (finishedAt !== null) return finishedAt;
    if (state === "lost") return Math.max(startedAt, this.#lastWordAt);
    const now = this.pausedFor === null ? Date.now() : this.#heardAt;
    return now + (this.#aheadMs ?? 0) - SETTLE_MS;
  }

  #lastWordAt = 0;

  #listen(model: RunModel, after: number): void {
    this.#stop?.();
    this.#stop = listenRun(this.id, after, {
      told: (event, row) => {
        this.#heardAt = Date.now();
        const at = event.type === "run.slots" ? event.now : event.t;
        this.#lastWordAt = Math.max(this.#lastWordAt, at);
        if (event.type === "run.slots") this.#noteClock(event.now);
        model.follow(event, row);
        if (event.type === "run.finished") this.#beat();
      },
      over: () => void this.#finish(model),
    });
  }

  /** The record of a run that is over is whole: read it once more. */
  async #finish(model: RunModel): Promise<void> {
    try {
      model.renew(await fetchRun(this.id));
    } catch {
      // What was heard stays; the head shows that the server is gone.
    }
    this.#beat();
  }

  #noteClock(now: number): void {
    const ahead = now - Date.now();
    // What comes late looks behind: the least late tells the truth.
    this.#aheadMs = this.#aheadMs === null ? ahead : Math.max(this.#aheadMs, ahead);
  }

  #beat(): void {
    this.tick.value = this.tick.peek() + 1;
  }
}
