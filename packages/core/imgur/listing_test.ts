import { describe, expect, test } from "bun:test";
import type { AcaciaError } from "../errors.ts";
import {
  FakeGate,
  type FakeImgur,
  openFakeImgur,
  openFakeRoutes,
  SleeplessClock,
} from "../testing/fake_imgur.ts";
import { makeImgurClient } from "./client.ts";
import { type ListingMessage, type ListPostsOptions, listPosts } from "./listing.ts";
import type { Post } from "./model.ts";
import type { ListingSource } from "./sources.ts";

const AWW: ListingSource = { kind: "subreddit", name: "aww" };
const AWW_PAGE = (number: number) => `/3/gallery/r/aww/time/week/${number}`;

interface SetUp extends Partial<Omit<ListPostsOptions, "client">> {
  readonly clientId?: string | null;
}

function open(imgur: FakeImgur, source: ListingSource, setUp: SetUp = {}) {
  const { clientId = "abc", ...options } = setUp;
  const clock = new SleeplessClock();
  const client = makeImgurClient({
    bases: imgur.bases,
    clientId: clientId ?? undefined,
    gate: new FakeGate(clock, 1_000),
    clock,
    retries: 1,
  });
  const { signal } = new AbortController();
  return listPosts(source, { client, signal, ...options });
}

/** Everything that a listing tells, and the error that ended it. */
async function listAll(imgur: FakeImgur, source: ListingSource, setUp: SetUp = {}) {
  const messages: ListingMessage[] = [];
  let failure: unknown;
  try {
    for await (const message of open(imgur, source, setUp)) messages.push(message);
  } catch (error) {
    failure = error;
  }
  return {
    messages,
    ids: messages.flatMap((message) => (message.type === "post" ? [message.post.id] : [])),
    posts: messages.flatMap((message) => (message.type === "post" ? [message.post] : [])),
    notices: messages.filter((message) => message.type === "notice"),
    failure: failure as AcaciaError | undefined,
  };
}

function id(number: number): string {
  return `aBc${String(number).padStart(4, "0")}`;
}

function image(number: number, more: Record<string, unknown> = {}) {
  return { id: id(number), type: "image/jpeg", is_album: false, ...more };
}

function images(from: number, count: number) {
  return Array.from({ length: count }, (_, i) => image(from + i));
}

function album(number: number, more: Record<string, unknown>) {
  return { id: id(number), title: `Album ${number}`, is_album: true, ...more };
}

function answer(data: unknown) {
  return { data, success: true, status: 200 };
}

function v1Album(number: number, count: number, said = count) {
  const media = Array.from({ length: count }, (_, i) => ({
    id: id(number + 1 + i),
    mime_type: "image/png",
    ext: "png",
  }));
  return { id: id(number), is_album: true, image_count: said, media };
}

/** A subreddit whose pages are these; empty after the last. */
function pages(...lists: readonly (readonly unknown[])[]) {
  return openFakeImgur(({ path }) => {
    const number = Number(/^\/3\/gallery\/r\/aww\/time\/week\/(\d+)$/.exec(path)?.[1] ?? -1);
    return number < 0 ? undefined : Response.json(answer(lists[number] ?? []));
  });
}

/** What comes in place of JSON at times, docs/imgur.md §2.6 #8. */
function notFoundPage(): Response {
  const html = "<!doctype html><title>imgur: the simple 404 page</title>";
  return new Response(html, { status: 404, headers: { "content-type": "text/html" } });
}

