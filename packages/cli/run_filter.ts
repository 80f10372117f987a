import { AcaciaError, prepareSavedFilters } from "@acacia/core";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { openReading } from "./open_reading.ts";
import { readAction } from "./read_action.ts";
import { readSort } from "./read_sort.ts";
import { jsonLine } from "./render/safe.ts";
import { printTable } from "./render/table.ts";
import { openEditing } from "./run_edit.ts";

/** Saves, removes or lists filters; resolves to the exit code. */
export async function runFilter(call: Call, context: Context): Promise<number> {
  const { action, rest } = readAction(call, {
    command: "filter",
    actions: ["save", "rm", "list"],
  });
  if (action === "list") return listFilters(call, context);
  const [name, ...words] = rest;
  if (name === undefined || (action === "rm" && words.length > 0)) {
    throw new AcaciaError("usage", `Cannot run 'filter ${action}': it takes a name`, {
      hint:
        action === "rm" ? "Give `acacia filter rm NAME`" : "Give `acacia filter save NAME EXPR`",
    });
  }
  const sort = readSort(call.config, "posted");
  await using archive = await openEditing(call, context);
  const filters = prepareSavedFilters(archive);
  if (action === "rm") filters.remove(name);
  else filters.save({ name, query: words.join(" "), sort }, { at: context.clock.now() });
  if (call.config.is("json")) {
    const type = action === "rm" ? "filter.removed" : "filter.saved";
    context.out.write(jsonLine({ t: context.clock.now(), type, name }));
  } else if (!call.config.is("quiet")) {
    const done = action === "rm" ? `Removed ${name}.` : `Saved. Use it as filter:${name}.`;
    context.err.write(`${done}\n`);
  }
  return 0;
}

async function listFilters(call: Call, context: Context): Promise<number> {
  await using archive = await openReading(call, context);
  const list = prepareSavedFilters(archive).list();
  if (call.config.is("json")) {
    for (const filter of list) context.out.write(jsonLine(filter));
    return 0;
  }
  if (list.length === 0) {
    context.err.write("No saved filters yet: keep one with `acacia filter save NAME EXPR`.\n");
    return 0;
  }
  const rows = list.map(({ name, query, sort }) => [name, sort, query]);
  context.out.write(printTable(["filter", "sort", "query"], rows));
  return 0;
}
