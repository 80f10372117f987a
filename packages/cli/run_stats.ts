import {
  type ArchiveTotals,
  type NamedAmount,
  prepareFileTotals,
  prepareTotals,
} from "@acacia/core";
import { printSize } from "@acacia/core/text";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { openReading } from "./open_reading.ts";
import { jsonLine } from "./render/safe.ts";
import { openStyle } from "./render/style.ts";
import { printTable } from "./render/table.ts";

/** Names in each list. */
const TOP = 5;

/** Prints the archive in figures; resolves to the exit code. */
export async function runStats(call: Call, context: Context): Promise<number> {
  await using archive = await openReading(call, context);
  const top = call.config.is("json") ? {} : { top: TOP };
  const { sizes: _, creditDays: __, ...figures } = prepareTotals(archive)(top);
  const totals: ArchiveTotals = { ...figures, ...prepareFileTotals(archive)() };
  if (call.config.is("json")) {
    context.out.write(jsonLine(totals));
    return 0;
  }
  const style = openStyle(context.out, { config: call.config, context });
  const sections = [
    `${style.bold(String(totals.items))} items, ${printSize(totals.bytes)}\n`,
    printTable(["", "items", "size"], amountRows(totals)),
    ...named("months", totals.months.slice(0, 12)),
    ...named("users", totals.users),
    ...named("subreddits", totals.subreddits),
    ...named("tags", totals.tags),
  ];
  context.out.write(sections.join("\n"));
  return 0;
}

function amountRows(totals: ArchiveTotals): string[][] {
  const { kinds, blobs, trash, savedBytes, thumbs } = totals;
  const row = (name: string, items: number, bytes?: number) => [
    name,
    String(items),
    bytes === undefined ? "" : printSize(bytes),
  ];
  return [
    ...kinds.map(({ kind, items, bytes }) => row(kind, items, bytes)),
    row("files on the disk", blobs.items, blobs.bytes),
    ["saved by keeping once", "", printSize(savedBytes)],
    row("posts", totals.posts),
    row("favourites", totals.favorites),
    row("never looked at", totals.unseen),
    row("gone from Imgur", totals.removedUpstream),
    row("in the trash", trash.items, trash.bytes),
    row("with thumbnails", thumbs.made),
    row("still without", thumbs.pending),
    row("cannot have any", thumbs.refused),
    row("runs", totals.runs),
  ];
}

function named(title: string, rows: readonly NamedAmount[]): string[] {
  if (rows.length === 0) return [];
  const cells = rows.map(({ name, items, bytes }) => [name, String(items), printSize(bytes)]);
  return [printTable([title, "items", "size"], cells)];
}
