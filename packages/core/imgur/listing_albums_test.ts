import { describe, expect, test } from "bun:test";
import { openFakeRoutes } from "../testing/fake_imgur.ts";
import {
  AWW,
  AWW_PAGE,
  album,
  answer,
  id,
  image,
  images,
  listAll,
  v1Album,
} from "../testing/listing_rig.ts";

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
