import { afterAll, describe, expect, test } from "bun:test";
import { startSim } from "../start_sim.ts";
import { getJson } from "../testing/get_json.ts";
import { plainAlbum, plainMedia, plainPost, smallWorld } from "../testing/small_world.ts";
import { V1_ROUTES } from "./post_v1.ts";

const posts = Array.from({ length: 61 }, (_, i) =>
  plainPost({ id: `p${String(i).padStart(4, "0")}`, tags: ["cats"], datetime: 1_700_000_000 - i }),
);
const comment = {
  id: 1,
  author: "joe",
  comment: "nice",
  datetime: 1_700_000_000,
  ups: 3,
  downs: 1,
};
const world = smallWorld(
  [
    ...posts,
    plainAlbum("album", 3, { accountUrl: "Jane", accountId: 7, inGallery: false }),
    plainPost({ id: "empty", isAlbum: true, media: [], coverId: null, inGallery: false }),
    plainPost({
      id: "photo",
      media: [plainMedia({ id: "photo", mime: "image/jpeg", ext: "jpg" })],
      inGallery: false,
    }),
  ],
  {
    album: [
      { ...comment, children: [{ ...comment, id: 2, children: [] }] },
      { ...comment, id: 3, ups: 9, children: [] },
    ],
  },
);
const sim = await startSim({ world });
afterAll(() => sim[Symbol.asyncDispose]());

describe("post/v1 (docs/imgur.md §1)", () => {
  test("has a type that does not end in json and no envelope", async () => {
    const { headers, json } = await getJson(sim, "/post/v1/albums/album?include=media");
    expect(headers.get("content-type")).toBe("application/vnd.imgur.v1+json");
    expect([json.id, json.is_album, json.media.length]).toEqual(["album", true, 3]);
  });

  test("the media key is missing for an empty album", async () => {
    const { json } = await getJson(sim, "/post/v1/albums/empty?include=media");
    expect([json.image_count, "media" in json]).toEqual([0, false]);
  });

  test("ext is jpeg where v3 says jpg", async () => {
    const { json } = await getJson(sim, "/post/v1/media/photo?include=media");
    expect([json.media[0].ext, json.media[0].url]).toEqual([
      "jpeg",
      "https://i.imgur.com/photo.jpeg",
    ]);
  });

  test("an image inside an album is a post of its own", async () => {
    const { json } = await getJson(sim, "/post/v1/media/alb0001?include=media");
    expect([json.id, json.is_album, json.image_count]).toEqual(["alb0001", false, 1]);
  });

  test("the front page is an array, and its pages count from 1", async () => {
    const sizes = await Promise.all(
      [1, 2, 3].map(
        async (page) => (await getJson(sim, `/post/v1/posts?sort=-time&page=${page}`)).json.length,
      ),
    );
    expect(sizes).toEqual([60, 1, 0]);
  });

  test("a tag page is an object, and 404 past its end", async () => {
    const [first, past] = await Promise.all(
      [1, 3].map((page) => getJson(sim, `/post/v1/posts/t/cats?page=${page}`)),
    );
    expect([first?.json.posts.length, past?.status]).toEqual([60, 404]);
    expect(past?.json.errors[0].code).toBe("404");
  });

  test.each([
    ["post/v1/albums/nothere", 404],
    ["post/v1/albums/photo", 404],
    ["post/v1/posts/p0001/meta", 200],
    ["post/v1/posts/album", 404],
    ["post/v1/nothing", 404],
    ["account/v1/accounts/jane", 200],
    ["account/v1/accounts/nobody", 404],
    ["comment/v1/comments?filter[post]=eq:nothere", 404],
  ])("%s: %d", async (path, status) => {
    expect((await getJson(sim, `/${path}`)).status).toBe(status);
  });

  test("comments come best first, with their replies, per_page at a time", async () => {
    const { json } = await getJson(
      sim,
      "/comment/v1/comments?filter[post]=eq:album&sort=best&per_page=1",
    );
    expect(json.data.map(({ id }: { id: number }) => id)).toEqual([3]);
    const all = await getJson(sim, "/comment/v1/comments?filter[post]=eq:album");
    expect(all.json.data[1].comments[0].id).toBe(2);
  });
});

test.each(V1_ROUTES.map((route) => [route.example, route] as const))(
  "V1_ROUTES: %s is read by its own route first",
  (example, route) => {
    expect(V1_ROUTES.find(({ pattern }) => pattern.test(example))).toBe(route);
  },
);
