import {
  type Clock,
  type EngineName,
  systemClock,
  type ThumbJob,
  type Thumbnailer,
  type ThumbResult,
} from "@acacia/core/thumbs";
import { Crew } from "../crew/crew.ts";
import { findEntry } from "../crew/find_entry.ts";
import type { Ending } from "../crew/lane.ts";
import { openThreadMembers } from "../crew/thread_member.ts";

/** What {@link openThumbnailPool} takes. */
export interface ThumbnailPoolOptions {
  /** The engine that the jobs will name; decides the defaults below. */
  readonly engine: EngineName;
  /** Workers (threads), from 1. @default 1 */
  readonly workers?: number;
  /** Jobs that a Worker holds at once, from 1. @default 8 shared by the Workers; 4 for sharp */
  readonly inFlight?: number;
  /** A picture that takes longer is refused, and its Worker replaced. @default 60_000 */
  readonly jobTimeoutMs?: number;
  /** Workers are replaced, one at a time, while the process holds more than this, MB. @default 600 */
  readonly recycleRssMb?: number;
  /** Whether the first Worker starts now, and not when the first job comes. @default false */
  readonly ahead?: boolean;
  /** @default {systemClock} */
  readonly clock?: Clock;
  /** The Workers' program. @default thumbs_main.ts beside this file, or its copy in the single-file program */
  readonly entry?: URL;
}

const BUN_IN_FLIGHT = 8;
/** Its pixels pass through JavaScript, so each one more weighs. */
const SHARP_IN_FLIGHT = 4;

/**
 * Makes thumbnails in Bun Workers. They keep decoders away from the thread that moves data, and a picture that
 * kills or blocks a decoder costs a Worker, not the run. Several are no faster than one: decoders have native threads
 * of their own, and each Worker loads them anew: some 25 ms of CPU, with sharp 65.
 */
export function openThumbnailPool(options: ThumbnailPoolOptions): Thumbnailer {
  const { engine, clock = systemClock, recycleRssMb = 600 } = options;
  const { workers: size = 1 } = options;
  const shared = engine === "sharp" ? SHARP_IN_FLIGHT : BUN_IN_FLIGHT;
  const crew = new Crew<null, ThumbJob, ThumbResult>({
    openMember: openThreadMembers(
      options.entry ?? findEntry(import.meta.url, "thumbs/thumbs_main"),
    ),
    setup: null,
    size,
    inFlight: options.inFlight ?? Math.ceil(shared / size),
    recycling: { rssBytes: recycleRssMb * 1_000_000 },
    clock,
    ...(options.jobTimeoutMs !== undefined && { jobTimeoutMs: options.jobTimeoutMs }),
  });
  if (options.ahead) crew.startAhead();
  return {
    width: crew.width,
    async make(job, signal) {
      const startedAt = clock.monotonic();
      const ending = await crew.run(job, signal);
      return toResult(job, ending, Math.round(clock.monotonic() - startedAt));
    },
    [Symbol.asyncDispose]: () => crew[Symbol.asyncDispose](),
  };
}

function toResult(job: ThumbJob, ending: Ending<ThumbResult>, ms: number): ThumbResult {
  const refused = { key: job.key, verdict: "refused", ms } as const;
  switch (ending.type) {
    case "done":
      return ending.result;
    case "crashed":
      return { ...refused, refusal: "worker.crashed", detail: ending.detail };
    case "timed_out":
      return { ...refused, refusal: "timeout", detail: "the picture took too long" };
    default:
      return ending satisfies never;
  }
}
