import { describe, expect, test } from "bun:test";
import { AcaciaError } from "../errors.ts";
import { readV3Page, readV3Post } from "./wire_v3.ts";

/** A gallery image as recorded (docs/imgur.md §2.2, §2.4). */
const IMAGE = {
  id: "aBc12De",
  title: "A giraffe",
  description: null,
  datetime: 1_496_449_847,
  type: "image/jpeg",
  animated: false,
  width: 1920,
  height: 1080,
  size: 210_000,
  views: 12_345,
  bandwidth: 2_592_450_000_000,
  vote: null,
  favorite: false,
  nsfw: false,
  section: "aww",
  account_url: "leaf_eater",
  account_id: 42,
  tags: [{ name: "Giraffes", display_name: "giraffes" }],
  edited: "0",
  link: "https://i.imgur.com/aBc12De.jpg",
  comment_count: 3,
  favorite_count: 4,
  ups: 10,
  downs: 2,
  points: 8,
  score: 900,
  is_album: false,
};

/** An image inside an album: everything of its owner is null. */
function inner(id: string, more: Record<string, unknown> = {}) {
  return {
    id,
    title: null,
    account_url: null,
    datetime: 1_496_449_800,
    type: "image/png",
    ...more,
  };
}

const ALBUM = {
  id: "aLb12",
  title: "Giraffes",
  datetime: 1_496_449_847,
  cover: "aBc12De",
  account_url: "leaf_eater",
  privacy: "hidden",
  images_count: 2,
  is_album: true,
  images: [inner("aBc12De"), inner("fGh34Ij")],
};

function answer(data: unknown) {
  return { data, success: true, status: 200 };
}

