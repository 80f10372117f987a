import { expect, test } from "bun:test";
import { fillArchive } from "@acacia/core/testing";
import { errorOf, TestApp } from "../testing/test_app.ts";
import { FLAGS } from "./flags.ts";
import { type Bucket, type Buckets, bucketSchema, bucketsSchema, newSchema } from "./schemas.ts";

const at = (text: string) => Date.parse(`${text}T12:00:00Z`);

/** Three pictures of two months, a video and a picture for grown-ups. */
async function openFilled(): Promise<TestApp> {
  const web = await TestApp.open();
  const posts = [
    { id: "catAAAA", title: "A cat", postedAt: at("2026-11-20"), width: 800, height: 600 },
    { id: "dogBBBB", title: "A dog", postedAt: at("2026-11-10"), width: 1920, height: 1080 },
    { id: "owlCCCC", title: "An owl", postedAt: at("2025-01-05"), width: 600, height: 900 },
  ];
  for (const [index, media] of posts.entries()) {
    await web.add({
      media,
      post: { title: null, description: null, tags: [], score: index, nsfw: index === 1 },
      file: { width: media.width, height: media.height },
    });
  }
  return web;
}

test("/api/buckets gives the whole grid in figures, as its schema says", async () => {
  await using web = await openFilled();
  const answer = bucketsSchema.strict().parse(await web.json("/api/buckets"));
  expect(answer).toMatchObject({
    items: 3,
    archiveItems: 3,
    unseen: 3,
    mark: web.clock.now(),
    buckets: [
      { key: "2026-11", count: 2 },
      { key: "2025-01", count: 1 },
    ],
  });
});

test("/api/buckets counts what matches beside the whole archive", async () => {
  await using web = await openFilled();
  const answer = await web.json<Buckets>("/api/buckets?q=w:>=1000");
  expect(answer).toMatchObject({ items: 1, archiveItems: 3 });
});

test.each([
  ["a word of the title", "cat", ["catAAAA"]],
  ["exact words", '"an owl"', ["owlCCCC"]],
  ["a month", "before:2026-01", ["owlCCCC"]],
  ["a side", "h:>700", ["dogBBBB", "owlCCCC"]],
  ["two at once", "h:>700 owl", ["owlCCCC"]],
  ["this or that", "(cat OR owl)", ["catAAAA", "owlCCCC"]],
  ["none of it", "-cat", ["dogBBBB", "owlCCCC"]],
  ["a subreddit", "r:aww", ["catAAAA", "dogBBBB", "owlCCCC"]],
  ["nothing for grown-ups", "nsfw:no", ["catAAAA", "owlCCCC"]],
  ["what is half typed is left out", "cat w:>=", ["catAAAA"]],
  ["a field that nobody knows is left out", "cat colour:red", ["catAAAA"]],
])("the grid is narrowed by %s", async (_what, q, expected) => {
  await using web = await openFilled();
  const search = new URLSearchParams({ q });
  const { buckets } = await web.json<Buckets>(`/api/buckets?${search}`);
  const found: string[] = [];
  for (const { key } of buckets) {
    const bucket = await web.json<Bucket>(`/api/buckets/${encodeURIComponent(key)}?${search}`);
    found.push(...bucket.imgurId);
  }
  expect(found.toSorted()).toEqual(expected);
});

test("/api/buckets/{key} gives columns of equal length, as its schema says", async () => {
  await using web = await openFilled();
  const { key, ...columns } = bucketSchema.strict().parse(await web.json("/api/buckets/2026-11"));
  expect(key).toBe("2026-11");
  expect(columns.imgurId).toEqual(["catAAAA", "dogBBBB"]);
  expect(columns.ratio).toEqual([1.333, 1.778]);
  expect(new Set(Object.values(columns).map((column) => column?.length))).toEqual(new Set([2]));
});

test("flags say what a tile has to show", async () => {
  await using web = await TestApp.open();
  const facts = { width: 10, height: 10, postedAt: at("2026-11-01") };
  await web.add({
    media: { ...facts, id: "vidAAAA", kind: "video", hasSound: true },
    post: { nsfw: true },
    file: { type: "mp4", animated: true, durationMs: 1_000 },
  });
  const bucket = await web.json<Bucket>("/api/buckets/2026-11");
  const { video, sound, nsfw, unseen, noThumb, animated } = FLAGS;
  expect(bucket.flags).toEqual([video | sound | nsfw | unseen | noThumb | animated]);
  expect(bucket.durationMs).toEqual([1_000]);
});

test("what was not understood is told with its place, and the rest applies", async () => {
  await using web = await openFilled();
  const q = "typ:photo dog";
  const told = await web.json<Buckets>(`/api/buckets?${new URLSearchParams({ q })}`);
  const [fault] = told.faults;
  expect(told.items).toBe((await web.json<Buckets>("/api/buckets?q=dog")).items);
  expect(q.slice(fault!.from, fault!.to)).toBe("typ");
  expect(fault).toMatchObject({ message: "unknown filter 'typ'", meant: "type" });
});

