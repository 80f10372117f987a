import { describe, expect, test } from "bun:test";
import { SIX_CAPACITY_SHAPES, type Sim, type SimOptions, startSim } from "@acacia/sim";
import { AcaciaError } from "../errors.ts";
import { openHostGate } from "../limit/gate.ts";
import { SleeplessClock } from "../testing/fake_imgur.ts";
import { makeImgurClient } from "./client.ts";
import { type ListingMessage, listPosts } from "./listing.ts";
import type { ListingSource } from "./sources.ts";

const HOT: ListingSource = { kind: "section", name: "hot" };

/** A small world on the stand-in, which shares the tests' clock. */
async function open(options: SimOptions = {}) {
  const clock = new SleeplessClock();
  const sim = await startSim({ seed: 7, posts: 130, albums: 30, clock, ...options });
  return { sim, clock };
}

async function listAll(
  { sim, clock }: { sim: Sim; clock: SleeplessClock },
  source: ListingSource,
  clientId: string | undefined = "abc",
) {
  const client = makeImgurClient({
    bases: { api: sim.apiUrl, cdn: sim.cdnUrl, site: sim.siteUrl },
    clientId,
    gate: openHostGate({ role: "api", clock }),
    clock,
  });
  const { signal } = new AbortController();
  const messages: ListingMessage[] = [];
  const reason = await (async () => {
    for await (const message of listPosts(source, { client, signal })) messages.push(message);
  })().catch((error: unknown) => (error instanceof AcaciaError ? error.code : error));
  const posts = messages.flatMap((message) => (message.type === "post" ? [message.post] : []));
  return { posts, ids: posts.map((post) => post.id), reason, messages, client };
}

describe("listPosts() on the stand-in", () => {
  test("lists a front page that shifts between requests, whole and without repeats", async () => {
    const world = await open({ shuffle: 7, albumPreview: 2 });
    await using sim = world.sim;
    const { posts } = await listAll(world, HOT);
    // Posts marked as mature are not asked for.
    const there = sim.world.posts.filter((post) => !post.nsfw);
    const facts = (list: readonly { id: string; media: readonly unknown[] }[]) =>
      list.map((post) => `${post.id} ${post.media.length}`).sort();
    expect(facts(posts)).toEqual(facts(there));
  });

  test("leaves a listing that repeats itself", async () => {
    const world = await open({ repeatFrom: 1 });
    await using _sim = world.sim;
    expect((await listAll(world, HOT)).ids).toHaveLength(60);
  });

  test("shows albums that claim more than they deliver", async () => {
    const world = await open({ announceMore: 3 });
    await using _sim = world.sim;
    const albums = (await listAll(world, HOT)).posts.filter((post) => post.kind === "album");
    expect(albums.map((post) => post.mediaCount - post.media.length)).toEqual(albums.map(() => 3));
  });

  test("lists every kind of source", async () => {
    const world = await open();
    await using sim = world.sim;
    const post = sim.world.posts.find((one) => one.section !== null && one.accountUrl !== null)!;
    const [name, tag = ""] = [post.accountUrl ?? "", post.tags[0]];
    const sources: ListingSource[] = [
      ...(["hot", "top", "new", "rising", "user", "random"] as const).map(
        (section) => ({ kind: "section", name: section }) as const,
      ),
      { kind: "subreddit", name: post.section ?? "" },
      { kind: "tag", name: tag },
      { kind: "search", query: post.title.split(" ")[0] ?? "" },
      { kind: "user", name },
      { kind: "favorites", name },
      { kind: "favorite_folder", name, folder: "1" },
      { kind: "gallery", id: post.id },
      { kind: "tag_post", name: tag, id: post.id },
      { kind: "subreddit_post", name: post.section ?? "", id: post.id },
      { kind: "image", id: post.media[0]?.id ?? "" },
      { kind: "file", id: post.media[0]?.id ?? "", ext: "png" },
    ];
    const empty: ListingSource[] = [];
    for (const source of sources) {
      const { ids, reason } = await listAll(world, source);
      if (ids.length === 0 || reason !== undefined) empty.push(source);
    }
    expect(empty).toEqual([]);
  });

  test.each([...SIX_CAPACITY_SHAPES])("waits over capacity out: shape %s", async (shape) => {
    const world = await open({ posts: 4, albums: 0, rules: [`api:capacity:${shape}@first1`] });
    await using _sim = world.sim;
    expect((await listAll(world, HOT)).ids).toHaveLength(4);
  });

  test.each(["throttle", "throttle:7", "server_error", "cut_json", "odd_data"])(
    "gets past a %s",
    async (fault) => {
      const world = await open({ posts: 4, albums: 0, rules: [`api:${fault}@first2`] });
      await using _sim = world.sim;
      expect((await listAll(world, HOT)).ids).toHaveLength(4);
    },
  );

  test.each(["seconds", "epoch"] as const)("knows when credits return: %s", async (resetForm) => {
    const world = await open({ posts: 4, albums: 0, resetForm });
    await using _sim = world.sim;
    const { client } = await listAll(world, HOT);
    const inMs = (client.budget.facts.userResetAt ?? 0) - world.clock.now();
    expect(inMs > 3_590_000 && inMs <= 3_600_000).toBe(true);
  });

  test("stops before the credits of the hour are overdrawn", async () => {
    const world = await open({ userLimit: 1, limitHeaders: "all" });
    await using sim = world.sim;
    const { reason } = await listAll(world, HOT);
    expect([reason, sim.stats().roles.api.requests]).toEqual(["rate_limit", 1]);
  });

  test("tells a Client-ID that Imgur refuses", async () => {
    const world = await open({ posts: 4, albums: 0, clientId: "other" });
    await using _sim = world.sim;
    expect((await listAll(world, HOT)).reason).toBe("client_id.refused");
  });

  test("leaves what the API forgot to the CDN", async () => {
    const world = await open({ posts: 20, albums: 0, apiGone: 1 });
    await using sim = world.sim;
    const gone = sim.world.posts
      .flatMap((post) => post.media)
      .find((one) => one.fate === "api_gone");
    const { messages } = await listAll(world, { kind: "image", id: gone?.id ?? "" });
    expect(messages).toMatchObject([{ type: "post", guess: "unknown" }]);
  });

  test("reads a public album without a Client-ID", async () => {
    const world = await open({ posts: 6, albums: 2 });
    await using sim = world.sim;
    const album = sim.world.posts.find((post) => post.isAlbum)!;
    const { posts } = await listAll(world, { kind: "album", id: album.id }, "");
    expect(posts[0]?.media.map((media) => media.id)).toEqual(album.media.map((media) => media.id));
    expect(sim.stats().roles.api.requests).toBe(0);
  });
});
