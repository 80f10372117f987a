import { z } from "zod";
import { AcaciaError } from "../errors.ts";
import { isRecord } from "./_record.ts";
import {
  readAs,
  readTags,
  secondsToMs,
  wireCount,
  wireFlag,
  wireId,
  wireList,
  wireNumber,
  wireText,
  withoutDeletehash,
} from "./_tolerant.ts";
import { readMediaType } from "./media_type.ts";
import type { Media, Post } from "./model.ts";

/** docs/imgur.md §2.2. */
const V3Image = z.object({
  id: wireId,
  title: wireText,
  description: wireText,
  name: wireText,
  datetime: wireNumber,
  type: wireText,
  animated: wireFlag,
  width: wireCount,
  height: wireCount,
  size: wireCount,
  link: wireText,
  mp4: wireText,
  mp4_size: wireCount,
  has_sound: wireFlag,
});

/** docs/imgur.md §2.3 and §2.4: what albums and gallery items add. */
const V3Item = V3Image.extend({
  account_url: wireText,
  section: wireText,
  views: wireCount,
  ups: wireCount,
  downs: wireCount,
  points: wireNumber,
  score: wireNumber,
  comment_count: wireCount,
  favorite_count: wireCount,
  nsfw: wireFlag,
  tags: wireList,
  is_album: wireFlag,
  images_count: wireCount,
  images: wireList,
});

/** A page of a listing. */
export interface WirePage {
  readonly posts: readonly Post[];
  /** Entries whose id could not be read. */
  readonly unreadable: number;
  /** How many posts the whole listing has, where it tells (tags). */
  readonly total: number | null;
}

/**
 * Reads an answer of `/3/` that holds one post: an image, an album, or either of them in the gallery.
 * @param json The whole answer; the envelope may be missing.
 * @throws {AcaciaError} `wire` when it is no post.
 */
export function readV3Post(json: unknown): Post {
  return readItem(openEnvelope(json));
}

/**
 * Reads an answer of `/3/` that holds a page: a list in the envelope, a bare list (folders), or a tag's
 * `items`. An entry that cannot be read costs that entry, not the page.
 * @throws {AcaciaError} `wire` when there is no list in it.
 */
export function readV3Page(json: unknown): WirePage {
  const data = openEnvelope(json);
  const list = isRecord(data) ? data.items : (data ?? []);
  if (!Array.isArray(list)) {
    throw new AcaciaError("wire", "Cannot read a page of Imgur: there is no list in it", {
      hint: "Try again later; if it stays, Imgur changed its answers: please report it",
    });
  }
  const posts: Post[] = [];
  for (const entry of list) {
    const read = tryItem(entry);
    if (read) posts.push(read);
  }
  const total = isRecord(data) ? wireCount.parse(data.total_items) : null;
  return { posts, unreadable: list.length - posts.length, total };
}

/** Reads the images of `/3/album/{id}/images`, or those inside an album; those without an id are left out. */
function readImages(list: readonly unknown[] | null, postedAt: number | null): Media[] {
  const media = new Map<string, Media>();
  for (const entry of list ?? []) {
    const read = V3Image.safeParse(entry);
    if (read.success && !media.has(read.data.id)) {
      media.set(read.data.id, toMedia(read.data, postedAt));
    }
  }
  return [...media.values()];
}

function openEnvelope(json: unknown): unknown {
  return isRecord(json) && "data" in json ? json.data : json;
}

function tryItem(entry: unknown): Post | undefined {
  try {
    return readItem(entry);
  } catch (error) {
    if (error instanceof AcaciaError) return undefined;
    throw error;
  }
}

function readItem(value: unknown): Post {
  const item = readAs(V3Item, value, "a post of Imgur");
  const isAlbum = item.is_album ?? (item.images_count !== null || item.images !== null);
  const postedAt = secondsToMs(item.datetime);
  const media = isAlbum ? readImages(item.images, postedAt) : [toMedia(item, postedAt)];
  return {
    id: item.id,
    kind: isAlbum ? "album" : "image",
    title: item.title,
    description: item.description,
    author: item.account_url,
    subreddit: item.section,
    postedAt,
    views: item.views,
    ups: item.ups,
    downs: item.downs,
    points: item.points,
    score: item.score,
    commentCount: item.comment_count,
    favoriteCount: item.favorite_count,
    nsfw: item.nsfw,
    tags: readTags(item.tags),
    mediaCount: isAlbum ? countMedia(item, media.length) : 1,
    media,
    address: `https://imgur.com/${isAlbum ? "a/" : ""}${item.id}`,
    raw: withoutDeletehash(value),
  };
}

/**
 * What the album says, less the entries that came twice under one id. One that tells neither a count nor its
 * images has at least its cover, so that it counts as shown in part.
 */
function countMedia(item: z.output<typeof V3Item>, unique: number): number {
  if (item.images_count === null && item.images === null) return 1;
  const ids = (item.images ?? []).map((entry) => (isRecord(entry) ? entry.id : undefined));
  const known = ids.filter((id) => typeof id === "string");
  const twice = known.length - new Set(known).size;
  return Math.max((item.images_count ?? ids.length) - twice, unique);
}

function toMedia(image: z.output<typeof V3Image>, albumPostedAt: number | null): Media {
  const type = readMediaType({
    mime: image.type,
    ext: null,
    link: image.link,
    animated: image.animated,
  });
  const rendered = image.mp4 !== null || image.animated === true;
  return {
    id: image.id,
    ...type,
    // mp4_size 0 means that the rendering is not made yet.
    hasMp4: type.kind === "gif" && rendered && image.mp4_size !== 0,
    hasSound: image.has_sound ?? false,
    width: image.width,
    height: image.height,
    sizeBytes: image.size,
    durationMs: null,
    title: image.title,
    description: image.description,
    name: image.name,
    postedAt: secondsToMs(image.datetime) ?? albumPostedAt,
    link: image.link,
  };
}
