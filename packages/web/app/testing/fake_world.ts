import { FLAGS, type Sort } from "../../routes/flags.ts";
import type { Bucket, MediaDetail } from "../../routes/schemas.ts";
import { hashScene, seededRandom } from "./draw_scene.ts";

/** One picture of the made-up archive. */
export interface FakeItem {
  readonly id: number;
  readonly imgurId: string;
  readonly ratio: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly score: number;
  readonly bytes: number;
  readonly postedAt: number;
  readonly durationMs: number;
  /** Row ids of its post, in the author's order. */
  readonly album: number[];
  flags: number;
  trashed: boolean;
}

const TITLES = [
  "Calm after the storm",
  "The tree everyone photographs",
  "Lunch guest",
  "Minus 31 and worth it",
  "Blue hour in the range",
  "Found on the fence",
  "Perfect loop, no seam",
  "Footprints last an hour",
  "New flatmate",
  "Wind did all the work",
  "One ridge per year",
  "",
];
const RATIOS = [1.5, 1.33, 0.75, 1, 1.78, 0.8, 1.6, 2.1, 0.66, 1.25];
const NEWEST = Date.UTC(2026, 10, 24);
const SPAN_DAYS = 13.5 * 365;

/** Makes one picture. @param id From 1; higher is older, except for arrivals. @param items Of all. */
export function makeItem(id: number, items: number): FakeItem {
  const random = seededRandom(id);
  const ratio = RATIOS[Math.floor(random() * RATIOS.length)] ?? 1;
  const height = 900 + Math.floor(random() * 1400);
  const share = (id - 1) / Math.max(1, items);
  const wave = share + 0.016 * Math.sin(share * 40);
  const isVideo = id % 23 === 15;
  let flags = isVideo ? FLAGS.video | (id % 2 === 0 ? FLAGS.sound : 0) : 0;
  if (id % 17 === 9) flags |= FLAGS.gif | FLAGS.animated;
  if (id % 41 === 12) flags |= FLAGS.nsfw;
  if (id % 29 === 11) flags |= FLAGS.favorite;
  if (id <= 9) flags |= FLAGS.unseen;
  if (id % 97 === 50) flags |= FLAGS.removedUpstream;
  return {
    id,
    imgurId: `f${id.toString(36).padStart(6, "0")}`,
    ratio,
    width: Math.round(height * ratio),
    height,
    title: TITLES[Math.floor(random() * TITLES.length)] ?? "",
    score: Math.floor(random() ** 3 * 6000),
    bytes: Math.floor(40_000 + random() ** 2 * 6_000_000),
    postedAt: NEWEST - Math.floor(Math.max(0, wave) * SPAN_DAYS * 86_400_000) - id,
    durationMs: isVideo ? 4_000 + Math.floor(random() * 60_000) : 0,
    album: [],
    flags,
    trashed: false,
  };
}

/** Every hundredth picture begins an album with the three after it. */
export function joinAlbums(items: readonly FakeItem[]): void {
  for (let at = 13; at + 3 < items.length; at += 100) {
    const members = items.slice(at, at + 4);
    const ids = members.map(({ id }) => id);
    for (const member of members) member.album.push(...ids);
  }
}

const SHA_PREFIX = "0a1b2c3d4e5f6071829304a5b6c7d8e9fa0b1c2d3e4f50617283";

/** The blob of a picture, as its sha256 would name it. */
export function shaOf(id: number): string {
  return SHA_PREFIX + id.toString(16).padStart(64 - SHA_PREFIX.length, "0");
}

/** Which picture a blob is. */
export function idOfSha(sha256: string): number {
  return Number.parseInt(sha256.slice(SHA_PREFIX.length), 16);
}

/** Whether a picture matches: words, `type:`, `is:new`, `is:fav`, `score:>n`. */
export function matches(item: FakeItem, q: string): boolean {
  if (item.trashed) return false;
  return q.split(/\s+/).every((word) => matchesWord(item, word));
}

function matchesWord(item: FakeItem, word: string): boolean {
  if (word === "") return true;
  const isMoving = (item.flags & (FLAGS.video | FLAGS.gif)) !== 0;
  if (word === "type:photo") return !isMoving;
  if (word === "type:video") return (item.flags & FLAGS.video) !== 0;
  if (word === "type:gif") return (item.flags & FLAGS.gif) !== 0;
  if (word === "type:album") return item.album.length > 1;
  if (word === "is:new") return (item.flags & FLAGS.unseen) !== 0;
  if (word === "is:fav") return (item.flags & FLAGS.favorite) !== 0;
  if (word.startsWith("score:>")) return item.score > Number(word.slice(7));
  return item.title.toLowerCase().includes(word.toLowerCase());
}

