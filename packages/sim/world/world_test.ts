import { describe, expect, test } from "bun:test";
import sharp from "sharp";
import type { SimMedia, World, WorldOptions } from "./model.ts";
import { makeWorld } from "./world.ts";

function mediaOf(world: World): readonly SimMedia[] {
  return world.posts.flatMap((post) => post.media);
}

function countBy(world: World, matches: (media: SimMedia) => boolean): number {
  return mediaOf(world).filter(matches).length;
}

describe("makeWorld()", () => {
  test("gives the same facts for the same seed", () => {
    const [first, second] = [makeWorld({ seed: 5, posts: 60 }), makeWorld({ seed: 5, posts: 60 })];
    expect(second.posts).toEqual(first.posts);
  });

  test("gives other facts for another seed", () => {
    const [first, second] = [makeWorld({ seed: 5, posts: 60 }), makeWorld({ seed: 6, posts: 60 })];
    expect(second.posts).not.toEqual(first.posts);
  });

  test("draws the same bytes for the same seed", async () => {
    const options: WorldOptions = {
      seed: 9,
      posts: 8,
      albums: 0,
      gifs: 1,
      videos: 1,
      maxSide: 120,
    };
    const [first, second] = [makeWorld(options), makeWorld(options)];
    for (const { id } of mediaOf(first)) {
      expect(Bun.hash(await second.bytes(id))).toBe(Bun.hash(await first.bytes(id)));
    }
  });

  test.each([
    ["posts", { posts: 37 }, 37, (world: World) => world.posts.length],
    ["albums", { posts: 40, albums: 11 }, 11, albumsOf],
    ["a quarter of albums by default", { posts: 40 }, 10, albumsOf],
    ["the first album as the big one", { bigAlbum: 150 }, 150, bigAlbumOf],
    ["empty albums", { posts: 40, emptyAlbums: 2 }, 2, emptyAlbumsOf],
    ["posts with a GIF", { posts: 40, gifs: 7 }, 7, postsWith("image/gif")],
    ["posts with a video", { posts: 40, videos: 5 }, 5, postsWith("video/mp4")],
    ["GIFs above 20 MB", { posts: 40, gifs: 3, bigGifs: 2 }, 2, bigOnes],
    ["duplicates", { posts: 40, duplicates: 9 }, 9, (world: World) => countBy(world, isCopy)],
    [
      "near-duplicates",
      { posts: 40, nearDuplicates: 8 },
      8,
      (world: World) => countBy(world, isNear),
    ],
    ["removed media", { posts: 40, removed: 4 }, 4, fates("removed")],
    ["media gone from the CDN", { posts: 40, gone: 3 }, 3, fates("gone")],
    ["region-blocked media", { posts: 40, regionBlocked: 6 }, 6, fates("region_blocked")],
    ["media that only the API forgot", { posts: 40, apiGone: 2 }, 2, fates("api_gone")],
  ] as const)("counts exactly: %s", (_what, options, expected, count) => {
    expect(count(makeWorld(options))).toBe(expected);
  });

  test("never puts the same bytes under more than three ids", () => {
    const world = makeWorld({ posts: 60, duplicates: 40 });
    const copies = new Map<string, number>();
    for (const { sameBytesAs } of mediaOf(world)) {
      if (sameBytesAs !== null) copies.set(sameBytesAs, (copies.get(sameBytesAs) ?? 0) + 1);
    }
    expect(Math.max(...copies.values())).toBeLessThanOrEqual(2);
  });

  test("keeps copies, their originals and lost media apart", () => {
    const world = makeWorld({ posts: 60, duplicates: 12, nearDuplicates: 9, removed: 9, gone: 9 });
    for (const media of mediaOf(world)) {
      const original = media.sameBytesAs ?? media.nearOf;
      if (original === null) continue;
      expect(media.fate).toBe("ok");
      expect(world.media(original)).toMatchObject({ fate: "ok", sameBytesAs: null, nearOf: null });
    }
  });

  test("gives every media and post an id of its own, 7 or 5 characters long", () => {
    const world = makeWorld({ posts: 3000 });
    const ids = mediaOf(world).map((media) => media.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(world.posts.map((post) => post.id)).size).toBe(3000);
    expect(ids.filter((id) => !/^([A-Za-z0-9]{7}|[A-Za-z0-9]{5})$/.test(id))).toEqual([]);
  });

  test("dates posts from now back over the years, newest first", () => {
    const nowMs = Date.UTC(2026, 5, 1);
    const dates = makeWorld({ posts: 200, nowMs }).posts.map((post) => post.datetime);
    expect(dates[0]).toBe(nowMs / 1000);
    expect(dates).toEqual(dates.toSorted((a, b) => b - a));
    expect(dates.filter((date) => date > nowMs / 1000 - 30 * 86_400).length).toBeGreaterThan(5);
    expect(dates.at(-1)).toBeLessThan(nowMs / 1000 - 8 * 365 * 86_400);
  });

  test("finds a post by its id and by its media", () => {
    const world = makeWorld({ posts: 30 });
    for (const post of world.posts) {
      expect(world.post(post.id)).toBe(post);
      for (const media of post.media) expect(world.postOf(media.id)).toBe(post);
    }
  });

  test("keeps the first tiles of a gallery for lone pictures, a video and a GIF", () => {
    const top = makeWorld({ seed: 21 }).posts.slice(0, 12);
    expect(top.map((post) => post.isAlbum)).not.toContain(true);
    const moving = top.flatMap((post) => (post.media[0]?.animated ? [post.media[0].ext] : []));
    expect(moving).toEqual(["mp4", "gif"]);
  });

  test("has as many comments below a post as it says", () => {
    const world = makeWorld({ posts: 40 });
    const countAll = (comments: ReturnType<World["comments"]>): number =>
      comments.reduce((sum, comment) => sum + 1 + countAll(comment.children), 0);
    for (const post of world.posts)
      expect(countAll(world.comments(post.id))).toBe(post.commentCount);
  });

  test("shares posts in aww, pics and earthporn, with tags such as cats, landscape and meme", () => {
    const { posts } = makeWorld({ posts: 400 });
    const sections = new Set(posts.map((post) => post.section));
    const tags = new Set(posts.flatMap((post) => post.tags));
    for (const section of ["aww", "pics", "earthporn"]) expect(sections).toContain(section);
    for (const tag of ["cats", "dog", "landscape", "meme", "giraffe"]) expect(tags).toContain(tag);
  });

  test("has stills of about 210 KB in the mean", () => {
    const stills = mediaOf(makeWorld({ posts: 2000 })).filter((media) => !media.animated);
    const mean = stills.reduce((sum, media) => sum + media.sizeBytes, 0) / stills.length;
    expect(mean).toBeGreaterThan(180_000);
    expect(mean).toBeLessThan(240_000);
  });

  test.each([
    ["a negative count", { posts: -1 }],
    ["more albums than posts", { posts: 3, albums: 4 }],
    ["more GIFs and videos than posts", { posts: 3, gifs: 2, videos: 2 }],
    ["more lost media than there are", { posts: 3, albums: 0, removed: 4 }],
    [
      "more duplicates than originals allow",
      { posts: 6, albums: 0, gifs: 0, videos: 0, duplicates: 6 },
    ],
  ] as const)("refuses %s", (_what, options) => {
    expect(() => makeWorld(options)).toThrow(RangeError);
  });
});

