import { describe, expect, test } from "bun:test";
import { AcaciaError } from "../errors.ts";
import { readV1Post } from "./wire_post_v1.ts";

/** As docs/imgur.md §1 lists its fields. */
const MEDIA = {
  id: "aBc12De",
  account_id: 0,
  mime_type: "image/jpeg",
  type: "image",
  name: "IMG_0042",
  basename: "",
  url: "https://i.imgur.com/aBc12De.jpeg",
  ext: "jpeg",
  width: 1920,
  height: 1080,
  size: 210_000,
  metadata: {
    title: "",
    description: "At noon",
    is_animated: false,
    duration: 0,
    has_sound: false,
  },
  created_at: "2024-05-01T12:00:00Z",
  updated_at: null,
};

const POST = {
  id: "aLb12De",
  account_id: 42,
  title: "Giraffes",
  description: "",
  view_count: 1200,
  upvote_count: 10,
  downvote_count: 2,
  point_count: 8,
  score: 900,
  image_count: 1,
  comment_count: 3,
  favorite_count: 4,
  is_album: true,
  is_mature: false,
  created_at: "2024-05-01T12:00:05Z",
  tags: [{ tag: "Giraffes", display: "giraffes" }],
  account: { username: "leaf_eater", avatar_url: "https://imgur.com/user/leaf_eater/avatar" },
  media: [MEDIA],
};

describe("readV1Post()", () => {
  test("reads an album", () => {
    expect(readV1Post(POST)).toMatchObject({
      id: "aLb12De",
      kind: "album",
      title: "Giraffes",
      description: null,
      author: "leaf_eater",
      views: 1200,
      ups: 10,
      downs: 2,
      points: 8,
      nsfw: false,
      tags: ["giraffes"],
      postedAt: Date.parse("2024-05-01T12:00:05Z"),
      mediaCount: 1,
      address: "https://imgur.com/a/aLb12De",
    });
  });

  test("reads a media with the uploader's file name and jpeg as jpg", () => {
    expect(readV1Post(POST).media[0]).toMatchObject({
      ext: "jpg",
      kind: "photo",
      name: "IMG_0042",
      title: null,
      description: "At noon",
      durationMs: null,
    });
  });

  test("reads a video's length and sound", () => {
    const metadata = { ...MEDIA.metadata, is_animated: true, duration: 4.25, has_sound: true };
    const video = { ...MEDIA, mime_type: "video/mp4", type: "video", ext: "mp4", metadata };
    expect(readV1Post({ ...POST, media: [video] }).media[0]).toMatchObject({
      kind: "video",
      ext: "mp4",
      hasMp4: false,
      durationMs: 4250,
      hasSound: true,
    });
  });

  test("knows that a moving GIF has an mp4", () => {
    const metadata = { ...MEDIA.metadata, is_animated: true };
    const gif = { ...MEDIA, mime_type: "image/gif", ext: "gif", metadata };
    expect(readV1Post({ ...POST, media: [gif] }).media[0]).toMatchObject({
      kind: "gif",
      hasMp4: true,
    });
  });

  test("reads an empty album, whose media is missing", () => {
    const { media, ...empty } = { ...POST, image_count: 0 };
    expect(readV1Post(empty)).toMatchObject({ kind: "album", mediaCount: 0, media: [] });
  });

  test("takes a post that tells neither count nor media for one shown in part", () => {
    const { media, image_count, ...bare } = POST;
    expect(readV1Post(bare)).toMatchObject({ mediaCount: 1, media: [] });
  });

  test("shows an album that delivers less than it says", () => {
    const post = readV1Post({ ...POST, image_count: "60" });
    expect([post.mediaCount, post.media.length]).toEqual([60, 1]);
  });

  test("reads a lone image", () => {
    const image = { ...POST, id: "aBc12De", is_album: false };
    expect(readV1Post(image)).toMatchObject({
      kind: "image",
      address: "https://imgur.com/aBc12De",
      mediaCount: 1,
    });
  });

  test("reads a media that comes without a post around it", () => {
    expect(readV1Post(MEDIA)).toMatchObject({ id: "aBc12De", kind: "image", mediaCount: 1 });
  });

  test.each([
    ["an absent title", { title: undefined }, { title: null }],
    ["an anonymous upload", { account: null, account_id: 0 }, { author: null }],
    ["media without metadata", { media: [{ ...MEDIA, metadata: null }] }, { mediaCount: 1 }],
    ["dates that are none", { created_at: "yesterday" }, { postedAt: null }],
  ])("reads %s", (_variation, change, expected) => {
    expect(readV1Post({ ...POST, ...change })).toMatchObject(expected);
  });

  test("keeps the answer without any deletehash", () => {
    const own = { ...POST, media: [{ ...MEDIA, deletehash: "x" }] };
    expect(JSON.stringify(readV1Post(own).raw)).not.toContain("deletehash");
  });

  test.each([[null], [[]], ["text"], [{}], [{ id: 5 }], [{ id: "removed.png" }]])(
    "refuses %j",
    (json) => {
      expect(() => readV1Post(json)).toThrow(AcaciaError);
    },
  );
});