describe("listPosts() pages", () => {
  test("reads on until a page is empty", async () => {
    await using imgur = pages(images(0, 3), images(3, 2));
    const { ids, messages } = await listAll(imgur, AWW);
    expect(ids).toEqual([0, 1, 2, 3, 4].map(id));
    expect(messages.filter((message) => message.type === "page").map((page) => page.items)).toEqual(
      [3, 2, 0],
    );
  });

  test("lists a post once that moved to the next page meanwhile", async () => {
    await using imgur = pages(images(0, 3), images(2, 3), images(4, 3));
    expect((await listAll(imgur, AWW)).ids).toEqual([0, 1, 2, 3, 4, 5, 6].map(id));
  });

  test("stops at a page that adds nothing new", async () => {
    await using imgur = openFakeImgur(() => Response.json(answer(images(0, 3))));
    expect((await listAll(imgur, AWW)).ids).toEqual([0, 1, 2].map(id));
    expect(imgur.paths).toEqual([AWW_PAGE(0), AWW_PAGE(1)]);
  });

  test("never takes a 404 for the end: that is an empty page", async () => {
    await using imgur = openFakeRoutes({ [AWW_PAGE(0)]: answer(images(0, 2)) });
    const { ids, failure } = await listAll(imgur, AWW);
    expect([ids.length, failure?.code]).toEqual([2, "wire"]);
    expect(failure?.message).toMatch(
      /page 1 of .* Imgur says ".+", where the end is an empty page/,
    );
  });

  test("tries again where a web page says 404, and goes on", async () => {
    let asked = 0;
    await using imgur = openFakeRoutes({
      [AWW_PAGE(0)]: answer(images(0, 2)),
      [AWW_PAGE(1)]: () => (asked++ === 0 ? notFoundPage() : answer(images(2, 2))),
      [AWW_PAGE(2)]: answer([]),
    });
    expect((await listAll(imgur, AWW)).ids).toEqual([0, 1, 2, 3].map(id));
  });

  test("never takes a web page that says 404 for the end", async () => {
    await using imgur = openFakeRoutes({
      [AWW_PAGE(0)]: answer(images(0, 2)),
      [AWW_PAGE(1)]: notFoundPage,
    });
    const { ids, failure } = await listAll(imgur, AWW);
    expect([ids.length, failure?.code]).toEqual([2, "network"]);
  });

  test("says that a name is unknown", async () => {
    await using imgur = openFakeRoutes({});
    expect((await listAll(imgur, AWW)).failure?.code).toBe("not_found");
  });

  test("asks for a page only when it is wanted", async () => {
    await using imgur = pages(images(0, 3), images(3, 3), images(6, 3));
    const listing = open(imgur, AWW);
    for (let pulled = 0; pulled < 4; pulled++) await listing.next();
    expect(imgur.paths).toEqual([AWW_PAGE(0)]);
  });

  test("asks for nothing more once the limit is reached", async () => {
    await using imgur = pages(images(0, 3), images(3, 3), images(6, 3));
    const { ids } = await listAll(imgur, AWW, { limit: 4 });
    expect([ids.length, imgur.paths.length]).toEqual([4, 2]);
  });

  test("asks for nothing when the limit is 0", async () => {
    await using imgur = pages(images(0, 3));
    await listAll(imgur, AWW, { limit: 0 });
    expect(imgur.paths).toEqual([]);
  });

  test("counts media, not posts, towards the limit", async () => {
    const three = album(0, { images_count: 3, images: images(1, 3) });
    await using imgur = pages([three, image(9)]);
    expect((await listAll(imgur, AWW, { limit: 2 })).ids).toEqual([id(0)]);
  });

  test("knows the subreddit where the posts do not say", async () => {
    await using imgur = pages([image(0), image(1, { section: "Giraffes" })]);
    const { posts } = await listAll(imgur, AWW);
    expect(posts.map((post) => post.subreddit)).toEqual(["aww", "Giraffes"]);
  });

  test("tells entries that cannot be read", async () => {
    await using imgur = pages([image(0), { id: null }, { id: "x" }]);
    expect((await listAll(imgur, AWW)).notices).toMatchObject([
      {
        level: "error",
        message: expect.stringContaining("Cannot read 2 of the entries on page 0"),
      },
    ]);
  });

  test("reads a tag's pages, and how many posts it says to have", async () => {
    await using imgur = openFakeRoutes({
      "/3/gallery/t/cats/viral/week/0": answer({ items: images(0, 2), total_items: 812 }),
      "/3/gallery/t/cats/viral/week/1": answer({ items: [], total_items: 812 }),
    });
    const { messages, ids } = await listAll(imgur, { kind: "tag", name: "cats" });
    expect([messages[0], ids.length]).toEqual([
      { type: "page", page: 0, items: 2, announced: 812 },
      2,
    ]);
  });

  test("delivers what it listed before an error ends it", async () => {
    await using imgur = openFakeImgur(({ path }) =>
      path === AWW_PAGE(0)
        ? Response.json(answer(images(0, 2)))
        : Response.json({ data: { error: "over capacity" } }, { status: 403 }),
    );
    const { ids, failure } = await listAll(imgur, AWW);
    expect([ids.length, failure?.code]).toEqual([2, "capacity"]);
  });

  test("needs a Client-ID", async () => {
    await using imgur = pages(images(0, 3));
    const { failure } = await listAll(imgur, AWW, { clientId: null });
    expect([failure?.code, failure?.message, imgur.paths.length]).toEqual([
      "client_id.missing",
      "Cannot read r/aww: it needs a Client-ID",
      0,
    ]);
  });

  test("stops with the signal's reason", async () => {
    await using imgur = pages(images(0, 3));
    const { failure } = await listAll(imgur, AWW, { signal: AbortSignal.abort("enough") });
    expect(failure as unknown).toBe("enough");
  });
});

