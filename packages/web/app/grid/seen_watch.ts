import type { Grid } from "./grid.ts";
import { hasFlag } from "./item.ts";

/** A picture counts as seen when it was on screen for this long; they are told in batches. */
const SEEN_AFTER_MS = 1_000;
const BATCH_MS = 2_000;

/** Notices which unseen pictures were on screen long enough. */
export class SeenWatch {
  readonly #grid: Grid;
  readonly #tell: (ids: number[]) => void;
  readonly #since = new Map<number, number>();
  readonly #told = new Set<number>();
  #pending: number[] = [];
  #toldAt = 0;
  readonly #timer: ReturnType<typeof setInterval>;

  /** @param tell Gets each row id once, some at a time. */
  constructor(grid: Grid, tell: (ids: number[]) => void) {
    this.#grid = grid;
    this.#tell = tell;
    this.#timer = setInterval(() => this.#look(performance.now()), 250);
  }

  /** Counts a picture at once, as when it was opened. */
  count(id: number): void {
    if (this.#told.has(id)) return;
    this.#told.add(id);
    this.#pending.push(id);
  }

  /** What was seen and not told yet; it counts as told then. */
  take(): number[] {
    const ids = this.#pending;
    this.#pending = [];
    return ids;
  }

  /** Stops looking. */
  close(): void {
    clearInterval(this.#timer);
  }

  #look(now: number): void {
    if (document.visibilityState === "visible" && document.querySelector("dialog[open]") === null) {
      this.#lookAtTiles(now);
    }
    if (this.#pending.length === 0 || now - this.#toldAt < BATCH_MS) return;
    this.#toldAt = now;
    this.#tell(this.take());
  }

  #lookAtTiles(now: number): void {
    const onScreen = new Set<number>();
    for (const tile of this.#grid.tiles()) {
      const { item } = tile;
      if (item === undefined || !hasFlag(item, "unseen") || this.#told.has(item.id)) continue;
      const { top, bottom } = tile.element.getBoundingClientRect();
      if (bottom > 0 && top < innerHeight) onScreen.add(item.id);
    }
    for (const id of this.#since.keys()) if (!onScreen.has(id)) this.#since.delete(id);
    for (const id of onScreen) {
      const since = this.#since.get(id) ?? now;
      this.#since.set(id, since);
      if (now - since < SEEN_AFTER_MS) continue;
      this.#since.delete(id);
      this.count(id);
    }
  }
}
