import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { AcaciaError } from "../errors.ts";
import type { Post } from "./model.ts";
import { readKeylessAlbum } from "./wire_keyless.ts";
import { readV1Post } from "./wire_post_v1.ts";
import { readV3Page, readV3Post } from "./wire_v3.ts";

const FIELDS =
  `id title description datetime type animated width height size link mp4 mp4_size has_sound account_url section
  views ups score nsfw tags is_album images_count images media image_count is_mature created_at mime_type ext url
  metadata account hash count data items deletehash total_items __proto__`.split(/\s+/);

/** Answers with the right keys and any values, which come closer to what a reader trips over than any JSON. */
const { answer } = fc.letrec<{ answer: unknown; value: unknown; object: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom("aBc12De", "aBc12", "12", "-1", "1e999", "", "image/gif", "true"),
    fc.array(tie("object"), { maxLength: 3 }),
    tie("object"),
  ),
  object: fc.dictionary(fc.constantFrom(...FIELDS), tie("value"), { maxKeys: 12 }),
  answer: fc.oneof(tie("object"), fc.jsonValue()),
}));

function isPost(post: Post): boolean {
  return (
    /^([A-Za-z0-9]{5}|[A-Za-z0-9]{7})$/.test(post.id) &&
    post.mediaCount >= post.media.length &&
    post.media.every((media) => /^([A-Za-z0-9]{5}|[A-Za-z0-9]{7})$/.test(media.id)) &&
    new Set(post.media.map((media) => media.id)).size === post.media.length &&
    !JSON.stringify(post).includes('"deletehash"')
  );
}

/** The law: any JSON gives posts that keep their promises, or an error of the kind `wire`; nothing else. */
function obeys(read: (json: unknown) => readonly Post[], json: unknown): boolean {
  try {
    return read(json).every(isPost);
  } catch (error) {
    return error instanceof AcaciaError && error.code === "wire";
  }
}

function check(read: (json: unknown) => readonly Post[]) {
  return fc.check(
    fc.property(answer, (json) => obeys(read, json)),
    { numRuns: 200, seed: 7 },
  );
}

describe("the law of the wire: any JSON gives posts or the error `wire`", () => {
  test.each([
    ["readV3Post()", (json: unknown) => [readV3Post(json)]],
    ["readV3Page()", (json: unknown) => readV3Page(json).posts],
    ["readV1Post()", (json: unknown) => [readV1Post(json)]],
    ["readKeylessAlbum()", (json: unknown) => [readKeylessAlbum(json, "aLb12") ?? []].flat()],
  ])("%s obeys it", (_name, read) => {
    expect(check(read)).toMatchObject({ failed: false });
  });

  test("it fails for a reader that keeps an image twice", () => {
    const twice = (json: unknown) => {
      const post = readV3Post(json);
      return [{ ...post, media: [...post.media, ...post.media], mediaCount: post.mediaCount * 2 }];
    };
    expect(check(twice)).toMatchObject({ failed: true });
  });

  test("it fails for a reader that trusts the shape", () => {
    const trusting = (json: unknown) => {
      const { images } = json as { images: { id: string }[] };
      return images.map((image) => readV3Post(image));
    };
    expect(check(trusting)).toMatchObject({ failed: true });
  });

  test("an answer nested deeper than any of Imgur's is refused, not a crash", () => {
    let json: unknown = {};
    for (let depth = 0; depth < 5000; depth++) json = [json];
    expect(() => readV3Post({ id: "aBc12De", tags: json })).toThrow("nested too deeply");
  });
});
