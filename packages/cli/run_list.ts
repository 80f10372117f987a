import { AcaciaError, type Filter, type Pages, parseWhere, preparePages } from "@acacia/core";
import { closest, meantHint, printSize } from "@acacia/core/text";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { namedByImgur } from "./named_by_imgur.ts";
import { openReading } from "./open_reading.ts";
import { cutText, fitFigure, fitText } from "./render/fit.ts";
import { jsonLine, safe } from "./render/safe.ts";
import { openStyle, type Style } from "./render/style.ts";

type Sort = Parameters<Pages["page"]>[0]["sort"];
type Tile = ReturnType<Pages["page"]>["tiles"][number];

/** The orders of `acacia list`. */
const LIST_SORTS = [
  "posted",
  "archived",
  "score",
  "size",
  "random",
] as const satisfies readonly Sort[];
const PAGE = 500;

/** Prints what the archive shows and the filter keeps; resolves to the exit code. */
export async function runList(call: Call, context: Context): Promise<number> {
  const { config } = call;
  const filter = readFilter(call, context);
  const sort = readSort(config.text("sort"));
  await using archive = await openReading(call, context);
  const pages = preparePages(archive);
  const style = openStyle(context.out, { config, context });
  let left = config.number("limit") ?? Number.POSITIVE_INFINITY;
  let printed = 0;
  let after: string | undefined;
  do {
    const page = pages.page({
      filter,
      sort,
      limit: Math.min(PAGE, left),
      ...(after ? { after } : {}),
    });
    for (const tile of page.tiles) {
      const path = archive.layout.blobPath(tile.sha256, tile.ext);
      context.out.write(
        config.is("json")
          ? jsonLine(namedByImgur({ ...tile, path }))
          : `${printTile(tile, { style, context })}\n`,
      );
    }
    printed += page.tiles.length;
    left -= page.tiles.length;
    after = page.next ?? undefined;
  } while (after !== undefined && left > 0 && !context.draining.aborted);
  if (printed > 0) return context.stoppedBy() ?? 0;
  throw new AcaciaError("not_found", "Cannot list anything: nothing in the archive matches", {
    hint: "Widen the filter, or see `acacia stats`",
  });
}

function readFilter({ args, config }: Call, { clock }: Context): Filter {
  const text = [config.text("where"), ...args].filter((part) => part !== undefined).join(" ");
  return text.trim() === "" ? {} : { where: parseWhere(text, { now: clock.now() }) };
}

function readSort(text: string | undefined): Sort {
  if (text === undefined) return "archived";
  const found = LIST_SORTS.find((sort) => sort === text);
  if (found) return found;
  const near = closest(text, LIST_SORTS);
  throw new AcaciaError(
    "usage",
    `Cannot sort by '${text}': it is one of ${LIST_SORTS.join(", ")}`,
    {
      hint: near ? meantHint(`--sort ${near}`) : "Give --sort archived",
    },
  );
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
