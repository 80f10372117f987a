import { describe, expect, test } from "bun:test";
import { openFakeImgur, openFakeRoutes } from "../testing/fake_imgur.ts";
import {
  AWW,
  AWW_PAGE,
  album,
  answer,
  id,
  image,
  images,
  listAll,
  openListing,
  pages,
  type SetUp,
} from "../testing/listing_rig.ts";
import type { Post } from "./model.ts";
import type { ListingSource } from "./sources.ts";

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
    const listing = openListing(imgur, AWW);
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
