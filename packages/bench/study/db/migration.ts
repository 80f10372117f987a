import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeLayout, openArchive } from "@acacia/core";
import { writeOldDatabase } from "@acacia/core/testing";
import { makeFigure } from "../figure.ts";
import type { Figure, StudyOptions } from "../study.ts";

const MAX_MS = 30_000;
/** The first one: all migrations, and no words of any media. */
const OLDEST = 1;

/** An archive of the first schema brought up to date by whoever opens it. @param filled Folder of the archive of now. */
export async function measureMigration(
  filled: string,
  { dir, media, rounds, say }: StudyOptions & { readonly media: number },
): Promise<Figure[]> {
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) {
    say(`an archive of schema ${OLDEST} brought up to date, ${round + 1} of ${rounds}`);
    const old = join(dir, `old-${round}`);
    await mkdir(old, { recursive: true });
    writeOldDatabase(makeLayout(old).database, {
      from: makeLayout(filled).database,
      schema: OLDEST,
    });
    const begun = performance.now();
    {
      await using _archive = await openArchive(old, { mode: "edit" });
      samples.push(performance.now() - begun);
    }
    await rm(old, { recursive: true, force: true });
  }
  return [
    makeFigure(
      `bringing ${media.toLocaleString("en")} media of schema ${OLDEST} up to date`,
      samples,
      {
        unit: "ms",
        statistic: "median",
        target: { atMost: MAX_MS },
        note: "opening the archive, with the words of every media",
      },
    ),
  ];
}
