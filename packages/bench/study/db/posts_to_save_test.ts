import { expect, test } from "bun:test";
import { prepareRecording } from "@acacia/core";
import { openDrizzle, schema } from "@acacia/core/drizzle";
import { openTempArchive } from "@acacia/core/testing";
import { makePosts, savePosts } from "./posts_to_save.ts";

test("`savePosts()` makes as many rows as it says", async () => {
  await using archive = await openTempArchive();
  const { posts, media, postMedia, sourcePosts, blobs, mediaFiles } = schema;
  const db = openDrizzle(archive.sqlite);
  const said = savePosts(prepareRecording(archive), makePosts(0, 10));
  const tables = [posts, media, postMedia, sourcePosts, blobs, mediaFiles];
  const rows = tables.map((table) => db.select().from(table).all().length);
  expect(rows).toEqual([10, 10, 10, 10, 10, 10]);
  expect(said).toBe(60);
});

test("`makePosts()` numbers posts so that none comes twice", () => {
  const ids = [...makePosts(0, 64), ...makePosts(64, 64)].flatMap(({ id, media }) => [
    id,
    ...media.map((one) => one.id),
  ]);
  expect(new Set(ids).size).toBe(256);
});
