import type { Clock, Timeout } from "@acacia/core/clock";
import type { Member, OpenMember } from "./member.ts";
import type { Failure, FromMember } from "./messages.ts";

/** A job on its way through a crew. */
export interface Task<Work, Result> {
  readonly work: Work;
  /** It was in a member that died: it runs alone now, and is given up when that member dies as well. */
  suspect: boolean;
  readonly finish: (ending: Ending<Result>) => void;
  readonly fail: (error: Error) => void;
}

/** How a job ended, if it could be tried. */
export type Ending<Result> =
  | { readonly type: "done"; readonly result: Result }
  /** Two members died while they had it. */
  | { readonly type: "crashed"; readonly detail: string }
  | { readonly type: "timed_out" };

/** When a member is replaced although nothing is wrong with it. */
export interface Recycling {
  /** After so many jobs. */
  readonly jobs: number;
  /** When its process has more memory than this, bytes. */
  readonly rssBytes: number;
}

/** What a lane tells its crew. */
export interface LaneEvents<Work, Result> {
  /** A member has started. */
  readonly onReady: () => void;
  /** There may be room. */
  readonly onRoom: () => void;
  /** The member is gone, and these tasks were in it; `start`: it never came to be ready. */
  readonly onLost: (loss: {
    readonly tasks: readonly Task<Work, Result>[];
    readonly cause: "crash" | "timeout" | "start";
    readonly detail: string;
  }) => void;
  readonly onFailed: (task: Task<Work, Result>, failure: Failure) => void;
}

/** What every lane of a crew shares. */
export interface LaneOptions<Setup, Work, Result> {
  readonly openMember: OpenMember<Setup, Work, Result>;
  readonly setup: Setup;
  /** Jobs that a member holds at once. */
  readonly inFlight: number;
  readonly jobTimeoutMs: number;
  readonly startTimeoutMs: number;
  readonly recycling: Recycling;
  readonly clock: Clock;
}

interface Running<Work, Result> {
  readonly task: Task<Work, Result>;
  readonly timeout: Timeout | undefined;
}

/** Memory alone recycles a member only after so many jobs: what the program itself holds would never fall. */
const MIN_JOBS_BEFORE_RECYCLING = 200;

/** One place of a crew: the member that stands there now, and the jobs that it has. */
export class Lane<Setup, Work, Result> {
  readonly #options: LaneOptions<Setup, Work, Result>;
  readonly #events: LaneEvents<Work, Result>;
  readonly #running = new Map<number, Running<Work, Result>>();
  #member: Member<Setup, Work> | undefined;
  #state: "off" | "starting" | "ready" | "retiring" = "off";
  #startTimeout: Timeout | undefined;
  #onDrained: (() => void) | undefined;
  #jobsDone = 0;
  #nextJob = 0;

  constructor(options: LaneOptions<Setup, Work, Result>, events: LaneEvents<Work, Result>) {
    this.#options = options;
    this.#events = events;
  }

  /** Whether a member could be started here. */
  get isOff(): boolean {
    return this.#state === "off";
  }

