import type { Archive, Filter, Tile } from "@acacia/core";
import { AcaciaError, parseWhere, preparePages, prepareSavedFilters } from "@acacia/core/look";
import { printSize } from "@acacia/core/text";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { namedByImgur } from "./named_by_imgur.ts";
import { openReading } from "./open_reading.ts";
import { readSort } from "./read_sort.ts";
import { cutText, fitFigure, fitText } from "./render/fit.ts";
import { jsonLine, safe } from "./render/safe.ts";
import { openStyle, type Style } from "./render/style.ts";

/** Prints what the archive shows and the filter keeps; resolves to the exit code. */
export async function runList(call: Call, context: Context): Promise<number> {
  const { config } = call;
  const sort = readSort(config, "archived");
  await using archive = await openReading(call, context);
  const filter = readFilter(call, { context, archive });
  const pages = preparePages(archive, { whole: true });
  const style = openStyle(context.out, { config, context });
  const limit = config.number("limit");
  let printed = 0;
  for (const tile of pages.walk({ filter, sort, ...(limit === undefined ? {} : { limit }) })) {
    if (context.draining.aborted) break;
    const path = archive.store.placeOf(tile.sha256, tile.ext);
    context.out.write(
      config.is("json")
        ? jsonLine(namedByImgur({ ...tile, path }))
        : `${printTile(tile, { style, context })}\n`,
    );
    printed += 1;
  }
  if (printed > 0) return context.stoppedBy() ?? 0;
  throw new AcaciaError("not_found", "Cannot list anything: nothing in the archive matches", {
    hint: "Widen the filter, or see `acacia stats`",
  });
}

function readFilter(
  { args, config }: Call,
  { context, archive }: { context: Context; archive: Archive },
): Filter {
  const text = [config.text("where"), ...args].filter((part) => part !== undefined).join(" ");
  const filters = prepareSavedFilters(archive);
  return text.trim() === ""
    ? {}
    : { where: parseWhere(text, { now: context.clock.now(), filters }) };
}

function printTile(tile: Tile, { style, context }: { style: Style; context: Context }): string {
  const { imgurId, kind, width, height, sizeBytes, title, favorite, removedUpstream } = tile;
  const pixels = width === null || height === null ? "" : `${width}×${height}`;
  const marks = [favorite ? "fav" : "", removedUpstream ? "gone" : ""].filter(Boolean).join(" ");
  const facts = [
    fitText(safe(imgurId), Math.max(7, imgurId.length)),
    style.dim(fitText(kind, 5)),
    fitFigure(pixels, 11),
    fitFigure(printSize(sizeBytes), 8),
    safe(title) + (marks ? ` ${style.blossom(marks)}` : ""),
  ];
  const line = facts.join("  ").trimEnd();
  return context.out.isTerminal ? cutText(line, context.out.columns) : line;
}