/** In the order of a sort. */
export function sorted(items: FakeItem[], sort: Sort, seed: number): FakeItem[] {
  const random = seededRandom(seed);
  const keys: Record<Sort, (item: FakeItem) => number> = {
    posted: ({ postedAt }) => -postedAt,
    archived: ({ postedAt }) => -postedAt,
    score: ({ score }) => -score,
    size: ({ bytes }) => -bytes,
    random: ({ id }) => seededRandom(id + seed)() + random() * 0,
  };
  return items.toSorted((a, b) => keys[sort](a) - keys[sort](b));
}

/** Columns of a bucket. */
export function columnsOf(key: string, items: readonly FakeItem[]): Bucket {
  return {
    key,
    id: items.map(({ id }) => id),
    imgurId: items.map(({ imgurId }) => imgurId),
    ratio: items.map(({ ratio }) => ratio),
    width: items.map(({ width }) => width),
    height: items.map(({ height }) => height),
    flags: items.map(({ flags }) => flags),
    thumbHash: items.map(({ id }) => hashScene(id)),
    thumb: items.map(({ id }) => shaOf(id)),
    title: items.map(({ title }) => title),
    score: items.map(({ score }) => score),
    bytes: items.map(({ bytes }) => bytes),
    postedAt: items.map(({ postedAt }) => postedAt),
    postCount: items.map(({ album }) => Math.max(1, album.length)),
    durationMs: items.map(({ durationMs }) => durationMs),
  };
}

/** All that is known of a picture. */
export function detailOf(
  item: FakeItem,
  all: ReadonlyMap<number, FakeItem>,
): Omit<MediaDetail, "place"> {
  const isVideo = (item.flags & FLAGS.video) !== 0;
  const isGif = (item.flags & FLAGS.gif) !== 0;
  const title = item.title || null;
  return {
    id: item.id,
    imgurId: item.imgurId,
    kind: isVideo ? "video" : isGif ? "gif" : "photo",
    ext: isVideo ? "mp4" : isGif ? "gif" : "jpg",
    mime: isVideo ? "video/mp4" : isGif ? "image/gif" : "image/jpeg",
    sha256: shaOf(item.id),
    md5: shaOf(item.id).slice(32),
    thumb: shaOf(item.id),
    thumbHash: hashScene(item.id),
    thumbState: "made",
    thumbReason: null,
    files: [
      { role: "original", sha256: shaOf(item.id), ext: isVideo ? "mp4" : "jpg", bytes: item.bytes },
    ],
    width: item.width,
    height: item.height,
    bytes: item.bytes,
    durationMs: item.durationMs || null,
    hasSound: (item.flags & FLAGS.sound) !== 0,
    animated: isGif,
    title,
    description: null,
    name: null,
    postedAt: item.postedAt,
    archivedAt: item.postedAt + 86_400_000,
    archivedRun: 38,
    favorite: (item.flags & FLAGS.favorite) !== 0,
    trashed: item.trashed,
    nsfw: (item.flags & FLAGS.nsfw) !== 0,
    removedUpstreamAt: (item.flags & FLAGS.removedUpstream) !== 0 ? item.postedAt + 2e9 : null,
    address: `https://imgur.com/${item.imgurId}`,
    origin: null,
    originAddress: null,
    verifiedAt: null,
    damage: null,
    ownTags: [],
    sameBytes: [],
    post: {
      id: item.album[0] ?? item.id,
      imgurId: item.imgurId,
      kind: item.album.length > 1 ? "album" : "image",
      title,
      description: null,
      author: "fernweh",
      subreddit: "landscapes",
      address: `https://imgur.com/gallery/${item.imgurId}`,
      points: item.score,
      views: item.score * 17 + 40,
      comments: item.score % 90,
      tags: ["landscape", "africa", "sunset"],
      mediaCount: Math.max(1, item.album.length),
      media: item.album.flatMap((id) => {
        const other = all.get(id);
        if (other === undefined) return [];
        const { imgurId, ratio } = other;
        return [{ id, imgurId, thumb: shaOf(id), ratio, title: other.title }];
      }),
    },
  };
}
