import { expect, test } from "bun:test";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { fillArchive } from "../testing/fill_archive.ts";
import { makeTempFolder } from "../testing/temp_archive.ts";
import { checkDatabase, readSchemaVersion } from "./check_database.ts";
import { MIGRATIONS } from "./migrations.ts";
import { closeDatabase, openDatabase } from "./open.ts";

test.each([{ quick: true }, { quick: false }])(
  "checkDatabase() finds nothing in a sound one (%p)",
  (how) => {
    const database = openDatabase(":memory:");
    fillArchive(database, { media: 50, blobs: 40, words: false });
    expect(checkDatabase(database, how)).toEqual([]);
  },
);

test.each([{ quick: true }, { quick: false }])(
  "checkDatabase() says what is wrong with pages that were overwritten (%p)",
  async (how) => {
    await using folder = await makeTempFolder();
    const path = join(folder.dir, "acacia.sqlite");
    const database = openDatabase(path);
    fillArchive(database, { media: 500, blobs: 450, words: false });
    const leaf = database.sqlite
      .query<{ pageno: number }, []>(
        "SELECT pageno FROM dbstat WHERE name = 'blobs' AND pagetype = 'leaf' LIMIT 1",
      )
      .get();
    closeDatabase(database, { tidy: true });
    const file = await open(path, "r+");
    await file.write(new Uint8Array(4_096).fill(0xff), 0, 4_096, ((leaf?.pageno ?? 0) - 1) * 4_096);
    await file.close();
    const broken = openDatabase(path, { mode: "read" });
    expect(checkDatabase(broken, how).join("\n")).toMatch(/blobs|page \d+/i);
    closeDatabase(broken, { tidy: false });
  },
);

test("readSchemaVersion() is the number of migrations", () => {
  expect(readSchemaVersion(openDatabase(":memory:"))).toBe(MIGRATIONS.length);
});
