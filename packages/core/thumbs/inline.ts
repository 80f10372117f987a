import { type Clock, systemClock } from "../async/clock.ts";
import { type Engines, makeEngines } from "../image/choose_engine.ts";
import { makeThumbnails } from "./make.ts";
import type { Thumbnailer } from "./thumbnailer.ts";

/** What {@link makeInlineThumbnailer} takes. */
export interface InlineOptions {
  /** @default both, made anew */
  readonly engines?: Engines;
  /** @default {systemClock} */
  readonly clock?: Clock;
}

/**
 * Makes thumbnails in this process, one by one: `--workers 0`, and tests.
 *
 * @example
 * ```ts
 * import { makeInlineThumbnailer } from "@acacia/core";
 * await using thumbnailer = makeInlineThumbnailer();
 * console.assert(thumbnailer.width === 1);
 * ```
 */
export function makeInlineThumbnailer({
  engines = makeEngines(),
  clock = systemClock,
}: InlineOptions = {}): Thumbnailer {
  let last: Promise<unknown> = Promise.resolve();
  return {
    width: 1,
    make(job, signal) {
      const result = last.then(() => {
        signal?.throwIfAborted();
        return makeThumbnails(job, { engines, clock });
      });
      // The line goes on whatever became of this job; its caller hears of it.
      last = result.catch(() => undefined);
      return result;
    },
    async [Symbol.asyncDispose]() {
      await last;
    },
  };
}
