import { expect, test } from "bun:test";
import { sampleMedia } from "@acacia/core/testing";
import { errorOf, TestApp } from "../testing/test_app.ts";
import { albumSchema, albumsSchema } from "./album_schemas.ts";

/** An album of two pictures of which one is here, and one with a single picture. */
async function openTwo(): Promise<TestApp> {
  const web = await TestApp.open();
  const later = sampleMedia({ id: "later01" });
  const here = sampleMedia({ id: "here001", title: null, description: "On the wall" });
  await web.add({
    media: here,
    post: { id: "partial", title: "Cats", postedAt: 20, media: [later, here], mediaCount: 3 },
  });
  await web.add({ media: { id: "alone01" }, post: { id: "alone", title: "Dogs", postedAt: 10 } });
  return web;
}

test("/api/albums gives covers and counts, as its schema says", async () => {
  await using web = await openTwo();
  const { total, albums, next } = albumsSchema.strict().parse(await web.json("/api/albums"));
  expect([total, next]).toEqual([2, null]);
  expect(albums.map(({ imgurId }) => imgurId)).toEqual(["partial", "alone"]);
  expect(albums[0]).toMatchObject({
    title: "Cats",
    counts: { announced: 3, here: 1 },
    pictures: [{ imgurId: "here001", ratio: 1.333, nsfw: false }],
  });
});

test("/api/albums goes on where a page ended, and sorts by pictures", async () => {
  await using web = await openTwo();
  const first = albumsSchema.parse(await web.json("/api/albums?limit=1&sort=pictures"));
  expect(first.albums.map(({ imgurId }) => imgurId)).toEqual(["partial"]);
  const path = `/api/albums?limit=1&sort=pictures&after=${first.next}`;
  const second = albumsSchema.parse(await web.json(path));
  expect(second.albums.map(({ imgurId }) => imgurId)).toEqual(["alone"]);
  expect([first.total, second.total]).toEqual([2, null]);
});

test("/api/albums keeps to what a search finds", async () => {
  await using web = await openTwo();
  const { total, albums } = albumsSchema.parse(await web.json("/api/albums?q=dogs"));
  expect([total, albums.map(({ imgurId }) => imgurId)]).toEqual([1, ["alone"]]);
});

test("/api/albums/{id} has all in the author's order, as its schema says", async () => {
  await using web = await openTwo();
  const album = albumSchema.strict().parse(await web.json("/api/albums/partial"));
  expect(album.members.map(({ imgurId, state }) => [imgurId, state])).toEqual([
    ["later01", "waiting"],
    ["here001", "here"],
  ]);
  expect(album.members[1]).toMatchObject({ description: "On the wall", width: 640, film: null });
});

test.each([
  ["/api/albums/nowhere", 404, "not_found"],
  ["/api/albums?after=nonsense", 400, "usage"],
  ["/api/albums?sort=oldest", 400, "usage"],
  ["/api/albums?limit=1000", 400, "usage"],
])("%s is refused with %i", async (path, status, code) => {
  await using web = await openTwo();
  const answer = await web.get(path);
  expect([answer.status, (await errorOf(answer)).code]).toEqual([status, code]);
});