test("in the trash the tiles say since when, elsewhere nothing is said", async () => {
  await using web = await TestApp.open();
  const ids = [(await web.add()).id, (await web.add({ media: { id: "otherAA" } })).id];
  await web.edit({ ids: ids.slice(0, 1), trashed: true });
  const tiles = async (q: string) => {
    const { buckets } = await web.json<Buckets>(`/api/buckets?q=${q}`);
    return web.json<Bucket>(`/api/buckets/${buckets[0]?.key}?q=${q}`);
  };
  expect((await tiles("is:trash")).trashedAt).toEqual([web.clock.now()]);
  expect(await tiles("")).not.toHaveProperty("trashedAt");
});

test("a picture whose file is not as it was says so", async () => {
  await using web = await TestApp.open();
  const { sha256 } = await web.add();
  web.archive.sqlite.run("UPDATE blobs SET damage = 'missing' WHERE sha256 = ?", [sha256]);
  const { buckets } = await web.json<Buckets>("/api/buckets");
  const [flags] = (await web.json<Bucket>(`/api/buckets/${buckets[0]?.key}`)).flags;
  expect(flags! & FLAGS.damaged).toBe(FLAGS.damaged);
});

test("a picture that cannot have a thumbnail has none to ask for", async () => {
  await using web = await TestApp.open();
  const { sha256 } = await web.add();
  web.recording.saveThumbs(sha256, {
    key: sha256,
    verdict: "refused",
    refusal: "undecodable",
    detail: "broken",
    ms: 1,
  });
  const { buckets } = await web.json<Buckets>("/api/buckets");
  expect((await web.json<Bucket>(`/api/buckets/${buckets[0]?.key}`)).thumb).toEqual([""]);
});

test.each([
  ["the size of files", "size"],
  ["the score", "score"],
  ["chance", "random&seed=7"],
  ["the time of archiving", "archived"],
])("every picture is in one bucket when sorted by %s", async (_what, sort) => {
  await using web = await TestApp.open();
  fillArchive(web.archive, { media: 1_500, words: false });
  const { items, buckets } = await web.json<Buckets>(`/api/buckets?sort=${sort}`);
  const ids = new Set<number>();
  for (const { key, count } of buckets) {
    const { id } = await web.json<Bucket>(`/api/buckets/${encodeURIComponent(key)}?sort=${sort}`);
    expect(id).toHaveLength(count);
    for (const one of id) ids.add(one);
  }
  expect([items, ids.size]).toEqual([1_500, 1_500]);
});

test("/api/new counts what was archived since the mark, and marks anew", async () => {
  await using web = await openFilled();
  const { mark } = await web.json<Buckets>("/api/buckets");
  await web.clock.advance(5);
  await web.add({ media: { id: "newDDDD", title: "A new cat" } });
  const answer = newSchema.strict().parse(await web.json(`/api/new?since=${mark}`));
  expect(answer).toEqual({ count: 1, mark: web.clock.now() });
  expect(await web.json<unknown>(`/api/new?since=${mark}&q=dog`)).toEqual({ count: 0, mark });
});

test.each([
  ["/api/buckets?sort=colour", "sort"],
  ["/api/buckets?sort=random&seed=half", "seed"],
  [`/api/buckets?q=${"x".repeat(2001)}`, "q"],
  ["/api/new", "since"],
  ["/api/new?since=-1", "since"],
  ["/api/new?since=1.5", "since"],
])("%s is refused by the name of its argument", async (path, name) => {
  await using web = await TestApp.open();
  const answer = await web.get(path);
  expect(answer.status).toBe(400);
  const { code, message } = await errorOf(answer);
  expect([code, message]).toEqual(["usage", expect.stringContaining(`Cannot read ${name}:`)]);
});

test.each(["2026-13", "nonsense", "..%2F..%2Fetc", "2026-11:x", "'; DROP TABLE media;--", "%00"])(
  "the bucket %j is refused, as no list has it",
  async (key) => {
    await using web = await openFilled();
    const answer = await web.get(`/api/buckets/${key}`);
    expect(answer.status).toBe(400);
    expect((await errorOf(answer)).message).toStartWith("Cannot read the bucket");
  },
);

test("a bucket of a month without pictures is empty", async () => {
  await using web = await openFilled();
  expect((await web.json<Bucket>("/api/buckets/1999-01")).id).toEqual([]);
});

test("an argument that nobody knows changes nothing", async () => {
  await using web = await openFilled();
  expect(await web.json("/api/buckets?colour=red")).toEqual(await web.json("/api/buckets"));
});