/** Page 0 shows this album; the look-ups are these. */
function albumPage(listed: unknown, lookUps: Readonly<Record<string, unknown>>) {
  return openFakeRoutes({
    [AWW_PAGE(0)]: answer([listed, image(900)]),
    [AWW_PAGE(1)]: answer([]),
    ...lookUps,
  });
}

describe("listPosts() albums that a page shows in part", () => {
  const short = album(0, { images_count: 5, images: images(1, 2), score: 77 });
  const v1Path = `/post/v1/albums/${id(0)}`;
  const v3Path = `/3/album/${id(0)}`;
  const keylessPath = `/site/ajaxalbums/getimages/${id(0)}/hit.json`;

  test("takes an album that is whole as it is", async () => {
    await using imgur = albumPage(album(0, { images_count: 2, images: images(1, 2) }), {});
    await listAll(imgur, AWW);
    expect(imgur.paths).toEqual([AWW_PAGE(0), AWW_PAGE(1)]);
  });

  test("completes it by post/v1, and keeps what only the page told", async () => {
    await using imgur = albumPage(short, { [v1Path]: v1Album(0, 5) });
    const [post] = (await listAll(imgur, AWW)).posts;
    expect(post).toMatchObject({ mediaCount: 5, score: 77, title: "Album 0", subreddit: "aww" });
    expect(post?.media).toHaveLength(5);
  });

  test("completes an album that the page shows without any images", async () => {
    await using imgur = albumPage(album(0, { images_count: 3 }), { [v1Path]: v1Album(0, 3) });
    expect((await listAll(imgur, AWW)).posts[0]?.media).toHaveLength(3);
  });

  test("falls back on /3/ when post/v1 does not know it", async () => {
    const whole = album(0, { images_count: 5, images: images(1, 5) });
    await using imgur = albumPage(short, { [v3Path]: answer(whole) });
    expect((await listAll(imgur, AWW)).posts[0]?.media).toHaveLength(5);
  });

  test("falls back on /3/ when post/v1 answers something else", async () => {
    const whole = album(0, { images_count: 5, images: images(1, 5) });
    await using imgur = albumPage(short, { [v1Path]: ["?"], [v3Path]: answer(whole) });
    const { posts, notices } = await listAll(imgur, AWW);
    expect([posts[0]?.media.length, notices.length]).toEqual([5, 0]);
  });

  test("shows an album that stays short", async () => {
    await using imgur = albumPage(short, { [v1Path]: v1Album(0, 4, 5) });
    const [post] = (await listAll(imgur, AWW)).posts;
    expect([post?.mediaCount, post?.media.length]).toEqual([5, 4]);
  });

  test("tries the keyless endpoint before an API over capacity ends the listing", async () => {
    const capacity = () =>
      Response.json({ data: { error: "Imgur is over capacity" } }, { status: 403 });
    const hashes = images(1, 4).map((entry) => ({ hash: entry.id, ext: ".jpg" }));
    await using imgur = albumPage(short, {
      [v1Path]: capacity,
      [keylessPath]: answer({ count: 4, images: hashes }),
    });
    const { posts, failure } = await listAll(imgur, AWW);
    expect([posts[0]?.media.length, failure?.code]).toEqual([4, "capacity"]);
  });
});

