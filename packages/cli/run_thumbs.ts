import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { THUMB_FORMATS } from "@acacia/core/config";
import { printDuration } from "@acacia/core/text";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { openThumbnails } from "./open_thumbnails.ts";
import { readChoice } from "./read_choice.ts";
import { jsonLine } from "./render/safe.ts";
import type { ThumbsTotals } from "./thumbs/make_all.ts";

/** Makes the missing thumbnails of the archive, or of a folder of pictures; resolves to the exit code. */
export async function runThumbs(call: Call, context: Context): Promise<number> {
  readChoice(call.config, { name: "format", choices: THUMB_FORMATS, onlyFlag: false });
  await using stack = new AsyncDisposableStack();
  const open = await openThumbnails(call.config, { stack, clock: context.clock, ahead: true });
  const named = call.args[0] ?? "archive";
  const isTheArchive = named === "archive";
  const dir = isTheArchive
    ? (await import("./open_reading.ts")).archiveDirOf(call, context)
    : resolve(context.cwd, named);
  const isArchive = isTheArchive || existsSync(join(dir, "acacia.sqlite"));
  const startedAt = context.clock.monotonic();
  // A folder needs nothing of an archive, and loading that takes longer than many a folder.
  const make = isArchive
    ? (await import("./thumbs/for_archive.ts")).makeForArchive
    : (await import("./thumbs/for_folder.ts")).makeForFolder;
  const totals = await make(dir, { call, context, open });
  const seconds = Math.round(context.clock.monotonic() - startedAt) / 1000;
  report(totals, { seconds, call, context });
  return context.stoppedBy() ?? (totals.refused > 0 ? 3 : 0);
}

function report(
  totals: ThumbsTotals,
  { seconds, call, context }: { seconds: number; call: Call; context: Context },
): void {
  const { made, current, refused } = totals;
  const perSecond = seconds > 0 ? Math.round((made / seconds) * 10) / 10 : made;
  if (call.config.is("json")) {
    const event = { type: "thumbs.finished", ...totals, seconds, perSecond };
    context.out.write(jsonLine({ t: context.clock.now(), ...event }));
    return;
  }
  if (call.config.is("quiet")) return;
  if (made + refused === 0) {
    context.err.write("Every picture has its thumbnails.\n");
    return;
  }
  const parts = [`${made} made`];
  if (current > 0) parts.push(`${current} up to date`);
  if (refused > 0) parts.push(`${refused} cannot be rendered`);
  const pace = `in ${printDuration(seconds * 1000)}, ${perSecond} a second`;
  context.err.write(`${parts.join(", ")} ${pace}.\n`);
}
