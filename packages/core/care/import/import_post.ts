import { pathToFileURL } from "node:url";
import { SNIFFED_TYPES } from "../../image/sniffed_type.ts";
import { barePost } from "../../imgur/bare_post.ts";
import type { Media, Post } from "../../imgur/model.ts";
import type { Judged } from "./judge_file.ts";

/** Imgur's id, or one of ours. */
export function idOf({ file, sha256 }: Judged): string {
  return file.id ?? `local-${sha256.slice(0, 12)}`;
}

/** The same, under an id of ours. */
export function withoutId({ file: { id: _id, ...file }, ...judged }: Judged): Judged {
  return { ...judged, file };
}

/** Files of one album as a post, in their order; each media once. */
export function albumPost(album: string, judged: readonly Judged[]): Post {
  const media = [...new Map(judged.map((one) => [idOf(one), mediaOf(one)])).values()];
  const post = barePost({
    id: album,
    kind: "album",
    mediaCount: media.length,
    media,
    address: `https://imgur.com/a/${album}`,
    raw: null,
  });
  return { ...post, title: judged[0]?.file.albumTitle ?? null };
}

/** A file that is in no album as a post of its own. */
export function lonePost(judged: Judged): Post {
  const { file } = judged;
  const id = idOf(judged);
  const address =
    file.id === undefined ? pathToFileURL(file.path).href : `https://imgur.com/${file.id}`;
  const media = [mediaOf(judged)];
  const post = barePost({ id, kind: "image", mediaCount: 1, media, address, raw: null });
  return { ...post, title: file.title, description: file.description };
}

/** What a file, its name and what stands beside it tell of a media. */
export function mediaOf(judged: Judged): Media {
  const { file, type, facts, sizeBytes } = judged;
  const { width, height, durationMs } = facts;
  return {
    id: idOf(judged),
    kind: SNIFFED_TYPES[type].kind,
    ext: type,
    hasMp4: false,
    hasSound: false,
    ...{ width, height, durationMs, sizeBytes },
    title: file.title,
    description: file.description,
    name: file.path.split(/[\\/]/).at(-1) ?? null,
    postedAt: null,
    link: null,
  };
}
