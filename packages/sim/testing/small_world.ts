import { encodePng } from "../cdn/png.ts";
import type { SimComment, SimMedia, SimPost, World } from "../world/model.ts";

/** A media with everything at its plainest; `given` changes what matters. */
export function plainMedia(given: Partial<SimMedia> = {}): SimMedia {
  return {
    id: "aBcDeFg",
    mime: "image/png",
    ext: "png",
    animated: false,
    width: 16,
    height: 16,
    sizeBytes: 2000,
    mp4SizeBytes: 0,
    hasSound: false,
    durationS: 0,
    title: null,
    description: null,
    name: "cat.png",
    datetime: 1_700_000_000,
    views: 10,
    nsfw: false,
    fate: "ok",
    sameBytesAs: null,
    nearOf: null,
    ...given,
  };
}

/** A lone image in the gallery, or whatever `given` makes of it. */
export function plainPost(given: Partial<SimPost> = {}): SimPost {
  const media = given.media ?? [plainMedia(given.id === undefined ? {} : { id: given.id })];
  return {
    id: media[0]?.id ?? "aBcDeFg",
    isAlbum: false,
    title: "A cat",
    description: null,
    accountUrl: null,
    accountId: 0,
    section: null,
    tags: [],
    datetime: 1_700_000_000,
    views: 100,
    ups: 10,
    downs: 2,
    score: 9,
    favoriteCount: 1,
    commentCount: 0,
    nsfw: false,
    inGallery: true,
    privacy: "public",
    layout: "blog",
    coverId: media[0]?.id ?? null,
    media,
    ...given,
  };
}

/** An album of `count` media, named after it. */
export function plainAlbum(id: string, count: number, given: Partial<SimPost> = {}): SimPost {
  const media = Array.from({ length: count }, (_, i) =>
    plainMedia({ id: `${id.slice(0, 3)}${String(i).padStart(4, "0")}` }),
  );
  return plainPost({ id, isAlbum: true, media, coverId: media[0]?.id ?? null, ...given });
}

/** A world of exactly these posts. Files begin as their type does and are as long as stated; only PNGs can be decoded. */
export function smallWorld(
  posts: readonly SimPost[],
  comments: Readonly<Record<string, readonly SimComment[]>> = {},
): World {
  const owners = new Map(posts.flatMap((post) => post.media.map(({ id }) => [id, post] as const)));
  const files = new Map(posts.flatMap(({ media }) => media.map((one) => [one.id, one] as const)));
  const made = new Map<string, Uint8Array>();
  const bytesOf = (id: string) => {
    const bytes = made.get(id) ?? makeBytes(files.get(id) as SimMedia);
    made.set(id, bytes);
    return bytes;
  };
  return {
    posts: posts.toSorted((a, b) => b.datetime - a.datetime),
    post: (id) => posts.find((post) => post.id === id),
    media: (id) => files.get(id),
    postOf: (id) => owners.get(id),
    comments: (id) => comments[id] ?? [],
    bytes: async (id) => bytesOf(id),
    mp4: async (id) => fill(MAGIC["video/mp4"], files.get(id)?.mp4SizeBytes ?? 0),
    variant: async (id, suffix) => ({
      mime: "image/png",
      bytes: makePng(`${id}${suffix}`, 1500),
    }),
    md5: async (id) => new Bun.CryptoHasher("md5").update(bytesOf(id)).digest("hex"),
  };
}

const MAGIC = {
  "image/jpeg": "\xff\xd8\xff\xe0\0\x10JFIF\0",
  "image/gif": "GIF89a",
  "image/webp": "RIFF\0\0\0\0WEBPVP8 ",
  "video/mp4": "\0\0\0\x18ftypmp42",
} as const;

function makeBytes({ id, mime, sizeBytes }: SimMedia): Uint8Array {
  if (mime === "image/png") return makePng(id, sizeBytes);
  return fill(`${MAGIC[mime as keyof typeof MAGIC]}${id}`, sizeBytes);
}

function fill(start: string, sizeBytes: number): Uint8Array {
  const bytes = new Uint8Array(sizeBytes);
  for (let i = 0; i < sizeBytes; i++) bytes[i] = i % 251;
  bytes.set(Buffer.from(start, "latin1").subarray(0, sizeBytes));
  return bytes;
}

function makePng(name: string, sizeBytes: number): Uint8Array {
  const pixels = new Uint8Array(256);
  for (const [i, letter] of [...name].entries()) pixels[i] = letter.charCodeAt(0) % 2;
  return encodePng({ width: 16, height: 16, palette: ["#204060", "#f0c040"], pixels }, sizeBytes);
}
