import { expect, test } from "bun:test";
import { sampleMedia } from "@acacia/core/testing";
import { errorOf, TestApp } from "../testing/test_app.ts";
import { type MediaDetail, mediaDetailSchema } from "./schemas.ts";

/** Five pictures, a day apart, the newest first in the grid. */
async function openFive(): Promise<{ web: TestApp; ids: number[] }> {
  const web = await TestApp.open();
  const ids: number[] = [];
  for (let day = 5; day >= 1; day--) {
    const postedAt = Date.UTC(2026, 10, day);
    const { id } = await web.add({
      media: { id: `pictur${day}`, postedAt, title: day % 2 ? "odd" : "even" },
      post: { title: null, description: null, tags: [] },
    });
    ids.push(id);
  }
  return { web, ids };
}

test("/api/media/{id} tells all, as its schema says", async () => {
  await using web = await TestApp.open();
  const { sha256, id } = await web.add({ media: { hasSound: true }, post: { nsfw: true } });
  const media = mediaDetailSchema.strict().parse(await web.json("/api/media/aBc12De"));
  expect(media).toMatchObject({
    id,
    imgurId: "aBc12De",
    kind: "photo",
    ext: "jpg",
    mime: "image/jpeg",
    sha256,
    thumb: sha256,
    thumbState: "pending",
    files: [{ role: "original", sha256, ext: "jpg" }],
    title: "A cat on a wall",
    nsfw: true,
    hasSound: true,
    favorite: false,
    trashed: false,
    address: "https://imgur.com/aBc12De",
    post: { imgurId: "paBc12De", author: "Giraffe", tags: ["cats"], mediaCount: 1 },
    place: { index: 0, items: 1, previous: null, next: null },
  });
});

test.each([
  ["its Imgur id", () => "aBc12De"],
  ["its row id", ({ id }: { id: number }) => `~${id}`],
  ["its SHA-256", ({ sha256 }: { sha256: string }) => sha256],
  ["the beginning of its SHA-256", ({ sha256 }: { sha256: string }) => sha256.slice(0, 16)],
  ["its post", () => "paBc12De"],
])("a picture is found by %s", async (_what, name) => {
  await using web = await TestApp.open();
  const added = await web.add();
  expect((await web.json<MediaDetail>(`/api/media/${name(added)}`)).id).toBe(added.id);
});

test.each(["nowhere", "~99", "~-1", "0".repeat(64), "%27%20OR%201%3D1", "..%2F..%2Facacia.sqlite"])(
  "%s is in no archive",
  async (id) => {
    await using web = await TestApp.open();
    await web.add();
    const answer = await web.get(`/api/media/${id}`);
    expect([answer.status, (await errorOf(answer)).code]).toEqual([404, "not_found"]);
  },
);

test("an id of more than 80 characters is refused by name", async () => {
  await using web = await TestApp.open();
  const answer = await web.get(`/api/media/${"a".repeat(81)}`);
  expect(answer.status).toBe(400);
  expect((await errorOf(answer)).message).toStartWith("Cannot read id:");
});

test("`place` names the neighbours in the grid of the query", async () => {
  const { web, ids } = await openFive();
  await using _ = web;
  const places = await Promise.all(
    ["", "?q=odd", "?q=odd&sort=archived", "?q=even"].map(
      async (search) => (await web.json<MediaDetail>(`/api/media/~${ids[2]}${search}`)).place,
    ),
  );
  expect(places).toEqual([
    { index: 2, items: 5, previous: ids[1]!, next: ids[3]! },
    { index: 1, items: 3, previous: ids[0]!, next: ids[4]! },
    { index: 1, items: 3, previous: ids[4]!, next: ids[0]! },
    null,
  ]);
});

test("walking from neighbour to neighbour meets every picture once", async () => {
  const { web, ids } = await openFive();
  await using _ = web;
  const met: number[] = [];
  for (let id: number | null = ids[0]!; id !== null; ) {
    met.push(id);
    const { place }: MediaDetail = await web.json(`/api/media/~${id}`);
    id = place?.next ?? null;
  }
  expect(met).toEqual(ids);
});

test("the strip of an album shows what is kept and not in the trash", async () => {
  await using web = await TestApp.open();
  const [first, second, third] = ["albumA1", "albumA2", "albumA3"].map((id) => sampleMedia({ id }));
  const post = { id: "album", media: [first!, second!, third!], mediaCount: 3 };
  await web.add({ media: first!, post });
  const { id } = await web.add({ media: second!, post });
  const strip = async () =>
    (await web.json<MediaDetail>("/api/media/albumA1")).post?.media.map(({ imgurId }) => imgurId);
  expect(await strip()).toEqual(["albumA1", "albumA2"]);
  await web.edit({ ids: [id], trashed: true });
  expect(await strip()).toEqual(["albumA1"]);
});

test("pictures of the same bytes name each other", async () => {
  await using web = await TestApp.open();
  await web.add({ media: { id: "firstAA" }, bytes: "the same" });
  await web.add({ media: { id: "secondA" }, bytes: "the same" });
  expect((await web.json<MediaDetail>("/api/media/firstAA")).sameBytes).toEqual(["secondA"]);
});

test("a picture that cannot have a thumbnail says why", async () => {
  await using web = await TestApp.open();
  const { sha256 } = await web.add();
  web.recording.saveThumbs(sha256, {
    key: sha256,
    verdict: "refused",
    refusal: "undecodable",
    detail: "no end",
    ms: 1,
  });
  expect(await web.json("/api/media/aBc12De")).toMatchObject({
    thumb: null,
    thumbState: "refused",
    thumbReason: "undecodable: no end",
    post: { media: [{ thumb: null }] },
  });
});

test("a picture of several posts is shown as a part of the album that is searched for", async () => {
  await using web = await TestApp.open();
  await web.add({ post: { id: "first" } });
  await web.add({ post: { id: "second" } });
  const postIn = async (search: string) =>
    (await web.json<MediaDetail>(`/api/media/aBc12De${search}`)).post?.imgurId;
  expect(await postIn("")).toBe("first");
  expect(await postIn("?q=album:second")).toBe("second");
  expect(await postIn("?q=album:elsewhere")).toBe("first");
});

test("/api/media/{id} tells where its bytes are from, and whether they were read again", async () => {
  await using web = await TestApp.open();
  const { id, sha256 } = await web.add();
  const { sqlite } = web.archive;
  sqlite.run("UPDATE media SET origin = 'wayback', origin_address = 'https://x' WHERE id = ?", [
    id,
  ]);
  sqlite.run("UPDATE blobs SET verified_at = 7, damage = 'size' WHERE sha256 = ?", [sha256]);
  expect(await web.json<MediaDetail>("/api/media/aBc12De")).toMatchObject({
    origin: "wayback",
    originAddress: "https://x",
    verifiedAt: 7,
    damage: "size",
  });
});