describe("bytes()", () => {
  test("are exactly as long as announced, and what they claim to be", async () => {
    const world = makeWorld({ seed: 3, posts: 20, albums: 0, gifs: 1, videos: 1, maxSide: 240 });
    for (const media of mediaOf(world)) {
      const bytes = await world.bytes(media.id);
      expect(bytes).toHaveLength(media.sizeBytes);
      expect(mimeOf(bytes)).toBe(media.mime);
      if (media.mime === "video/mp4") continue;
      expect(await sharp(bytes).metadata()).toMatchObject({
        width: media.width,
        height: media.height,
      });
    }
  });

  test("of a duplicate are those of its original", async () => {
    const world = makeWorld({ posts: 12, albums: 0, duplicates: 3, maxSide: 160 });
    const copy = mediaOf(world).find(isCopy) as SimMedia;
    expect(await world.md5(copy.id)).toBe(await world.md5(copy.sameBytesAs as string));
  });

  test("of a near-duplicate differ from its original's, and decode", async () => {
    const world = makeWorld({ seed: 4, posts: 16, albums: 0, nearDuplicates: 6, maxSide: 240 });
    for (const media of mediaOf(world).filter(isNear)) {
      const bytes = await world.bytes(media.id);
      expect(bytes).toHaveLength(media.sizeBytes);
      expect(await world.md5(media.id)).not.toBe(await world.md5(media.nearOf as string));
      expect(await sharp(bytes).stats()).toHaveProperty("isOpaque", true);
    }
  });

  test.each([2_000, 20_000, 210_001])("can all be %d bytes, each its own", async (sizeBytes) => {
    const world = makeWorld({
      posts: 12,
      gifs: 1,
      videos: 1,
      sizeBytes,
      distinctPictures: 2,
      maxSide: 400,
    });
    const digests = new Set<string>();
    for (const media of mediaOf(world)) {
      expect(media.sizeBytes).toBe(sizeBytes);
      expect(await world.bytes(media.id)).toHaveLength(sizeBytes);
      digests.add(await world.md5(media.id));
    }
    expect(digests.size).toBe(mediaOf(world).length);
  });

  test("of a GIF above 20 MB are that long", async () => {
    const world = makeWorld({ posts: 8, albums: 0, gifs: 1, videos: 0, bigGifs: 1, maxSide: 80 });
    const gif = mediaOf(world).find((media) => media.mime === "image/gif") as SimMedia;
    expect(gif.sizeBytes).toBeGreaterThan(22_000_000);
    expect(await world.bytes(gif.id)).toHaveLength(gif.sizeBytes);
    expect((await world.variant(gif.id, "h")).mime).toBe("image/gif");
  });

  test("refuse an id that is not of this world", () => {
    expect(() => makeWorld({ posts: 3 }).bytes("nowhere")).toThrow(RangeError);
  });
});

