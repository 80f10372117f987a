import { z } from "zod";
import { isRecord } from "./_record.ts";
import {
  readAs,
  readTags,
  textToMs,
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

/** docs/imgur.md §1, `metadata` of a media. */
const V1Metadata = z.object({
  title: wireText,
  description: wireText,
  is_animated: wireFlag,
  duration: wireNumber,
  has_sound: wireFlag,
});

const NO_METADATA: z.output<typeof V1Metadata> = {
  title: null,
  description: null,
  is_animated: null,
  duration: null,
  has_sound: null,
};

/** docs/imgur.md §1, a media. */
const V1Media = z.object({
  id: wireId,
  mime_type: wireText,
  type: wireText,
  name: wireText,
  url: wireText,
  ext: wireText,
  width: wireCount,
  height: wireCount,
  size: wireCount,
  created_at: wireText,
  metadata: V1Metadata.catch(NO_METADATA),
});

/** docs/imgur.md §1, a post. `media` is missing on an empty album. */
const V1Post = z.object({
  id: wireId,
  title: wireText,
  description: wireText,
  view_count: wireCount,
  upvote_count: wireCount,
  downvote_count: wireCount,
  point_count: wireNumber,
  score: wireNumber,
  image_count: wireCount,
  comment_count: wireCount,
  favorite_count: wireCount,
  is_album: wireFlag,
  is_mature: wireFlag,
  created_at: wireText,
  tags: wireList,
  media: wireList,
  account: z.object({ username: wireText }).nullable().catch(null),
});

/**
 * Reads an answer of `post/v1`: `media/{id}`, `albums/{id}` or `posts/{id}`.
 * @param json The whole answer: a post with its media, or a media by itself.
 * @throws {AcaciaError} `wire` when it is no post.
 */
export function readV1Post(json: unknown): Post {
  const value = isRecord(json) && isRecord(json.data) ? json.data : json;
  const post = readAs(V1Post, value, "a post of Imgur");
  const postedAt = textToMs(post.created_at);
  const isAlone = post.media === null && isRecord(value) && typeof value.mime_type === "string";
  const media = readMedia(isAlone ? [value] : post.media, postedAt);
  const isAlbum = !isAlone && (post.is_album ?? (post.image_count ?? media.length) !== 1);
  // An empty album says 0; where there is neither count nor media, only a part is shown.
  const leastCount = isAlbum && post.media !== null ? 0 : 1;
  return {
    id: post.id,
    kind: isAlbum ? "album" : "image",
    title: post.title,
    description: post.description,
    author: post.account?.username ?? null,
    subreddit: null,
    postedAt,
    views: post.view_count,
    ups: post.upvote_count,
    downs: post.downvote_count,
    points: post.point_count,
    score: post.score,
    commentCount: post.comment_count,
    favoriteCount: post.favorite_count,
    nsfw: post.is_mature,
    tags: readTags(post.tags),
    mediaCount: Math.max(post.image_count ?? leastCount, media.length),
    media,
    address: `https://imgur.com/${isAlbum ? "a/" : ""}${post.id}`,
    raw: withoutDeletehash(value),
  };
}

function readMedia(list: readonly unknown[] | null, postedAt: number | null): Media[] {
  const media = new Map<string, Media>();
  for (const entry of list ?? []) {
    const read = V1Media.safeParse(entry);
    if (read.success && !media.has(read.data.id)) {
      media.set(read.data.id, toMedia(read.data, postedAt));
    }
  }
  return [...media.values()];
}

function toMedia(media: z.output<typeof V1Media>, albumPostedAt: number | null): Media {
  const { metadata } = media;
  const mime = media.mime_type ?? (media.type === "video" ? "video/mp4" : null);
  const type = readMediaType({
    mime,
    ext: media.ext,
    link: media.url,
    animated: metadata.is_animated,
  });
  return {
    id: media.id,
    ...type,
    hasMp4: type.kind === "gif" && metadata.is_animated !== false,
    hasSound: metadata.has_sound ?? false,
    width: media.width,
    height: media.height,
    sizeBytes: media.size,
    durationMs: toDurationMs(metadata.duration),
    title: metadata.title,
    description: metadata.description,
    name: media.name,
    postedAt: textToMs(media.created_at) ?? albumPostedAt,
    link: media.url,
  };
}

/** Stills carry a duration of 0. */
function toDurationMs(seconds: number | null): number | null {
  return seconds === null || seconds <= 0 ? null : Math.round(seconds * 1000);
}
