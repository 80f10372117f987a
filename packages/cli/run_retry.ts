import {
  AcaciaError,
  fetchRun,
  makeRetryListing,
  parseTarget,
  prepareRetryRows,
  type RetryFilter,
  type Target,
} from "@acacia/core";
import type { Config } from "@acacia/core/config";
import { REASONS, type Reason } from "@acacia/core/outcomes";
import { closest } from "@acacia/core/text";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { openFetch } from "./open_fetch.ts";
import { openReading } from "./open_reading.ts";
import { showRun } from "./run_fetch.ts";

/** Fetches again what failed, and only that; resolves to the exit code of a fetch. */
export async function runRetry(call: Call, context: Context): Promise<number> {
  const { config } = call;
  const filter = readFilter(config);
  const targets = await readTargets(filter, call, context);
  return showRun({ call, context, isSingle: false }, async (onEvent) => {
    await using fetch = await openFetch(targets, config, { context, onEvent, command: "retry" });
    const { options, deps } = fetch;
    const list = makeRetryListing(deps.archive, filter);
    // Awaited here: what it works with is disposed at the end of this function.
    return await fetchRun(options, {
      ...deps,
      connect: (line) => ({ ...deps.connect(line), list }),
    });
  });
}

function readFilter(config: Config): RetryFilter {
  const run = config.number("run");
  const reason = readReason(config.text("reason"));
  return { ...(run === undefined ? {} : { run }), ...(reason ? { reason } : {}) };
}

function readReason(text: string | undefined): Reason | undefined {
  if (text === undefined || text in REASONS) return text as Reason | undefined;
  const near = closest(text, Object.keys(REASONS));
  throw new AcaciaError("usage", `Cannot use --reason '${text}': nothing ends with that code`, {
    hint: near ? `Write --reason ${near}` : "See `acacia runs ID` for the reasons of a run",
  });
}

/** The sources of what failed. @throws {AcaciaError} `not_found` when nothing did. */
async function readTargets(filter: RetryFilter, call: Call, context: Context): Promise<Target[]> {
  await using archive = await openReading(call, context);
  const sources = prepareRetryRows(archive).sources(filter);
  if (sources.length > 0) return sources.map(({ target }) => parseTarget(target));
  const isAll = filter.reason === undefined && filter.run === undefined;
  throw new AcaciaError(
    "not_found",
    `Cannot fetch anything again: nothing ${isAll ? "has failed" : "that failed is like that"}`,
    { hint: isAll ? "See `acacia runs` for what there was" : "Leave out --reason and --run" },
  );
}