  /** Jobs that it can take now; 0 while a suspect runs. */
  get room(): number {
    if (this.#state !== "ready") return 0;
    for (const { task } of this.#running.values()) if (task.suspect) return 0;
    return this.#options.inFlight - this.#running.size;
  }

  /** Jobs that it has. */
  get load(): number {
    return this.#running.size;
  }

  /** Whether its member is about to take jobs. */
  get isStarting(): boolean {
    return this.#state === "starting";
  }

  /** Starts a member. Jobs can be given when `onRoom` comes. */
  start(): void {
    const { openMember, setup, startTimeoutMs, clock } = this.#options;
    this.#state = "starting";
    this.#jobsDone = 0;
    const member = openMember({
      onMessage: (message) => {
        if (this.#member === member) this.#hear(message);
      },
      onExit: (detail) => {
        if (this.#member === member) this.#lose(this.isStarting ? "start" : "crash", detail);
      },
    });
    this.#member = member;
    this.#startTimeout = clock.timeout(startTimeoutMs);
    this.#startTimeout.signal.addEventListener("abort", () => {
      this.#lose("start", `it was not ready within ${startTimeoutMs} ms`);
    });
    member.send({ type: "start", setup });
  }

  /** Gives a job to the member; there must be room. */
  give(task: Task<Work, Result>): void {
    const job = this.#nextJob++;
    this.#running.set(job, { task, timeout: this.#startTimer(job, task) });
    const again = task.suspect ? { isAgain: true } : {};
    this.#member?.send({ type: "job", job, work: task.work, ...again });
  }

  /** Ends the member at once. @returns What it had. */
  abandon(): Task<Work, Result>[] {
    const tasks = this.#settleAll();
    this.#end();
    return tasks;
  }

  /** Lets the member finish and say so, then ends it; one that does not answer in time is ended all the same. */
  async close(): Promise<void> {
    if (this.#state !== "ready" && this.#state !== "retiring") return this.#end();
    using timeout = this.#options.clock.timeout(this.#options.startTimeoutMs);
    await new Promise<void>((resolve) => {
      this.#onDrained = resolve;
      timeout.signal.addEventListener("abort", () => resolve());
      this.#member?.send({ type: "drain" });
    });
    this.#end();
  }

  #hear(message: FromMember<Result>): void {
    switch (message.type) {
      case "ready":
        this.#startTimeout?.[Symbol.dispose]();
        this.#state = "ready";
        this.#events.onReady();
        break;
      case "done":
        this.#jobsDone++;
        this.#settle(message.job)?.finish({ type: "done", result: message.result });
        this.#recycleOrGoOn(message.rssBytes);
        break;
      case "failed":
        this.#fail(message.job, message.failure);
        this.#recycleOrGoOn(0);
        break;
      case "drained":
        this.#onDrained?.();
        break;
      default:
        message satisfies never;
    }
  }

  #fail(job: number, failure: Failure): void {
    const task = this.#settle(job);
    if (task) this.#events.onFailed(task, failure);
  }

  #startTimer(job: number, task: Task<Work, Result>): Timeout | undefined {
    const { jobTimeoutMs, clock } = this.#options;
    if (!Number.isFinite(jobTimeoutMs)) return undefined;
    const timeout = clock.timeout(jobTimeoutMs);
    timeout.signal.addEventListener("abort", () => {
      this.#settle(job);
      task.finish({ type: "timed_out" });
      this.#lose("timeout", "a job took too long");
    });
    return timeout;
  }

  #settleAll(): Task<Work, Result>[] {
    return [...this.#running.keys()].flatMap((job) => this.#settle(job) ?? []);
  }

  #settle(job: number): Task<Work, Result> | undefined {
    const running = this.#running.get(job);
    running?.timeout?.[Symbol.dispose]();
    this.#running.delete(job);
    return running?.task;
  }

  /** A retiring member finishes its jobs first; its successor starts when there is work. */
  #recycleOrGoOn(rssBytes: number): void {
    const { jobs, rssBytes: limit } = this.#options.recycling;
    const heavy = rssBytes > limit && this.#jobsDone >= MIN_JOBS_BEFORE_RECYCLING;
    if (this.#state === "ready" && (heavy || this.#jobsDone >= jobs)) this.#state = "retiring";
    if (this.#state === "retiring" && this.#running.size === 0) this.#end();
    this.#events.onRoom();
  }

  #lose(cause: "crash" | "timeout" | "start", detail: string): void {
    const tasks = this.#settleAll();
    this.#end();
    this.#events.onLost({ tasks, cause, detail });
  }

  #end(): void {
    const member = this.#member;
    this.#member = undefined;
    this.#state = "off";
    this.#startTimeout?.[Symbol.dispose]();
    this.#onDrained?.();
    member?.stop();
  }
}
