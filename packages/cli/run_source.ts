import {
  AcaciaError,
  addSource,
  getSource,
  prepareSavedFilters,
  prepareSavedSources,
  readSyncState,
  type SavedSource,
  type SourceSettings,
} from "@acacia/core";
import type { Config } from "@acacia/core/config";
import { archiveFlag } from "./archive_flag.ts";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { openArchiveOf, openReading } from "./open_reading.ts";
import { printDate } from "./render/print_date.ts";
import { jsonLine, safe } from "./render/safe.ts";
import { printTable } from "./render/table.ts";

/** Saves, forgets or lists sources; resolves to the exit code. */
export async function runSource(call: Call, context: Context): Promise<number> {
  const [action = "list", text, ...more] = call.args;
  if (more.length > 0 || (action === "list" && text !== undefined)) throw usage(action);
  switch (action) {
    case "list":
      return listSources(call, context);
    case "add":
      if (text === undefined) throw usage(action);
      return addOne(text, call, context);
    case "rm":
      if (text === undefined) throw usage(action);
      return removeOne(text, call, context);
    default:
      throw usage(action);
  }
}

function usage(action: string): AcaciaError {
  const known = ["add", "rm", "list"].includes(action);
  const reason = known
    ? `it takes ${action === "list" ? "nothing more" : "one name or target"}`
    : "there are add, rm and list";
  return new AcaciaError("usage", `Cannot do 'source ${action}': ${reason}`, {
    hint: "Give `acacia source add r/aww`, `acacia source rm r/aww` or `acacia source list`",
  });
}

async function addOne(target: string, call: Call, context: Context): Promise<number> {
  const { config } = call;
  const { clock } = context;
  await using archive = await openArchiveOf(call, context, { mode: "edit", create: true });
  const name = config.text("name");
  const where = config.text("where");
  const source = addSource(
    prepareSavedSources(archive),
    {
      target,
      settings: settingsOf(config),
      ...(name === undefined ? {} : { name }),
      ...(where === undefined ? {} : { where }),
    },
    { clock, filters: prepareSavedFilters(archive) },
  );
  if (config.is("json")) context.out.write(jsonLine({ ...source, next: nextOf(source) }));
  else if (!config.is("quiet")) {
    context.err.write(
      `Saved ${safe(source.name)}. Fetch what is new with \`acacia sync${archiveFlag(config)}\`.\n`,
    );
  }
  return 0;
}

/** What was given for this source; what stands in a file or a variable is meant for all. */
function settingsOf(config: Config): SourceSettings {
  const isGiven = (name: "sort" | "window" | "limit" | "prefer") => config.origin(name) === "flag";
  const limit = config.number("limit");
  return {
    ...(isGiven("sort") ? { sort: config.text("sort")! } : {}),
    ...(isGiven("window") ? { window: config.text("window")! } : {}),
    ...(isGiven("limit") && limit !== undefined ? { limit } : {}),
    ...(isGiven("prefer") ? { prefer: config.text("prefer") as "mp4" | "gif" | "both" } : {}),
  };
}

async function removeOne(text: string, call: Call, context: Context): Promise<number> {
  const { clock } = context;
  await using archive = await openArchiveOf(call, context, { mode: "edit" });
  const sources = prepareSavedSources(archive);
  const source = getSource(sources, text);
  sources.forget(source.id);
  const { name, target } = source;
  if (call.config.is("json")) {
    const told = { type: "source.removed", name, target };
    context.out.write(jsonLine({ t: clock.now(), ...told }));
  } else if (!call.config.is("quiet")) {
    context.err.write(`${safe(name)} is no longer synced. What it brought stays.\n`);
  }
  return 0;
}

async function listSources(call: Call, context: Context): Promise<number> {
  await using archive = await openReading(call, context);
  const list = prepareSavedSources(archive).list();
  if (call.config.is("json")) {
    for (const source of list) context.out.write(jsonLine({ ...source, next: nextOf(source) }));
    return 0;
  }
  if (list.length === 0) {
    context.err.write("No source is saved yet: keep one with `acacia source add r/aww`.\n");
    return 0;
  }
  context.out.write(
    printTable(
      ["name", "target", "last sync (UTC)", "items", "new", "next"],
      list.map((source) => [
        source.name,
        [source.target, source.where].filter(Boolean).join("  where "),
        printDate(source.syncedAt) ?? "never",
        String(source.items),
        String(source.newItems),
        nextOf(source),
      ]),
    ),
  );
  return 0;
}

/** What the next sync does. */
function nextOf({ syncState, syncedAt }: SavedSource): string {
  const state = readSyncState(syncState);
  if (state) return state.page > 0 ? `goes on at page ${state.page}` : "begins again";
  return syncedAt === null ? "all there is" : "what is new";
}
