import { expect, test } from "bun:test";
import { paintScene } from "@acacia/core/testing";
import { errorOf, TestApp } from "../testing/test_app.ts";
import { type Duplicates, decidedSchema, duplicatesSchema } from "./duplicates_schemas.ts";
import type { Buckets, MediaDetail } from "./schemas.ts";

const scene = (seed: number) => paintScene({ width: 400, height: 260, seed });
const large = await scene(1).png().toBuffer();
const coarse = await scene(1).resize(200).jpeg({ quality: 40 }).toBuffer();
const other = await scene(9).jpeg().toBuffer();

/** A picture, the same coarse and small in an album, another; and one more media with the bytes of that. */
async function openWeb(options: { readOnly?: boolean } = {}) {
  const web = await TestApp.open(options);
  const add = async (id: string, bytes: Uint8Array, type: "png" | "jpg") => {
    const post = { kind: "album" as const, title: `Album ${id}`, mediaCount: 3 };
    return web.add({ media: { id }, post, bytes, file: { type } });
  };
  const [best, small, alone, again] = [
    await add("largeAA", large, "png"),
    await add("coarseA", coarse, "jpg"),
    await add("otherAA", other, "jpg"),
    await add("againAA", other, "jpg"),
  ];
  // Asked for, thumbnails are made, and with them the hashes.
  for (const { sha256 } of [best, small, alone]) await web.thumbs.get(sha256, 480);
  const ask = async (tier: string) =>
    duplicatesSchema.parse(await web.json<Duplicates>(`/api/duplicates?tier=${tier}`));
  const settled = async (tier: string) => {
    let answer = await ask(tier);
    while (answer.scan.state === "running") {
      await Bun.sleep(1);
      answer = await ask(tier);
    }
    return answer;
  };
  const decide = async (body: unknown) =>
    decidedSchema.parse(await (await web.post("/api/duplicates", body)).json());
  return { web, best, small, alone, again, settled, decide };
}

test("the same picture in two files is a sure duplicate, the larger to be kept", async () => {
  const { web, best, small, settled } = await openWeb();
  await using _ = web;
  const { groups, tiers, scan, after } = await settled("sure");
  expect(groups).toEqual([
    expect.objectContaining({
      tier: "sure",
      keep: best.id,
      reason: "pixels",
      savedBytes: coarse.length,
      items: 2,
    }),
  ]);
  const [kept, shrunk] = groups[0]!.members;
  expect(kept).toMatchObject({ id: best.id, width: 400, height: 260, ext: "png", distance: 0 });
  expect(shrunk).toMatchObject({ id: small.id, mirrored: false, thumb: small.sha256 });
  expect(shrunk?.albums).toEqual([
    expect.objectContaining({ id: small.postId, title: "Album coarseA" }),
  ]);
  expect(tiers.map(({ tier, groups: count }) => [tier, count])).toEqual([
    ["exact", 1],
    ["sure", 1],
    ["likely", 0],
    ["look", 0],
  ]);
  expect([scan, after]).toEqual([{ state: "finished", done: 3, of: 3, pending: 0 }, null]);
});

test("media with the same bytes are told at once, the first posted to be kept", async () => {
  const { web, alone, again, settled } = await openWeb();
  await using _ = web;
  const { groups } = await settled("exact");
  expect(groups).toEqual([
    expect.objectContaining({ tier: "exact", keep: alone.id, savedBytes: 0, items: 2 }),
  ]);
  expect(groups[0]?.members.map(({ id }) => id)).toEqual([alone.id, again.id]);
});

test("a merge keeps albums, tags and favourite, and undo brings everything back", async () => {
  const { web, best, small, settled, decide } = await openWeb();
  await using _ = web;
  await web.edit({ ids: [small.id], favorite: true });
  await web.post("/api/bulk", { ids: [small.id], action: { tag: ["cats"] } });
  await settled("sure");
  const { changed, edit } = await decide({
    action: "merge",
    groups: [{ keep: best.id, ids: [best.id, small.id] }],
  });
  const detail = () => web.json<MediaDetail>(`/api/media/~${best.id}`);
  const items = async (q: string) =>
    (await web.json<Buckets>(`/api/buckets?q=${encodeURIComponent(q)}`)).items;
  expect([changed, await detail()]).toEqual([
    1,
    expect.objectContaining({ favorite: true, ownTags: ["cats"] }),
  ]);
  expect([await items("is:trash"), await items("coarseA")]).toEqual([1, 1]);
  expect((await settled("sure")).groups).toEqual([]);
  await web.post("/api/undo", { edit });
  expect([await detail(), await items("is:trash")]).toEqual([
    expect.objectContaining({ favorite: false, ownTags: [] }),
    0,
  ]);
  expect((await settled("sure")).groups).toHaveLength(1);
});

test.each(["alternate", "unrelated"])("pictures told %s do not come back", async (action) => {
  const { web, best, small, alone, again, settled, decide } = await openWeb();
  await using _ = web;
  await settled("sure");
  expect(await decide({ action, ids: [best.id, small.id] })).toEqual({ changed: 2, edit: 1 });
  expect((await settled("sure")).groups).toEqual([]);
  await decide({ action, ids: [alone.id, again.id] });
  expect((await settled("exact")).groups).toEqual([]);
});

test.each([
  ["a picture alone", { action: "unrelated", ids: [1] }, 400],
  ["a picture twice", { action: "unrelated", ids: [1, 1] }, 400],
  ["a picture that is not here", { action: "merge", groups: [{ keep: 1, ids: [99] }] }, 404],
  ["no group", { action: "merge", groups: [] }, 400],
  ["an action that is none", { action: "join", ids: [1, 2] }, 400],
])("%s is refused, and nothing is changed", async (_what, body, status) => {
  const { web, settled } = await openWeb();
  await using _ = web;
  const answer = await web.post("/api/duplicates", body);
  expect(answer.status).toBe(status);
  expect((await settled("sure")).groups).toHaveLength(1);
});

test("a read-only gallery lists, and refuses to merge", async () => {
  const { web, best, small, settled } = await openWeb({ readOnly: true });
  await using _ = web;
  expect((await settled("exact")).groups).toHaveLength(1);
  const body = { action: "merge", groups: [{ keep: best.id, ids: [small.id] }] };
  const answer = await web.post("/api/duplicates", body);
  expect([answer.status, (await errorOf(answer)).code]).toEqual([403, "read_only"]);
});

test("a page that is none is refused", async () => {
  const { web } = await openWeb();
  await using _ = web;
  expect((await web.get("/api/duplicates?after=~")).status).toBe(400);
  expect((await web.get("/api/duplicates?tier=none")).status).toBe(400);
});

test("a picture that is marked NSFW says so, as it is not to be shown unasked", async () => {
  const { web, best, small, settled } = await openWeb();
  await using _ = web;
  web.archive.sqlite.run("UPDATE media SET nsfw = 1 WHERE id = ?", [small.id]);
  const [group] = (await settled("sure")).groups;
  const marked = (group?.members ?? []).map(({ id, nsfw }) => [id, nsfw]);
  expect(marked).toEqual([
    [best.id, false],
    [small.id, true],
  ]);
});