describe("listPosts() look-ups", () => {
  const imageId = id(1);
  const albumId = id(0);

  test("reads an image by post/v1 first", async () => {
    await using imgur = openFakeRoutes({
      [`/post/v1/media/${imageId}`]: { ...v1Album(0, 1), id: imageId, is_album: false },
    });
    const { ids } = await listAll(imgur, { kind: "image", id: imageId });
    expect([ids, imgur.paths]).toEqual([[imageId], [`/post/v1/media/${imageId}`]]);
  });

  test("finds an album under an image's address", async () => {
    const whole = album(1, { images_count: 2, images: images(2, 2) });
    await using imgur = openFakeRoutes({ [`/3/album/${imageId}`]: answer(whole) });
    const [post] = (await listAll(imgur, { kind: "image", id: imageId })).posts;
    expect([post?.kind, post?.media.length]).toEqual(["album", 2]);
  });

  test("finds an image under an album's address", async () => {
    await using imgur = openFakeRoutes({ [`/3/image/${imageId}`]: answer({ ...image(1) }) });
    const [post] = (await listAll(imgur, { kind: "album", id: imageId })).posts;
    expect(post?.kind).toBe("image");
  });

  test.each([
    ["post/v1's posts", `/post/v1/posts/${albumId}`, v1Album(0, 2)],
    [
      "the gallery of /3/",
      `/3/gallery/${albumId}`,
      answer(album(0, { images_count: 2, images: images(1, 2) })),
    ],
    [
      "the albums of /3/, once it left the gallery",
      `/3/album/${albumId}`,
      answer(album(0, { images_count: 2, images: images(1, 2) })),
    ],
  ])("finds a gallery album by %s", async (_where, path, body) => {
    await using imgur = openFakeRoutes({ [path]: body });
    const [post] = (await listAll(imgur, { kind: "gallery", id: albumId })).posts;
    expect([post?.kind, post?.media.length]).toEqual(["album", 2]);
  });

  test("completes a gallery album whose post came in part", async () => {
    await using imgur = openFakeRoutes({
      [`/post/v1/posts/${albumId}`]: v1Album(0, 1, 3),
      [`/post/v1/albums/${albumId}`]: v1Album(0, 3),
    });
    const [post] = (await listAll(imgur, { kind: "tag_post", name: "x", id: albumId })).posts;
    expect([post?.media.length, imgur.paths.length]).toEqual([3, 2]);
  });

  test("finds a gallery post that is a single image", async () => {
    await using imgur = openFakeRoutes({ [`/3/gallery/${imageId}`]: answer(image(1)) });
    const [post] = (await listAll(imgur, { kind: "gallery", id: imageId })).posts;
    expect([post?.kind, post?.media.length]).toEqual(["image", 1]);
  });

  test("looks a subreddit's post up there", async () => {
    await using imgur = openFakeRoutes({ [`/3/gallery/r/aww/${imageId}`]: answer(image(1)) });
    const source = { kind: "subreddit_post", name: "aww", id: imageId } as const;
    expect((await listAll(imgur, source)).posts[0]?.subreddit).toBe("aww");
  });

  test("reads a list in its order, each id once", async () => {
    await using imgur = openFakeImgur(({ path }) => {
      const found = /^\/post\/v1\/media\/(\w+)$/.exec(path)?.[1];
      return found ? Response.json({ id: found, mime_type: "image/png" }) : undefined;
    });
    const ids = [3, 1, 2, 1].map(id);
    expect((await listAll(imgur, { kind: "list", ids })).ids).toEqual([3, 1, 2].map(id));
  });

  test("leaves an id that the API does not know to the CDN", async () => {
    await using imgur = openFakeRoutes({});
    const { messages } = await listAll(imgur, { kind: "file", id: imageId, ext: "gif" });
    expect(messages).toMatchObject([
      { type: "post", guess: "unknown", post: { mediaCount: 1, media: [{ ext: "gif" }] } },
    ]);
  });

  test("leaves an id to the CDN when the API cannot be asked, and says so", async () => {
    await using imgur = openFakeImgur(() =>
      Response.json({ data: { error: "no" } }, { status: 401 }),
    );
    const { messages } = await listAll(imgur, { kind: "image", id: imageId });
    expect(messages).toMatchObject([
      { type: "notice", level: "warning" },
      { type: "post", guess: "unasked" },
    ]);
    expect(imgur.paths).toEqual([`/post/v1/media/${imageId}`, `/3/image/${imageId}`]);
  });

  test("waits for nothing when the CDN can be asked instead, and tells it once", async () => {
    await using imgur = openFakeImgur(() =>
      Response.json({ data: { error: "Imgur is over capacity" } }, { status: 403 }),
    );
    const list = { kind: "list", ids: [1, 2, 3].map(id) } as const;
    const { ids, notices } = await listAll(imgur, list);
    expect([ids.length, notices.length, imgur.paths.length]).toEqual([3, 1, 1]);
  });

  test("goes on past one album that Imgur does not show to this Client-ID", async () => {
    const forbidden = () => Response.json({ data: { error: "Unauthorized" } }, { status: 403 });
    await using imgur = openFakeRoutes({
      [AWW_PAGE(0)]: answer([album(0, { images_count: 5, images: images(1, 2) }), image(9)]),
      [AWW_PAGE(1)]: answer([]),
      [`/post/v1/albums/${albumId}`]: forbidden,
      [`/3/album/${albumId}`]: forbidden,
    });
    const { ids, failure } = await listAll(imgur, AWW);
    expect([ids, failure]).toEqual([[id(0), id(9)], undefined]);
  });

  test("does not guess that an album is a picture", async () => {
    await using imgur = openFakeRoutes({});
    const { ids, failure } = await listAll(imgur, { kind: "album", id: albumId });
    expect([ids, failure?.code]).toEqual([[], "not_found"]);
  });

  test("does not guess what a gallery post is while the API cannot be asked", async () => {
    await using imgur = openFakeImgur(({ path }) =>
      path.startsWith("/site/")
        ? Response.json(answer([]))
        : Response.json({ data: { error: "no" } }, { status: 401 }),
    );
    const { ids, failure } = await listAll(imgur, { kind: "gallery", id: albumId });
    expect([ids, failure?.code]).toEqual([[], "client_id.refused"]);
  });

  test("reads an album by the keyless endpoint when the API is over capacity", async () => {
    await using imgur = openFakeImgur(({ path }) =>
      path.startsWith("/site/")
        ? Response.json(answer({ count: 1, images: [{ hash: imageId, ext: ".png" }] }))
        : Response.json({ data: { error: "Imgur is over capacity" } }, { status: 429 }),
    );
    const { posts, failure } = await listAll(imgur, { kind: "album", id: albumId });
    expect([posts[0]?.media[0]?.id, failure]).toEqual([imageId, undefined]);
  });
});

