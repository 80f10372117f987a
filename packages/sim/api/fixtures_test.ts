import { afterAll, describe, expect, test } from "bun:test";
import { SIX_CAPACITY_SHAPES } from "../faults/refusals.ts";
import { startSim } from "../start_sim.ts";
import { getJson } from "../testing/get_json.ts";
import { type Shape, shapeProblems } from "../testing/shape_problems.ts";
import { knownMedia } from "../world_index.ts";

const sim = await startSim({ seed: 11, posts: 400, gifs: 60, videos: 40, emptyAlbums: 2 });
afterAll(() => sim[Symbol.asyncDispose]());

const { posts } = sim.world;
const inGallery = posts.filter((post) => post.inGallery);
const someAlbums = posts.filter(({ isAlbum, media }) => isAlbum && media.length > 1).slice(0, 20);
const lone = inGallery.filter(({ isAlbum }) => !isAlbum);
const sections = [...new Set(posts.flatMap(({ section }) => section ?? []))];
const users = [...new Set(posts.flatMap(({ accountUrl }) => accountUrl ?? []))];
const tags = [...new Set(posts.flatMap((post) => post.tags))];

async function shape(name: string): Promise<Shape> {
  return Bun.file(new URL(`./fixtures/${name}.json`, import.meta.url)).json();
}

/** Items of a list against the shape of an image or of an album, whichever they are. */
async function itemProblems(items: object[], names: [string, string]): Promise<string[]> {
  const [image, album] = await Promise.all(names.map(shape));
  return items.flatMap((item) =>
    shapeProblems(
      item,
      ("images_count" in item ? album : image) as Shape,
      (item as { id: string }).id,
    ),
  );
}

async function lists(paths: readonly string[]): Promise<object[]> {
  const answers = await Promise.all(paths.map((path) => getJson(sim, path)));
  return answers.flatMap(({ json }) => json.data.items ?? json.data);
}

describe("answers have the recorded shapes (docs/imgur.md §2.2–2.6)", () => {
  test("image/{id}", async () => {
    const media = posts.flatMap(knownMedia).slice(0, 80);
    const answers = await Promise.all(media.map(({ id }) => getJson(sim, `/3/image/${id}`)));
    const image = await shape("image");
    expect(answers.flatMap(({ json }) => shapeProblems(json.data, image))).toEqual([]);
  });

  test("album/{id}", async () => {
    const answers = await Promise.all(someAlbums.map(({ id }) => getJson(sim, `/3/album/${id}`)));
    const album = await shape("album");
    expect(answers.flatMap(({ json }) => shapeProblems(json.data, album))).toEqual([]);
  });

  test("album/{id}/images", async () => {
    const images = await lists(someAlbums.map(({ id }) => `/3/album/${id}/images`));
    expect(shapeProblems(images, [await shape("album_image")])).toEqual([]);
  });

  test("an empty album: count 0 and no cover", async () => {
    const album = posts.find(({ isAlbum, media }) => isAlbum && media.length === 0);
    const { json } = await getJson(sim, `/3/album/${album?.id}`);
    expect([json.data.images_count, json.data.cover, json.data.images]).toEqual([0, null, []]);
  });

  test.each(["hot/viral", "top/top/all", "user/rising", "user/time"])(
    "gallery/%s without previews",
    async (path) => {
      const items = await lists([0, 1, 2].map((page) => `/3/gallery/${path}/${page}`));
      expect(items.length).toBeGreaterThan(60);
      expect(await itemProblems(items, ["gallery_image", "gallery_album"])).toEqual([]);
    },
  );

  test("a gallery with previews", async () => {
    const items = await lists(["/3/gallery/user/time/0?album_previews=1"]);
    expect(await itemProblems(items, ["gallery_image", "gallery_album_preview"])).toEqual([]);
  });

  test("gallery/r/{subreddit}", async () => {
    const items = await lists(sections.map((name) => `/3/gallery/r/${name}/time/0`));
    expect(items.length).toBeGreaterThan(0);
    expect(await itemProblems(items, ["subreddit_image", "subreddit_album"])).toEqual([]);
  });

  test("gallery/t/{tag}: the tag, and its items", async () => {
    const { json } = await getJson(sim, `/3/gallery/t/${tags[0]}/viral/week/0`);
    const { items, ...tag } = json.data;
    expect(shapeProblems(tag, await shape("tag"))).toEqual([]);
    expect(await itemProblems(items, ["gallery_image", "gallery_album"])).toEqual([]);
  });

  test("gallery/search", async () => {
    const items = await lists(["/3/gallery/search/time/all/0?q=a"]);
    expect(items.length).toBeGreaterThan(0);
    expect(await itemProblems(items, ["gallery_image", "gallery_album"])).toEqual([]);
  });

  test("gallery/{id} of an album has all its images", async () => {
    const albums = inGallery.filter(({ isAlbum }) => isAlbum).slice(0, 10);
    const answers = await Promise.all(albums.map(({ id }) => getJson(sim, `/3/gallery/${id}`)));
    const album = await shape("gallery_album_preview");
    expect(answers.flatMap(({ json }) => shapeProblems(json.data, album))).toEqual([]);
    expect(answers.map(({ json }) => json.data.images.length)).toEqual(
      albums.map(({ media }) => media.length),
    );
  });

  test("account/{user}/submissions", async () => {
    const items = await lists(users.map((user) => `/3/account/${user}/submissions/0`));
    expect(items.length).toBeGreaterThan(0);
    expect(await itemProblems(items, ["gallery_image", "gallery_album"])).toEqual([]);
  });

  test("account/{user}/gallery_favorites are stripped", async () => {
    const items = await lists([`/3/account/${users[0]}/gallery_favorites/0/newest`]);
    expect(items.length).toBeGreaterThan(0);
    expect(await itemProblems(items, ["favorite_image", "favorite_album"])).toEqual([]);
  });

  test("account/{user}/albums have an order and no images", async () => {
    const albums = await lists(users.map((user) => `/3/account/${user}/albums/0`));
    expect(albums.length).toBeGreaterThan(0);
    expect(shapeProblems(albums, [await shape("account_album")])).toEqual([]);
  });

  test("account/{user} and credits", async () => {
    const account = await getJson(sim, `/3/account/${users[0]}`);
    const credits = await getJson(sim, "/3/credits");
    expect(shapeProblems(account.json.data, await shape("account"))).toEqual([]);
    expect(shapeProblems(credits.json.data, await shape("credits"))).toEqual([]);
  });

  test("the keyless album endpoint", async () => {
    const paths = someAlbums.map(({ id }) => `/ajaxalbums/getimages/${id}/hit.json`);
    const answers = await Promise.all(paths.map((path) => getJson(sim, path)));
    const keyless = await shape("keyless");
    expect(answers.flatMap(({ json }) => shapeProblems(json, keyless))).toEqual([]);
  });

  test("post/v1 media, albums and posts", async () => {
    const query = "?include=media,tags,account,cover";
    const paths = [
      ...someAlbums.map(({ id }) => `/post/v1/albums/${id}${query}`),
      ...lone.slice(0, 20).map(({ media }) => `/post/v1/media/${media[0]?.id}${query}`),
      ...inGallery.slice(0, 20).map(({ id }) => `/post/v1/posts/${id}${query}`),
    ];
    const answers = await Promise.all(paths.map((path) => getJson(sim, path)));
    const post = await shape("post_v1");
    expect(answers.flatMap(({ json }) => shapeProblems(json, post))).toEqual([]);
  });
});