describe("readV3Post()", () => {
  test("reads a gallery image", () => {
    expect(readV3Post(answer(IMAGE))).toMatchObject({
      id: "aBc12De",
      kind: "image",
      author: "leaf_eater",
      subreddit: "aww",
      postedAt: 1_496_449_847_000,
      views: 12_345,
      points: 8,
      score: 900,
      commentCount: 3,
      nsfw: false,
      tags: ["giraffes"],
      mediaCount: 1,
      address: "https://imgur.com/aBc12De",
    });
  });

  test("gives an image's facts to its media", () => {
    expect(readV3Post(answer(IMAGE)).media).toEqual([
      {
        id: "aBc12De",
        kind: "photo",
        ext: "jpg",
        hasMp4: false,
        hasSound: false,
        width: 1920,
        height: 1080,
        sizeBytes: 210_000,
        durationMs: null,
        title: "A giraffe",
        description: null,
        name: null,
        postedAt: 1_496_449_847_000,
        link: "https://i.imgur.com/aBc12De.jpg",
      },
    ]);
  });

  test("reads an album with its images in order", () => {
    const post = readV3Post(answer(ALBUM));
    expect([post.kind, post.address, post.mediaCount]).toEqual([
      "album",
      "https://imgur.com/a/aLb12",
      2,
    ]);
    expect(post.media.map((media) => media.id)).toEqual(["aBc12De", "fGh34Ij"]);
  });

  test("takes images_count for the sign of an album where is_album is absent", () => {
    const { is_album, ...plain } = ALBUM;
    expect(readV3Post(answer(plain)).kind).toBe("album");
  });

  test("shows an album that delivers less than it says", () => {
    const post = readV3Post(answer({ ...ALBUM, images_count: 60 }));
    expect([post.mediaCount, post.media.length]).toEqual([60, 2]);
  });

  test("knows the size of an album that a listing shows without images", () => {
    const { images, ...listed } = { ...ALBUM, images_count: 7 };
    const post = readV3Post(answer(listed));
    expect([post.mediaCount, post.media.length]).toEqual([7, 0]);
  });

  test("takes an album that tells neither count nor images for one shown in part", () => {
    const { images, images_count, ...bare } = ALBUM;
    const post = readV3Post(answer(bare));
    expect([post.mediaCount, post.media.length]).toEqual([1, 0]);
  });

  test("reads an empty album", () => {
    const post = readV3Post(answer({ ...ALBUM, cover: null, images_count: 0, images: [] }));
    expect([post.mediaCount, post.media.length]).toEqual([0, 0]);
  });

  test("counts an image that comes twice once", () => {
    const twice = [inner("aBc12De"), inner("aBc12De"), inner("fGh34Ij")];
    const post = readV3Post(answer({ ...ALBUM, images_count: 3, images: twice }));
    expect([post.mediaCount, post.media.length]).toEqual([2, 2]);
  });

  test("dates an image inside an album by the album where it has no date", () => {
    const undated = { ...ALBUM, images_count: 1, images: [inner("aBc12De", { datetime: null })] };
    expect(readV3Post(answer(undated)).media[0]?.postedAt).toBe(1_496_449_847_000);
  });

  test("leaves an image of an album without a readable id out, and the album short", () => {
    const odd = { ...ALBUM, images: [inner("aBc12De"), inner("../../etc")] };
    const post = readV3Post(answer(odd));
    expect([post.mediaCount, post.media.length]).toEqual([2, 1]);
  });

  test.each([
    ["numeric texts", { width: "640", mp4_size: "900", score: "-3" }, { score: -3 }],
    [
      "a favourite stripped of its facts",
      { score: null, nsfw: null, section: null },
      { nsfw: null },
    ],
    ["an empty section", { section: "" }, { subreddit: null }],
    ["an empty title", { title: "  " }, { title: null }],
    ["edited as a number", { edited: 0 }, { id: "aBc12De" }],
    ["tags that are none", { tags: "cats" }, { tags: [] }],
    ["a nsfw of 1", { nsfw: 1 }, { nsfw: true }],
    ["a date of 0", { datetime: 0 }, { postedAt: null }],
    ["a negative count", { views: -1 }, { views: null }],
  ])("reads %s", (_variation, change, expected) => {
    expect(readV3Post(answer({ ...IMAGE, ...change }))).toMatchObject(expected);
  });

  test("reads an image of which only the id is there", () => {
    expect(readV3Post(answer({ id: "aBc12" }))).toMatchObject({ title: null, mediaCount: 1 });
  });

  test.each([
    [
      "a GIF with its mp4",
      { type: "image/gif", animated: true, mp4_size: "12" },
      "gif",
      "gif",
      true,
    ],
    [
      "a GIF whose mp4 is not made yet",
      { type: "image/gif", animated: true, mp4_size: 0 },
      "gif",
      "gif",
      false,
    ],
    ["a GIF that does not move", { type: "image/gif", animated: false }, "gif", "gif", false],
    ["a video", { type: "video/mp4", animated: true }, "video", "mp4", false],
    ["a video of another type", { type: "video/quicktime" }, "video", "mp4", false],
    [
      "a type that only the link tells",
      { type: null, link: "http://i.imgur.com/x.JPEG?1" },
      "photo",
      "jpg",
      false,
    ],
    [
      "a link to a gifv page",
      { type: null, link: "http://i.imgur.com/x.gifv", animated: true },
      "gif",
      "gif",
      true,
    ],
    ["nothing to go by", { type: null, link: null }, "photo", "jpg", false],
  ])("tells the type of %s", (_what, change, kind, ext, hasMp4) => {
    const media = readV3Post(answer({ ...IMAGE, ...change })).media[0];
    expect([media?.kind, media?.ext, media?.hasMp4]).toEqual([kind, ext, hasMp4]);
  });

  test("keeps the answer without any deletehash", () => {
    const own = { ...ALBUM, deletehash: "x", images: [inner("aBc12De", { deletehash: "y" })] };
    const raw = JSON.stringify(readV3Post(answer(own)).raw);
    expect([raw.includes("deletehash"), raw.includes("hidden")]).toEqual([false, true]);
  });

  test.each([
    ["an id of another shape", { ...IMAGE, id: "a/b" }],
    ["no id", { title: "x" }],
    ["a text", "An error occurred"],
    ["a list", []],
    ["nothing", null],
  ])("refuses %s", (_what, data) => {
    expect(() => readV3Post(answer(data))).toThrow(AcaciaError);
  });
});

describe("readV3Page()", () => {
  test("reads the list in the envelope", () => {
    expect(readV3Page(answer([IMAGE, ALBUM])).posts.map((post) => post.id)).toEqual([
      "aBc12De",
      "aLb12",
    ]);
  });

  test("reads a tag's items and how many there are", () => {
    const page = readV3Page(answer({ name: "cats", total_items: "812", items: [IMAGE] }));
    expect([page.posts.length, page.total]).toEqual([1, 812]);
  });

  test("reads a bare list", () => {
    expect(readV3Page([IMAGE]).posts).toHaveLength(1);
  });

  test("takes an absent list for the end", () => {
    expect(readV3Page(answer(null))).toEqual({ posts: [], unreadable: 0, total: null });
  });

  test("loses an entry that cannot be read, not the page", () => {
    const page = readV3Page(answer([IMAGE, { id: 7 }, null, ALBUM]));
    expect([page.posts.length, page.unreadable]).toEqual([2, 2]);
  });

  test("refuses an answer without a list", () => {
    expect(() => readV3Page(answer("soon"))).toThrow("Cannot read a page of Imgur");
  });
});
