import { parentPort } from "node:worker_threads";
import { toFailure } from "./failure.ts";
import type { FromMember, ToMember } from "./messages.ts";

/**
 * Does one job of a member; a thrown error is reported as a failure. `isAgain`: it was in a member that died, and
 * is alone here.
 */
export type DoWork<Work, Result> = (work: Work, isAgain: boolean) => Promise<Result>;

/** The other end of a line: a thread's port, or a child's channel. */
export interface Port<Down, Up> {
  readonly post: (message: Up) => void;
  readonly listen: (onMessage: (message: Down) => void) => void;
}

/** A member's line to its coordinator. */
export type MemberPort<Setup, Work, Result> = Port<ToMember<Setup, Work>, FromMember<Result>>;

type Job<Work> = Extract<ToMember<never, Work>, { readonly type: "job" }>;

/** What {@link serveMember} takes. */
export interface ServeMemberOptions<Setup, Work, Result> {
  /** Gets ready once; the member takes jobs when this is done. */
  readonly prepare: (setup: Setup) => Promise<DoWork<Work, Result>>;
  /** @default {threadPort} */
  readonly port?: MemberPort<Setup, Work, Result>;
}

/** Asking takes three system calls, as much as some jobs take. */
const JOBS_PER_LOOK_AT_MEMORY = 16;

/** The member's side of a crew: answers messages until it is stopped. The whole of a `*_main.ts`. */
export function serveMember<Setup, Work, Result>({
  prepare,
  port = threadPort(),
}: ServeMemberOptions<Setup, Work, Result>): void {
  const running = new Set<Promise<void>>();
  let doWork: DoWork<Work, Result> | undefined;
  let jobs = 0;
  let rssBytes = 0;

  async function run({ job, work, isAgain = false }: Job<Work>): Promise<void> {
    try {
      if (!doWork) throw new Error("Cannot do a job: the member has not started");
      const result = await doWork(work, isAgain);
      if (jobs++ % JOBS_PER_LOOK_AT_MEMORY === 0) rssBytes = process.memoryUsage.rss();
      port.post({ type: "done", job, result, rssBytes });
    } catch (error) {
      port.post({ type: "failed", job, failure: toFailure(error) });
    }
  }

  async function start(setup: Setup): Promise<void> {
    doWork = await prepare(setup);
    port.post({ type: "ready" });
  }

  async function drain(): Promise<void> {
    await Promise.all(running);
    port.post({ type: "drained" });
  }

  port.listen((message) => {
    switch (message.type) {
      case "start":
        // A preparation that fails ends the member with the error: the coordinator sees it exit.
        return void start(message.setup);
      case "job": {
        const work = run(message);
        running.add(work);
        return void work.finally(() => running.delete(work));
      }
      case "drain":
        return void drain();
      default:
        return message satisfies never;
    }
  });
}

/** The port of a thread. `parentPort` keeps messages until somebody listens, a global handler would lose some. */
export function threadPort<Down, Up>(): Port<Down, Up> {
  return {
    post: (message) => parentPort?.postMessage(message),
    listen: (onMessage) => void parentPort?.on("message", onMessage),
  };
}
