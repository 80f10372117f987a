import { afterAll, describe, expect, test } from "bun:test";
import { startSim } from "../start_sim.ts";
import { getJson } from "../testing/get_json.ts";
import { plainAlbum, plainMedia, plainPost, smallWorld } from "../testing/small_world.ts";
import type { SimPost } from "../world/model.ts";
import { V3_ROUTES } from "./v3.ts";

const NOW = 1_700_000_000;
const DAY = 86_400;

function named(id: string, given: Partial<SimPost>): SimPost {
  const media = [plainMedia({ id })];
  return plainPost({
    id,
    media,
    coverId: id,
    datetime: NOW,
    accountUrl: "Jane",
    accountId: 7,
    ...given,
  });
}

const world = smallWorld([
  named("fresh", { score: 1, ups: 50, tags: ["cats"], title: "Fresh cat" }),
  named("loved", { score: 9, ups: 90, datetime: NOW - 3 * DAY, tags: ["Cats", "meme"] }),
  named("older", { score: 5, ups: 70, datetime: NOW - 40 * DAY, accountUrl: "Joe", accountId: 8 }),
  named("nasty", { score: 4, ups: 60, nsfw: true, datetime: NOW - 2 * DAY }),
  named("subby", { section: "Aww", inGallery: false, datetime: NOW - 5 * DAY }),
  plainAlbum("album", 5, {
    datetime: NOW - DAY,
    accountUrl: "Jane",
    accountId: 7,
    title: "Five dogs",
  }),
  plainAlbum("hidde", 2, {
    inGallery: false,
    privacy: "hidden",
    datetime: NOW - 6 * DAY,
    accountUrl: "Jane",
    accountId: 7,
  }),
]);
const sim = await startSim({ world });
afterAll(() => sim[Symbol.asyncDispose]());

async function ids(path: string): Promise<string[]> {
  const { json } = await getJson(sim, path);
  return (json.data.items ?? json.data).map(({ id }: { id: string }) => id);
}

describe("listings come in their order (docs/imgur.md §2.1)", () => {
  test.each([
    ["gallery", ["album", "loved", "older", "fresh"]],
    ["gallery/hot/time/0", ["fresh", "album", "loved", "older"]],
    ["gallery/hot/top/0", ["loved", "older", "fresh", "album"]],
    ["gallery/top/top/week/0", ["loved", "fresh", "album"]],
    ["gallery/top/top/day/0", ["fresh", "album"]],
    ["gallery/top/time/0", ["fresh", "album"]],
    ["gallery/user/rising/0", ["fresh", "loved", "album", "older"]],
    ["gallery/user/time/0?mature=true", ["fresh", "album", "nasty", "loved", "older"]],
    ["gallery/r/aww", ["subby"]],
    ["gallery/r/aww/top/day/0", []],
    ["gallery/r/nowhere/0", []],
    ["gallery/t/cats/time/0", ["fresh", "loved"]],
    ["gallery/t/nothing", []],
    ["account/jane/submissions/0", ["fresh", "album", "nasty", "loved"]],
    ["account/JANE/submissions/0/oldest", ["loved", "nasty", "album", "fresh"]],
    ["account/jane/submissions/0/best", ["loved", "nasty", "fresh", "album"]],
    ["account/jane/albums/0", ["album"]],
  ])("%s", async (path, expected) => {
    expect(await ids(`/3/${path}`)).toEqual(expected);
  });
});

describe("search (docs/imgur.md §2.1)", () => {
  test.each([
    ["q=cat", ["fresh", "loved", "nasty", "older"]],
    ["q=fresh+cat", ["fresh"]],
    ["q=fresh+OR+dogs", ["fresh", "album"]],
    ["q=cat+NOT+fresh", ["nasty", "loved", "older"]],
    ["q=tag:cats", ["fresh", "loved"]],
    ["q=user:+joe", ["older"]],
    ['q=title:"five dogs"', ["album"]],
    ["q=meme:cat", ["loved"]],
    ["q=album:dogs", ["album"]],
    ["q=ext:gif", []],
    ["q=subreddit:aww", []],
    ["q_all=fresh,cat", ["fresh"]],
    ["q_any=fresh+dogs", ["fresh", "album"]],
    ["q_exactly=five+dogs", ["album"]],
    ["q_not=cat", ["album"]],
    ["q_type=album", ["album"]],
    ["q_type=png&q=ignored", ["fresh", "album", "nasty", "loved", "older"]],
    ["q_type=anigif", []],
    ["q_size_px=small&q_any=dogs", ["album"]],
    ["q_size_px=huge", []],
  ])("%s", async (query, expected) => {
    expect((await ids(`/3/gallery/search/time/all/0?${query}`)).toSorted()).toEqual(
      expected.toSorted(),
    );
  });

  test("newest first by default, best first by top", async () => {
    expect(await ids("/3/gallery/search?q=cat")).toEqual(["fresh", "nasty", "loved", "older"]);
    expect(await ids("/3/gallery/search/top?q=cat")).toEqual(["loved", "older", "nasty", "fresh"]);
  });

  test("asks for something", async () => {
    expect((await getJson(sim, "/3/gallery/search")).status).toBe(400);
  });
});

describe("albums in listings (docs/imgur.md §2.4)", () => {
  test("show no images by default, and three with album_previews", async () => {
    const [bare, preview] = await Promise.all(
      ["", "?album_previews=1"].map((query) => getJson(sim, `/3/gallery/user/time/0${query}`)),
    );
    const album = (got: typeof bare) =>
      got?.json.data.find(({ id }: { id: string }) => id === "album");
    expect([album(bare).images, album(bare).images_count]).toEqual([undefined, 5]);
    expect(album(preview).images).toHaveLength(3);
  });
});

describe("ids that are there and ids that are not", () => {
  test.each([
    ["gallery/album", 200],
    ["gallery/album/album", 200],
    ["gallery/album/fresh", 404],
    ["gallery/image/fresh", 200],
    ["gallery/image/album", 404],
    ["gallery/r/aww/subby", 200],
    ["gallery/r/cats/subby", 404],
    ["gallery/hidde", 404],
    ["album/hidde", 200],
    ["album/fresh", 404],
    ["image/fresh", 200],
    ["image/nothere", 404],
    ["gallery/fresh/tags", 200],
    ["gallery/fresh/votes", 200],
    ["gallery/fresh/comments/best", 200],
    ["account/nobody", 404],
    ["account/jane/favorites", 401],
    ["account/jane/images", 401],
    ["gallery/random/random/0", 404],
    ["album/album.json", 200],
    ["feed", 404],
  ])("%s: %d", async (path, status) => {
    expect((await getJson(sim, `/3/${path}`)).status).toBe(status);
  });
});

test.each(V3_ROUTES.map((route) => [route.example, route] as const))(
  "V3_ROUTES: %s is read by its own route first",
  (example, route) => {
    expect(V3_ROUTES.find(({ pattern }) => pattern.test(example))).toBe(route);
  },
);

test("an answer has an ETag, and 304 for it costs a credit all the same (docs/imgur.md §1)", async () => {
  sim.resetStats();
  const first = await getJson(sim, "/3/album/album");
  const second = await getJson(sim, "/3/album/album", {
    "If-None-Match": first.headers.get("etag") ?? "",
  });
  expect([second.status, second.text]).toEqual([304, ""]);
  expect(second.headers.get("x-ratelimit-userremaining")).toBe("498");
});
