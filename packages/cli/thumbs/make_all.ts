import { mapBounded, type ThumbJob, type ThumbResult } from "@acacia/core/thumbs";
import type { Call } from "../command.ts";
import type { Context } from "../context.ts";
import type { OpenThumbnails } from "../open_thumbnails.ts";
import { openCounter } from "../render/counter.ts";
import { jsonLine, safe } from "../render/safe.ts";

/** What a call of `acacia thumbs` works with. */
export interface ThumbsWork {
  readonly call: Call;
  readonly context: Context;
  readonly open: OpenThumbnails;
}

/** What a run of thumbnails came to. */
export interface ThumbsTotals {
  made: number;
  /** There already. */
  current: number;
  /** Pictures that cannot be rendered. */
  refused: number;
}

/** Jobs that are done and how each ends. */
export interface ThumbsPlan {
  readonly jobs: AsyncIterable<ThumbJob>;
  /** How many there are, where that is known. */
  readonly count: number | undefined;
  /** There already. */
  readonly current: number;
  /** Refused before a decoder saw them. */
  readonly broken: readonly { readonly name: string; readonly reason: string }[];
  /** Keeps what came of one. */
  readonly onEnd: (result: ThumbResult) => void;
}

/** Does the jobs, as many at once as the thumbnailer likes, before the eyes of whoever waits. */
export async function makeAll(plan: ThumbsPlan, work: ThumbsWork): Promise<ThumbsTotals> {
  const { thumbnailer } = work.open;
  const { draining, signal } = work.context;
  const totals = { made: 0, current: plan.current, refused: plan.broken.length };
  using show = openShow(work, plan.count);
  for (const { name, reason } of plan.broken) show.refused(name, reason);
  const results = mapBounded(plan.jobs, (job) => thumbnailer.make(job, signal), {
    limit: thumbnailer.width,
    stops: [draining],
  });
  try {
    for await (const result of results) {
      plan.onEnd(result);
      if (result.verdict === "made") {
        totals.made += 1;
        show.made(result);
      } else {
        totals.refused += 1;
        const detail = result.detail.replace(/^Cannot render the picture: /, "");
        show.refused(result.key, `${detail} (${result.refusal})`);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return totals;
}

/** What shows a run of thumbnails while it goes on. */
interface Show extends Disposable {
  made(result: Extract<ThumbResult, { verdict: "made" }>): void;
  refused(name: string, reason: string): void;
}

function openShow({ call, context }: ThumbsWork, total: number | undefined): Show {
  const { config } = call;
  if (config.is("json")) {
    const write = (event: Record<string, unknown>) =>
      context.out.write(jsonLine({ t: context.clock.now(), ...event }));
    return {
      made: ({ key, sizes, engine, ms }) =>
        write({ type: "thumbnail.finished", key, sizes, engine, ms }),
      refused: (key, reason) => write({ type: "thumbnail.failed", key, reason }),
      [Symbol.dispose]() {},
    };
  }
  const counter = openCounter(context, { config, total, what: "thumbnails" });
  return {
    made: () => counter.add(),
    refused(name, reason) {
      counter.add();
      counter.print(`${safe(name)}: ${safe(reason)}`);
    },
    [Symbol.dispose]: () => counter.close(),
  };
}