describe("what varies in the recordings varies here (docs/imgur.md §2.2)", () => {
  test.each([
    ["edited as text and as number", "edited", ["string", "number"]],
    ["mp4_size as text and as number", "mp4_size", ["string", "number", "undefined"]],
    ["account_id absent", "account_id", ["number", "object", "undefined"]],
    ["looping absent", "looping", ["boolean", "undefined"]],
  ])("%s", async (_what, field, kinds) => {
    const pages = Array.from({ length: 5 }, (_, page) => `/3/gallery/user/time/${page}`);
    const images = (await lists(pages)).filter((item) => !("images_count" in item));
    const seen = new Set(images.map((image) => typeof (image as Record<string, unknown>)[field]));
    expect([...seen].toSorted()).toEqual(kinds.toSorted() as never[]);
  });
});

describe("errors have the recorded shapes (docs/imgur.md §2.6)", () => {
  test.each([
    ["not found", "error_1_text", "", 404],
    ["over capacity, object", "error_2_object", "capacity:object", 429],
    ["over capacity, flat", "error_3_capacity", "capacity:flat", 403],
    ["over capacity, flat with 429", "error_3_capacity", "capacity:flat_429", 429],
    ["over capacity, gateway", "error_4_gateway", "capacity:gateway", 429],
    ["over capacity, application code", "error_1_text", "capacity:app_code", 403],
    ["blocked at the edge", "error_7_edge", "capacity:edge", 400],
    ["a text for data", "error_5_data", "odd_data", 500],
    ["false for data", "error_5_data", "odd_data:false", 500],
    ["null for data", "error_5_data", "odd_data:null", 500],
    ["success with an error inside", "error_10_success", "success_error", 200],
    ["429 of the gateway", "error_4_gateway", "throttle", 429],
    ["401", "error_1_text", "unauthorized", 401],
    ["403", "error_1_text", "forbidden", 403],
  ])("%s", async (_what, fixture, fault, status) => {
    await using broken = await startSim({ posts: 1, rules: fault ? [`api:${fault}`] : [] });
    const answer = await getJson(broken, "/3/album/nothere");
    expect(answer.status).toBe(status);
    expect(shapeProblems(answer.json, await shape(fixture))).toEqual([]);
  });

  test("the application code 1203 stands where a status should", async () => {
    await using broken = await startSim({ posts: 1, rules: ["capacity:app_code"] });
    expect((await getJson(broken, "/3/credits")).json.status).toBe(1203);
  });

  test("the six capacity shapes are six different bodies", async () => {
    const rules = SIX_CAPACITY_SHAPES.map((name) => `capacity:${name}`);
    const path = "/3/gallery/hot";
    await using broken = await startSim({
      posts: 1,
      faults: { [path]: rules },
    });
    const bodies: string[] = [];
    for (const _ of rules) bodies.push((await getJson(broken, path)).text);
    expect(new Set(bodies).size).toBe(6);
  });
});

test("shapeProblems() finds what is missing, too much and of the wrong kind", () => {
  const expected = { id: "string", size: "int|digits", "looping?": "bool" };
  expect(shapeProblems({ id: 1, extra: true }, expected)).toEqual([
    "$.extra should not be there",
    "$.id should be string: current value is 1",
    "$.size is missing",
  ]);
});
