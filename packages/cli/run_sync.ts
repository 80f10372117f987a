import {
  AcaciaError,
  type FetchOptions,
  fetchRun,
  getSource,
  openSync,
  parseTarget,
  prepareSavedSources,
  prepareSyncMemory,
  type SavedSource,
} from "@acacia/core";
import type { Config } from "@acacia/core/config";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { makeLeavesOut } from "./leaves_out.ts";
import { openFetch } from "./open_fetch.ts";
import { openReading } from "./open_reading.ts";
import { readFilters } from "./read_filters.ts";
import { showRun } from "./run_fetch.ts";

/** Fetches what is new in saved sources; resolves to the exit code. */
export async function runSync(call: Call, context: Context): Promise<number> {
  const { config } = call;
  const sources = await readSources(call, context);
  const { clock } = context;
  const filters = await readFilters(call, context);
  const planners = plannersOf(sources, { config, clock, filters });
  return showRun({ call, context, isSingle: sources.length === 1 }, async (onEvent) => {
    const targets = sources.map(({ target }) => parseTarget(target));
    await using fetch = await openFetch(targets, config, { context, onEvent, command: "sync" });
    const memory = prepareSyncMemory(fetch.deps.archive);
    const sync = openSync({ sources, memory, clock: context.clock, ...optionsOf(config) });
    const end = await fetchRun(optionsFor(sources, { options: fetch.options, planners }), {
      ...fetch.deps,
      connect: (line) => ({ ...fetch.deps.connect(line), list: sync.list }),
    });
    sync.finish(end.run);
    return end;
  });
}

/** What a sync is asked for. */
export function optionsOf(config: Config): { full: boolean; hasBudget: boolean } {
  return { full: config.is("full"), hasBudget: config.number("budget") !== undefined };
}

/**
 * The sources that a call names, each once; all when it names none.
 * @throws {AcaciaError} `usage` for a name that none has, and when there is nothing to sync.
 */
export async function readSources(call: Call, context: Context): Promise<SavedSource[]> {
  await using archive = await openReading(call, context);
  const saved = prepareSavedSources(archive);
  const named = call.args.map((name) => getSource(saved, name));
  if (named.length > 0 && call.config.is("all")) {
    throw new AcaciaError("usage", "Cannot sync all and some: --all stands beside names", {
      hint: "Leave out --all, or the names",
    });
  }
  const sources = named.length > 0 ? named : saved.list();
  if (sources.length === 0) {
    throw new AcaciaError("usage", "Cannot sync: no source is saved", {
      hint: "Save one with `acacia source add r/aww`",
    });
  }
  return [...new Map(sources.map((source) => [source.id, source])).values()];
}

type Planners = ReadonlyMap<
  string,
  Pick<FetchOptions["planner"], "leavesOut"> & { prefer?: "mp4" | "gif" | "both" }
>;

/** Each source's own filter and preference; without them the call's. */
function plannersOf(
  sources: readonly SavedSource[],
  { config, ...known }: { config: Config } & Parameters<typeof makeLeavesOut>[1],
): Planners {
  return new Map(
    sources.map(({ target, where, settings }) => {
      const own = {
        text: (name: Parameters<Config["text"]>[0]) =>
          name === "where" ? (where ?? config.text(name)) : undefined,
      };
      const { prefer } = settings;
      const leavesOut = makeLeavesOut(own, known);
      return [target, { leavesOut, ...(prefer === undefined ? {} : { prefer }) }];
    }),
  );
}

function optionsFor(
  sources: readonly SavedSource[],
  { options, planners }: { options: FetchOptions; planners: Planners },
): FetchOptions {
  return {
    ...options,
    plannerOf: (source) => ({ ...options.planner, ...planners.get(source) }),
    // All at once: what has not begun cannot take its turn.
    listingsAtOnce: sources.length,
    emptyIsFine: true,
  };
}
