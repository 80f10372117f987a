import { expect, test } from "bun:test";
import { fillArchive } from "./fill_archive.ts";
import { openTempArchive } from "./temp_archive.ts";

test("`fillArchive()` shares out another archive's contents, each media with the size of what it shows", async () => {
  await using other = await openTempArchive();
  fillArchive(other, { media: 50, blobs: 7, words: false });
  await using archive = await openTempArchive();
  fillArchive(archive, { media: 1_000, blobsFrom: other.layout.database, words: false });
  const counts = archive.sqlite.query<Record<string, number>, []>(
    `SELECT count(*) AS media, count(DISTINCT sha256) AS blobs,
       sum(media.width = b.width AND media.height = b.height AND media.size_bytes = b.size_bytes) AS alike
     FROM media JOIN blobs b USING (sha256)`,
  );
  expect(counts.get()).toEqual({ media: 1_000, blobs: 7, alike: 1_000 });
  expect(archive.sqlite.query("PRAGMA foreign_key_check").all()).toEqual([]);
});
