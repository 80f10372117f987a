import { expect, test } from "bun:test";
import { join } from "node:path";
import { makeLayout } from "../archive/layout.ts";
import { closeDatabase, openDatabase } from "../db/open.ts";
import { fillArchive } from "./fill_archive.ts";
import { writeOldDatabase } from "./old_database.ts";
import { openTempArchive } from "./temp_archive.ts";

const MEDIA = 40;

// The one after makes the words of what is there.
test.each([1, 2, 3, 4, 5])(
  "writeOldDatabase() writes schema %d, which is brought up to date with every row and word",
  async (schema) => {
    await using archive = await openTempArchive();
    fillArchive(archive, { media: MEDIA, words: true });
    const path = join(archive.dir, "old.sqlite");
    writeOldDatabase(path, { from: makeLayout(archive.dir).database, schema });
    const read = "SELECT count(*) AS media, (SELECT count(*) FROM media_words) AS words FROM media";
    const database = openDatabase(path);
    try {
      expect(database.sqlite.query(read).get()).toEqual({ media: MEDIA, words: MEDIA });
      expect(database.sqlite.query("PRAGMA foreign_key_check").all()).toEqual([]);
    } finally {
      closeDatabase(database, { tidy: true });
    }
  },
);