describe("listPosts() without a Client-ID", () => {
  const withoutId = { clientId: null };

  test.each([
    [{ kind: "image", id: id(1) } as const, 1],
    [{ kind: "file", id: id(1), ext: "mp4" } as const, 1],
    [{ kind: "list", ids: [id(1), id(2)] } as const, 2],
  ])("leaves %j to the CDN without asking anything", async (source, count) => {
    await using imgur = openFakeRoutes({});
    const { messages } = await listAll(imgur, source, withoutId);
    expect(messages.map((message) => message.type === "post" && message.guess)).toEqual(
      Array.from({ length: count }, () => "no_client_id"),
    );
    expect(imgur.paths).toEqual([]);
  });

  test.each(["album", "gallery"] as const)("reads an %s by the keyless endpoint", async (kind) => {
    const path = `/site/ajaxalbums/getimages/${id(0)}/hit.json`;
    await using imgur = openFakeRoutes({
      [path]: answer({ count: 1, images: [{ hash: id(1), ext: ".png" }] }),
    });
    const { posts } = await listAll(imgur, { kind, id: id(0) }, withoutId);
    expect([posts[0]?.media[0]?.ext, imgur.paths]).toEqual(["png", [path]]);
  });

  test("takes a gallery post for a picture when it is no public album", async () => {
    await using imgur = openFakeImgur(() => Response.json(answer([])));
    const { messages } = await listAll(imgur, { kind: "gallery", id: id(0) }, withoutId);
    expect(messages).toMatchObject([{ type: "post", guess: "no_client_id" }]);
  });

  test("says what to do about an album that it cannot see", async () => {
    await using imgur = openFakeImgur(() => Response.json(answer([])));
    const { failure } = await listAll(imgur, { kind: "album", id: id(0) }, withoutId);
    expect([failure?.code, failure?.hint]).toEqual([
      "not_found",
      "Check the address, or set IMGUR_CLIENT_ID",
    ]);
  });
});

describe("listPosts() random", () => {
  const RANDOM: ListingSource = { kind: "section", name: "random" };

  /** A front page of so many pages of 60. */
  function frontPage(count: number) {
    return openFakeImgur(({ path }) => {
      const number = Number(/\/(\d+)$/.exec(path)?.[1]);
      return Response.json(answer(number < count ? images(number * 60, 60) : []));
    });
  }

  async function draw(count: number, setUp: SetUp = {}): Promise<Post[]> {
    await using imgur = frontPage(count);
    return (await listAll(imgur, RANDOM, setUp)).posts;
  }

  test("draws as many as a page holds, from several pages, none twice", async () => {
    const drawn = (await draw(50)).map((post) => post.id);
    const pagesDrawn = new Set(drawn.map((one) => Math.floor(Number(one.slice(3)) / 60)));
    expect([drawn.length, new Set(drawn).size, pagesDrawn.size]).toEqual([60, 60, 4]);
  });

  test("draws the same with the same seed", async () => {
    const ids = (posts: Post[]) => posts.map((post) => post.id);
    expect(ids(await draw(50))).toEqual(ids(await draw(50)));
  });

  test("takes an endless limit for none", async () => {
    expect(await draw(50, { limit: Number.POSITIVE_INFINITY })).toHaveLength(60);
  });

  test("draws everything there is when there is less", async () => {
    expect(await draw(2, { limit: 500 })).toHaveLength(120);
  });

  test("draws up to the limit", async () => {
    expect(await draw(50, { limit: 7 })).toHaveLength(7);
  });

  test("ends when there is nothing", async () => {
    expect(await draw(0)).toEqual([]);
  });
});
