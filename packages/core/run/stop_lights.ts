import type { Clock } from "../async/clock.ts";
import { AcaciaError } from "../errors.ts";
import type { Reason } from "../outcomes.ts";
import type { TransferResult } from "../transfer/plan.ts";

/** So many items in a row that were refused for good mean that the host is closed to us. */
const REFUSALS_IN_A_ROW = 3;
/** So long in pauses, while nothing at all came, means the same, ms. */
const PATIENCE_MS = 15 * 60_000;

/** What the user may stop a run with. */
export interface StopOptions {
  /** Take nothing new, finish what runs (first Ctrl-C). */
  readonly draining: AbortSignal;
  /** Drop what runs (second Ctrl-C). */
  readonly signal: AbortSignal;
  /** Stop taking new items once files of this many bytes have arrived. */
  readonly maxBytes?: number;
  /** Drop everything this long after the start, ms. */
  readonly deadlineMs?: number;
  readonly clock: Clock;
}

/**
 * The two ways in which a run stops, whoever asks: `draining` takes nothing new, `signal` drops what runs.
 * Knows why, because a cancelled item names its reason.
 */
export class StopLights implements Disposable {
  readonly #drain = new AbortController();
  readonly #drop = new AbortController();
  readonly #cleanup = new DisposableStack();
  readonly #maxBytes: number;
  readonly #failures: AcaciaError[] = [];
  #limitReached = false;
  #isLeft = false;
  #hostRefuses = false;
  #refusals = 0;
  #pausedMs = 0;
  #pausedUntil = 0;
  #bytes = 0;
  /** Take nothing new; its reason says why, as `cancelled` reads it. */
  readonly draining: AbortSignal;
  /** Drop what runs; likewise. */
  readonly signal: AbortSignal;

  constructor(options: StopOptions) {
    this.#maxBytes = options.maxBytes ?? Number.POSITIVE_INFINITY;
    this.signal = AbortSignal.any([options.signal, this.#drop.signal]);
    this.draining = AbortSignal.any([options.draining, this.#drain.signal, this.signal]);
    if (options.deadlineMs !== undefined) {
      const deadline = this.#cleanup.use(options.clock.timeout(options.deadlineMs));
      deadline.signal.addEventListener("abort", () => this.#stopForLimit(this.#drop), {
        once: true,
      });
    }
  }

  /** Whether `--max-bytes` or `--deadline` stopped the run. */
  get limitReached(): boolean {
    return this.#limitReached;
  }

  /** Whether the host refused so long that the run stopped taking items. */
  get hostRefuses(): boolean {
    return this.#hostRefuses;
  }

  /** Why items are called off. */
  get reason(): Reason {
    const [failure] = this.#failures;
    if (failure) return failure.code === "disk" ? "disk" : "unexpected";
    if (this.#hostRefuses) return "stopped.host";
    if (this.#isLeft) return "queue.left";
    return this.#limitReached ? "stopped.limit" : "stopped.user";
  }

  /**
   * Tells how a transfer ended, as soon as it did. A host that refuses one item after another, each after all
   * its retries and pauses, will refuse the next hours too: the run stops taking items.
   */
  noteEnd(result: TransferResult): void {
    const isRefusal =
      result.verdict === "refused" &&
      (result.reason === "http.429" || result.reason === "capacity");
    if (result.verdict === "refused" && result.reason === "queue.left") this.#isLeft = true;
    if (isRefusal) {
      this.#refusals += 1;
      if (this.#refusals >= REFUSALS_IN_A_ROW) this.#stopForHost();
      return;
    }
    const isAnswer =
      result.verdict === "arrived" || !["failed", "cancelled"].includes(result.outcome);
    if (!isAnswer) return;
    this.#refusals = 0;
    this.#pausedMs = 0;
    if (result.verdict !== "arrived") return;
    this.#bytes += result.file.sizeBytes;
    if (this.#bytes >= this.#maxBytes) this.#stopForLimit(this.#drain);
  }

  /** Nothing more will be transferred. When the work was left to others, listing more of it is left to them too. */
  noteTransfersEnd(): void {
    if (this.#isLeft) this.#drain.abort();
  }

  /**
   * Tells of a pause of the CDN, or that one became longer. Pauses double: items that wait for their turn would
   * all be tried once more in each.
   *
   * @param until Epoch ms. @param now Epoch ms.
   */
  notePause(until: number, now: number): void {
    this.#pausedMs += Math.max(0, until - Math.max(now, this.#pausedUntil));
    this.#pausedUntil = Math.max(until, this.#pausedUntil);
    if (this.#pausedMs > PATIENCE_MS) this.#stopForHost();
  }

  /** Ends the run early because it cannot go on. */
  fail(error: AcaciaError): void {
    this.#failures.push(error);
    this.#drop.abort(error);
  }

  /** Why the run could not go on, what came first before its consequences; empty while it can. */
  get failures(): readonly AcaciaError[] {
    return this.#failures;
  }

  [Symbol.dispose](): void {
    this.#cleanup.dispose();
  }

  #stopForHost(): void {
    if (this.draining.aborted) return;
    this.#hostRefuses = true;
    this.#drain.abort(new AcaciaError("capacity", "Cannot go on: Imgur keeps refusing"));
  }

  #stopForLimit(controller: AbortController): void {
    if (this.draining.aborted && controller === this.#drain) return;
    this.#limitReached = true;
    controller.abort(
      new AcaciaError("limit", "Cannot go on: --max-bytes or --deadline is reached"),
    );
  }
}
