import {
  AcaciaError,
  type FetchEnd,
  fetchRun,
  makeQueuedListing,
  parseTarget,
  prepareRuns,
  type Run,
} from "@acacia/core";
import { Config } from "@acacia/core/config";
import type { QueueStrategy } from "@acacia/worker/queue";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { openFetch } from "./open_fetch.ts";
import { openReading } from "./open_reading.ts";
import { openQueue } from "./open_strategy.ts";
import { showRun } from "./run_fetch.ts";

/** Settings of the earlier run that are not this one's. */
const OWN = ["archive", "config", "detach", "strategy", "json", "quiet", "color"];

/** Applies what was left on the queue, and finishes that run; resolves to the exit code of a fetch. */
export async function runCollect(call: Call, context: Context): Promise<number> {
  const earlier = await readEarlier(call, context);
  const config = withSettingsOf(earlier, call.config);
  const isNamed = call.args[0] !== undefined;
  return showRun({ call: { ...call, config }, context, isSingle: false }, async (onEvent) => {
    let queue: QueueStrategy | undefined;
    const outside = { context, onEvent, command: "collect" };
    await using fetch = await openFetch([], config, {
      ...outside,
      open: async (...given) => {
        queue = await openQueue(...given, "collect");
        return queue;
      },
    });
    return await collect({ earlier, isNamed, fetch, queue: queue!, context });
  });
}

async function collect(given: {
  earlier: Run;
  isNamed: boolean;
  fetch: Awaited<ReturnType<typeof openFetch>>;
  queue: QueueStrategy;
  context: Context;
}): Promise<FetchEnd> {
  const { earlier, isNamed, fetch, queue, context } = given;
  const { options, deps } = fetch;
  const { plans, record } = queue.leftover;
  const isWhole = record?.left?.isWhole ?? (!isNamed && earlier.exitCode !== null);
  if (isWhole && plans.length === 0) throw nothingLeft(earlier);
  const listed = new Set(isWhole ? [] : earlier.targets);
  const sources = [...listed, ...plans.map(({ source }) => source)];
  const { limit, planner, ...rest } = options;
  // What was planned had passed the filter, and counted for the limit, when it was.
  const again = isWhole
    ? { planner: { ...planner, leavesOut: () => undefined } }
    : { planner, ...(limit === undefined ? {} : { limit }) };
  const list = makeQueuedListing(deps.archive, { plans, isListed: (source) => listed.has(source) });
  const end = await fetchRun(
    { ...rest, ...again, targets: [...new Set(sources)].map((source) => parseTarget(source)) },
    { ...deps, connect: (line) => ({ ...deps.connect(line), list }) },
  );
  const wasCut = context.draining.aborted || end.exitCode === 8 || end.error !== undefined;
  if (!wasCut && (isWhole || limit === undefined)) await queue.forgetRest();
  return end;
}

/** The run that is meant. @throws {AcaciaError} `usage` for no number; `not_found` when there was no such run. */
async function readEarlier(call: Call, context: Context): Promise<Run> {
  const [text] = call.args;
  if (text !== undefined && !/^\d{1,12}$/.test(text)) {
    throw new AcaciaError("usage", `Cannot collect the run '${text}': it is no number`, {
      hint: "Give a number as `acacia runs` prints it, or none",
    });
  }
  await using archive = await openReading(call, context);
  const runs = prepareRuns(archive);
  const run =
    text === undefined
      ? runs.list({ limit: 1000 }).find(({ strategy }) => strategy === "queue")
      : runs.get(Number(text));
  if (run?.strategy === "queue") return run;
  throw new AcaciaError(
    "not_found",
    `Cannot collect${text === undefined ? "" : ` run ${text}`}: there was no such run on a queue`,
    { hint: "See `acacia runs`, or begin with `acacia fetch r/aww --detach`" },
  );
}

function nothingLeft({ id }: Run): AcaciaError {
  return new AcaciaError("not_found", `Cannot collect: nothing of run ${id} is on the queue`, {
    hint: "See `acacia queue status`",
  });
}

/** What was asked for then, where nothing else is asked for now. */
function withSettingsOf({ settings }: Run, config: Config): Config {
  return new Config(
    config.settings.map((setting) => {
      const { name } = setting.key;
      const value = settings[name];
      const isTheirs = setting.origin === "default" && value !== undefined && !OWN.includes(name);
      return isTheirs
        ? { ...setting, value: value as typeof setting.value, origin: "flag" }
        : setting;
    }),
  );
}
