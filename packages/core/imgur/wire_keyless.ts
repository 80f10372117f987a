import { z } from "zod";
import { isRecord } from "./_record.ts";
import {
  readAs,
  textToMs,
  wireCount,
  wireFlag,
  wireId,
  wireList,
  wireText,
  withoutDeletehash,
} from "./_tolerant.ts";
import { barePost } from "./bare_post.ts";
import { readMediaType } from "./media_type.ts";
import type { Media, Post } from "./model.ts";

/** docs/imgur.md §1, "Keyless web endpoint". */
const KeylessImage = z.object({
  hash: wireId,
  title: wireText,
  description: wireText,
  name: wireText,
  has_sound: wireFlag,
  width: wireCount,
  height: wireCount,
  size: wireCount,
  ext: wireText,
  animated: wireFlag,
  datetime: wireText,
});

const KeylessAnswer = z.object({ data: z.unknown() });
const KeylessAlbum = z.object({ count: wireCount, images: wireList });

/**
 * Reads an answer of `ajaxalbums/getimages/{id}/hit.json`. It names neither title nor author, so the post
 * has none.
 * @param json The whole answer.
 * @param id The album that was asked for: the answer does not repeat it.
 * @returns undefined when there is no such album: Imgur says so with 200 and an empty list.
 * @throws {AcaciaError} `wire` when it is no such answer.
 */
export function readKeylessAlbum(json: unknown, id: string): Post | undefined {
  const { data } = readAs(KeylessAnswer, json, "an album's pictures");
  readAs(wireId, id, "an album's id");
  if (!isRecord(data)) {
    if (Array.isArray(data) || data === null || data === false || data === undefined) return;
    readAs(KeylessAlbum, data, "an album's pictures");
  }
  const album = readAs(KeylessAlbum, data, "an album's pictures");
  const media = readImages(album.images);
  if (media.length === 0 && !album.count) return;
  return makePost(id, { media, mediaCount: Math.max(album.count ?? 0, media.length), raw: json });
}

function readImages(list: readonly unknown[] | null): Media[] {
  const media = new Map<string, Media>();
  for (const entry of list ?? []) {
    const read = KeylessImage.safeParse(entry);
    if (read.success && !media.has(read.data.hash)) media.set(read.data.hash, toMedia(read.data));
  }
  return [...media.values()];
}

function makePost(id: string, facts: Pick<Post, "media" | "mediaCount" | "raw">): Post {
  const address = `https://imgur.com/a/${id}`;
  return barePost({ ...facts, id, kind: "album", address, raw: withoutDeletehash(facts.raw) });
}

function toMedia(image: z.output<typeof KeylessImage>): Media {
  const type = readMediaType({ mime: null, ext: image.ext, link: null, animated: image.animated });
  return {
    id: image.hash,
    ...type,
    hasMp4: type.kind === "gif" && image.animated !== false,
    hasSound: image.has_sound ?? false,
    width: image.width,
    height: image.height,
    sizeBytes: image.size,
    durationMs: null,
    title: image.title,
    description: image.description,
    name: image.name,
    postedAt: textToMs(image.datetime),
    link: null,
  };
}
