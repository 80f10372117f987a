import { type Clock, systemClock } from "@acacia/core/clock";
import { AcaciaError } from "@acacia/core/errors";
import { toAcaciaError } from "./failure.ts";
import { type Ending, Lane, type LaneOptions, type Recycling, type Task } from "./lane.ts";
import type { OpenMember } from "./member.ts";

export type { Ending, Recycling } from "./lane.ts";

/** What {@link Crew} takes. */
export interface CrewOptions<Setup, Work, Result> {
  readonly openMember: OpenMember<Setup, Work, Result>;
  /** Sent to each member when it starts. */
  readonly setup: Setup;
  /** Members at once. */
  readonly size: number;
  /** Jobs that a member holds at once. */
  readonly inFlight: number;
  /** A job that takes longer ends as `timed_out`, and its member is replaced; infinite for no limit. @default 60_000 */
  readonly jobTimeoutMs?: number;
  /** A member that is not ready by then has failed to start. @default 10_000 */
  readonly startTimeoutMs?: number;
  /** What to do when no member can be started. @default to work without Workers */
  readonly hint?: string;
  /** @default never */
  readonly recycling?: Partial<Recycling>;
  /** @default {systemClock} */
  readonly clock?: Clock;
}

/** Members that fail to start one after another before the crew gives up. */
const MAX_FAILED_STARTS = 3;

/**
 * Keeps its members busy: starts them when there is work, replaces those that die, and gives what they held to
 * others. A job that was in a dead member runs once more, alone, so that its neighbours are not blamed for it.
 * All members doing the same thing, threads or processes; knows nothing of what they do.
 */
export class Crew<Setup, Work, Result> implements AsyncDisposable {
  /** Jobs that it works on at once. */
  readonly width: number;
  readonly #lanes: readonly Lane<Setup, Work, Result>[];
  readonly #line: Task<Work, Result>[] = [];
  readonly #hint: string;
  #failedStarts = 0;
  #startFailure = "";
  #broken: AcaciaError | undefined;
  #closing = false;
  #onIdle: (() => void) | undefined;

  constructor(options: CrewOptions<Setup, Work, Result>) {
    const { size, inFlight, recycling } = options;
    this.#hint = options.hint ?? "Work in one process with `--workers 0`, and report this";
    this.width = size * inFlight;
    const laneOptions: LaneOptions<Setup, Work, Result> = {
      openMember: options.openMember,
      setup: options.setup,
      inFlight,
      jobTimeoutMs: options.jobTimeoutMs ?? 60_000,
      startTimeoutMs: options.startTimeoutMs ?? 10_000,
      recycling: { jobs: Infinity, rssBytes: Infinity, ...recycling },
      clock: options.clock ?? systemClock,
    };
    this.#lanes = Array.from({ length: size }, () => this.#makeLane(laneOptions));
  }

  /**
   * Has a job done; waits while all members are busy.
   *
   * @param signal Takes the job out of the line, or forgets it when a member has it.
   * @throws {AcaciaError} `worker` when no member can be started or the crew is closed; what a member reported
   *   as its failure.
   */
  run(work: Work, signal?: AbortSignal): Promise<Ending<Result>> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      if (this.#broken) throw this.#broken;
      if (this.#closing) throw new AcaciaError("worker", "Cannot take a job: the crew is closed");
      const release = () => signal?.removeEventListener("abort", onAbort);
      const task: Task<Work, Result> = {
        work,
        suspect: false,
        finish(ending) {
          release();
          resolve(ending);
        },
        fail(error) {
          release();
          reject(error);
        },
      };
      const onAbort = () => {
        const place = this.#line.indexOf(task);
        if (place >= 0) this.#line.splice(place, 1);
        task.fail(toError(signal?.reason));
        this.#assign();
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#line.push(task);
      this.#assign();
    });
  }

  /** Starts a first member ahead of the first job, for whoever has something else to do meanwhile. */
  startAhead(): void {
    const [lane] = this.#lanes;
    if (lane?.isOff && !this.#closing) lane.start();
  }

  /** Finishes every job it has taken, then ends its members. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing = true;
    if (!this.#isIdle()) {
      await new Promise<void>((resolve) => {
        this.#onIdle = resolve;
      });
    }
    // biome-ignore lint/plugin: a crew has a handful of lanes
    await Promise.all(this.#lanes.map((lane) => lane.close()));
  }

  /**
   * Ends its members at once and takes no more jobs.
   * @param error What every job that it still had fails with.
   */
  abandon(error: Error): void {
    this.#closing = true;
    const running = this.#lanes.flatMap((lane) => lane.abandon());
    for (const task of [...running, ...this.#line.splice(0)]) task.fail(error);
    this.#onIdle?.();
  }

  #makeLane(options: LaneOptions<Setup, Work, Result>): Lane<Setup, Work, Result> {
    return new Lane(options, {
      onReady: () => {
        this.#failedStarts = 0;
        this.#assign();
      },
      onRoom: () => this.#assign(),
      onFailed: (task, failure) => task.fail(toAcaciaError(failure)),
      onLost: ({ tasks, cause, detail }) => {
        if (cause === "start") this.#noteFailedStart(detail);
        if (cause === "crash") this.#takeBackSuspects(tasks, detail);
        else this.#line.unshift(...tasks);
        this.#assign();
      },
    });
  }

  /** Which of them killed the member is unknown: each is tried once more by itself. */
  #takeBackSuspects(tasks: readonly Task<Work, Result>[], detail: string): void {
    const given = tasks.filter((task) => task.suspect);
    for (const task of given) task.finish({ type: "crashed", detail });
    const others = tasks.filter((task) => !task.suspect);
    for (const task of others) task.suspect = true;
    this.#line.unshift(...others);
  }

  #noteFailedStart(detail: string): void {
    this.#failedStarts++;
    this.#startFailure = detail;
  }

  /** After too many failed starts no member is started any more; those that work go on. */
  #giveUpIfNobodyWorks(): void {
    if (this.#failedStarts < MAX_FAILED_STARTS || this.#lanes.some((lane) => !lane.isOff)) return;
    this.#broken ??= new AcaciaError("worker", `Cannot start a worker: ${this.#startFailure}`, {
      hint: this.#hint,
    });
    for (const task of this.#line.splice(0)) task.fail(this.#broken);
  }

  /** Gives what waits to whoever has room; starts members for the rest. */
  #assign(): void {
    for (;;) {
      const next = this.#line[0];
      if (!next) break;
      const lane = this.#findRoom(next);
      if (!lane) break;
      this.#line.shift();
      lane.give(next);
    }
    this.#startMembers();
    this.#giveUpIfNobodyWorks();
    if (this.#isIdle()) this.#onIdle?.();
  }

  /** The least busy lane; for a suspect an empty one. */
  #findRoom({ suspect }: Task<Work, Result>): Lane<Setup, Work, Result> | undefined {
    const free = this.#lanes.filter((lane) => lane.room > 0 && (!suspect || lane.load === 0));
    return free.toSorted((a, b) => a.load - b.load)[0];
  }

  #startMembers(): void {
    const starting = this.#lanes.filter((lane) => lane.isStarting).length;
    let wanted = Math.min(this.#line.length - starting, this.#lanes.length);
    for (const lane of this.#lanes) {
      if (wanted <= 0 || this.#failedStarts >= MAX_FAILED_STARTS) return;
      if (!lane.isOff) continue;
      wanted--;
      lane.start();
    }
  }

  #isIdle(): boolean {
    return this.#line.length === 0 && this.#lanes.every((lane) => lane.load === 0);
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