describe("moving pictures", () => {
  const world = makeWorld({ seed: 2, posts: 12, albums: 0, gifs: 1, videos: 1, maxSide: 128 });
  const gif = mediaOf(world).find((media) => media.mime === "image/gif") as SimMedia;
  const video = mediaOf(world).find((media) => media.mime === "video/mp4") as SimMedia;

  test("a GIF has several frames and an MP4 of the same loop", async () => {
    const { pages, loop } = await sharp(await world.bytes(gif.id)).metadata();
    expect(pages).toBe(Math.round(gif.durationS * 12));
    expect(loop).toBe(0);
    const mp4 = await world.mp4(gif.id);
    expect(mp4).toHaveLength(gif.mp4SizeBytes);
    expect(mimeOf(mp4)).toBe("video/mp4");
  });

  test("a video is H.264 with its table of contents", async () => {
    const bytes = Buffer.from(await world.bytes(video.id));
    for (const box of ["ftyp", "moov", "avc1", "mdat"]) expect(bytes.includes(box)).toBe(true);
  });

  test("a video has a poster", async () => {
    const { mime, bytes } = await world.variant(video.id, "h");
    expect(mime).toBe("image/jpeg");
    expect(await sharp(bytes).metadata()).toMatchObject({
      width: video.width,
      height: video.height,
    });
  });
});

describe("variant()", () => {
  const world = makeWorld({ seed: 8, posts: 8, albums: 0, gifs: 0, videos: 0 });
  const still = mediaOf(world)[0] as SimMedia;

  test.each([
    ["s", 90],
    ["b", 160],
  ])("%s is a square of %d pixels", async (suffix, box) => {
    const { bytes } = await world.variant(still.id, suffix);
    expect(await sharp(bytes).metadata()).toMatchObject({
      format: "jpeg",
      width: box,
      height: box,
    });
  });

  test.each([
    ["t", 160],
    ["m", 320],
    ["l", 640],
    ["g", 680],
    ["h", 1024],
    ["r", 1360],
  ])("%s fits into %d pixels and keeps the ratio", async (suffix, box) => {
    const { width, height } = await sharp((await world.variant(still.id, suffix)).bytes).metadata();
    expect(Math.max(width, height)).toBe(Math.min(box, Math.max(still.width, still.height)));
    expect(width / height).toBeCloseTo(still.width / still.height, 1);
  });

  test("refuses a suffix that Imgur does not have", async () => {
    expect(world.variant(still.id, "x")).rejects.toThrow(RangeError);
  });
});

function albumsOf(world: World): number {
  return world.posts.filter((post) => post.isAlbum).length;
}

function bigAlbumOf(world: World): number {
  return world.posts.find((post) => post.isAlbum)?.media.length ?? 0;
}

function emptyAlbumsOf(world: World): number {
  return world.posts.filter((post) => post.media.length === 0 && post.coverId === null).length;
}

function postsWith(mime: string): (world: World) => number {
  return (world) =>
    world.posts.filter((post) => post.media.some((media) => media.mime === mime)).length;
}

function bigOnes(world: World): number {
  return countBy(world, (media) => media.sizeBytes > 22_000_000);
}

function fates(fate: string): (world: World) => number {
  return (world) => countBy(world, (media) => media.fate === fate);
}

function isCopy(media: SimMedia): boolean {
  return media.sameBytesAs !== null;
}

function isNear(media: SimMedia): boolean {
  return media.nearOf !== null;
}

/** What the first bytes say. */
function mimeOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 12)).toString("latin1");
  if (head.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (head.startsWith("GIF89a")) return "image/gif";
  if (/^RIFF....WEBP/s.test(head)) return "image/webp";
  return head.slice(4, 8) === "ftyp" ? "video/mp4" : "unknown";
}
