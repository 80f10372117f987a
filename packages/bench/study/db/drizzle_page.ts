import { openArchive } from "@acacia/core";
import { openDrizzle, schema } from "@acacia/core/drizzle";
import { AcaciaError } from "@acacia/core/errors";
import { desc, sql } from "drizzle-orm";
import { interleave } from "../../measure/interleave.ts";
import { makeRandom } from "../../measure/statistics.ts";
import { makeFigure } from "../figure.ts";
import type { Figure, StudyOptions } from "../study.ts";

const PAGES = 300;
const LIMIT = 100;
const MIN_RATIO = 0.95;

/** A page of a hundred by a prepared query of Drizzle, beside the same SQL prepared by bun:sqlite itself. */
export async function measureDrizzlePage(
  dir: string,
  { media, rounds, say }: { media: number } & Pick<StudyOptions, "rounds" | "say">,
): Promise<readonly Figure[]> {
  await using archive = await openArchive(dir, { mode: "read" });
  const db = openDrizzle(archive.sqlite);
  const table = schema.media;
  const { id, imgurId, sha256, width, height, title, archivedAt } = table;
  const query = db
    .select({ id, imgurId, sha256, width, height, title, archivedAt })
    .from(table)
    .where(
      sql`${table.shown} = 1 AND (${archivedAt}, ${id}) < (${sql.placeholder("at")}, ${sql.placeholder("id")})`,
    )
    .orderBy(desc(archivedAt), desc(id))
    .limit(LIMIT);
  const prepared = query.prepare();
  const raw = archive.sqlite.prepare<unknown, number[]>(query.toSQL().sql);
  const random = makeRandom(1);
  const places = Array.from({ length: PAGES }, () => 1 + Math.floor(random() * media) + LIMIT);
  const at = (place: number) => 1_700_000_000_000 + place * 1_000;
  const pages = {
    Drizzle: (place: number) => prepared.all({ at: at(place), id: place }).length,
    "bun:sqlite": (place: number) => raw.all(at(place), place, LIMIT).length,
  };
  say("a page by prepared Drizzle and by bun:sqlite");
  const samples = await interleave<number>(
    Object.entries(pages).map(([name, page]) => ({
      name,
      run: async () => timePages(page, places),
    })),
    { rounds: rounds * 3, warmUps: 2 },
  );
  const [drizzle, bare] = [samples.get("Drizzle")!, samples.get("bun:sqlite")!];
  const ratios = drizzle.map((ms, round) => bare[round]! / ms);
  return [
    makeFigure("prepared Drizzle, times as fast as bare bun:sqlite", ratios, {
      unit: "x",
      statistic: "median",
      target: { atLeast: MIN_RATIO },
      note: `${PAGES} pages of ${LIMIT} rows a sample, the same SQL`,
    }),
  ];
}

/** @returns ms. */
function timePages(page: (place: number) => number, places: readonly number[]): number {
  const begun = performance.now();
  let rows = 0;
  for (const place of places) rows += page(place);
  const ms = performance.now() - begun;
  if (rows > 0) return ms;
  throw new AcaciaError("integrity", "Cannot take pages as a sample: they are empty");
}
