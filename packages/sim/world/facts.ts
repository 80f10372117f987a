// Everything that a listing tells, from the seed alone: no pixel is drawn for it.
import { MOTIFS } from "./draw.ts";
import type { PhotoFile } from "./folder.ts";
import { makeMediaIds, makePostIds } from "./ids.ts";
import { GIF, type Layout, VIDEO } from "./layout.ts";
import type { SimMedia, SimPost, WorldOptions } from "./model.ts";
import { RecipeBook } from "./recipe.ts";
import type { Roles } from "./roles.ts";
import { hash, hashIndex, Rng } from "./seed.ts";
import {
  DESCRIPTIONS,
  dressTitle,
  LOOSE_TAGS,
  makeFileName,
  ODD_TITLES,
  SUBREDDITS,
  USERS,
} from "./words.ts";

const DAY_S = 86_400;
const OLDEST_DAYS = 12.6 * 365;
const NSFW_SHARE = 0.04;
/** Odd titles begin below the first screen of a gallery. */
const FIRST_ODD_POST = 14;
const DEFAULT_NOW_MS = Date.UTC(2026, 10, 20, 12);

/** Posts and media by index, and what each media is drawn from. */
export interface Facts {
  readonly posts: readonly SimPost[];
  readonly media: readonly SimMedia[];
  readonly recipes: RecipeBook;
}

/** Makes all facts of a world: some microseconds a media. */
export function makeFacts(
  options: WorldOptions,
  parts: { layout: Layout; roles: Roles; photos: readonly PhotoFile[] },
): Facts {
  const { layout, roles, photos } = parts;
  const seed = options.seed ?? 1;
  const recipes = new RecipeBook({ options, layout, roles, photos });
  const mediaIds = makeMediaIds(seed, layout);
  const postIds = makePostIds(seed, { layout, mediaIds });
  const dates = makeDates(seed, { posts: layout.posts, nowMs: options.nowMs ?? DEFAULT_NOW_MS });
  const media: SimMedia[] = [];
  const posts: SimPost[] = [];
  const maker = new FactMaker({ seed, layout, roles, recipes, mediaIds });
  for (let post = 0; post < layout.posts; post++) {
    const first = media.length;
    const head = maker.makeHead(post, dates[post] as number);
    for (let index = first; index < (layout.firstMedia[post + 1] as number); index++) {
      media.push(maker.makeMedia(index, head));
    }
    posts.push(maker.makePost({ head, id: postIds[post] as string, media: media.slice(first) }));
  }
  return { posts, media, recipes };
}

/** What a post and its media have in common. */
interface Head {
  readonly post: number;
  readonly title: string;
  readonly datetime: number;
  readonly views: number;
  readonly nsfw: boolean;
  readonly rng: Rng;
}

class FactMaker {
  readonly #postSeed: number;
  readonly #mediaSeed: number;
  readonly #layout: Layout;
  readonly #roles: Roles;
  readonly #recipes: RecipeBook;
  readonly #mediaIds: readonly string[];

  constructor(parts: {
    seed: number;
    layout: Layout;
    roles: Roles;
    recipes: RecipeBook;
    mediaIds: readonly string[];
  }) {
    this.#postSeed = hash(parts.seed, "post");
    this.#mediaSeed = hash(parts.seed, "media");
    this.#layout = parts.layout;
    this.#roles = parts.roles;
    this.#recipes = parts.recipes;
    this.#mediaIds = parts.mediaIds;
  }

  makeHead(post: number, datetime: number): Head {
    const rng = new Rng(hashIndex(this.#postSeed, post));
    const title = this.#title(post, rng);
    const views = Math.round(Math.exp(7.2 + rng.normal() * 1.7)) + 20;
    return { post, title, datetime, views, nsfw: post > 7 && rng.chance(NSFW_SHARE), rng };
  }

  makeMedia(index: number, head: Head): SimMedia {
    const { kind, isAlbum, firstMedia } = this.#layout;
    const recipe = this.#recipes.at(index);
    const rng = new Rng(hashIndex(this.#mediaSeed, index));
    const inAlbum = isAlbum[head.post] === 1;
    const place = index - (firstMedia[head.post] as number);
    const copyOf = this.#roles.copyOf[index] as number;
    const nearOf = this.#roles.nearOf[index] as number;
    return {
      id: this.#mediaIds[index] as string,
      mime: recipe.mime,
      ext: EXTENSIONS[recipe.mime] as string,
      animated: recipe.animated,
      width: recipe.width,
      height: recipe.height,
      sizeBytes: recipe.sizeBytes,
      mp4SizeBytes: kind[index] === GIF ? recipe.mp4SizeBytes : 0,
      hasSound: false,
      durationS: kind[index] === VIDEO || kind[index] === GIF ? recipe.durationS : 0,
      title: inAlbum ? (rng.chance(0.25) ? this.#motifTitle(index, rng) : null) : head.title,
      description: rng.chance(inAlbum ? 0.2 : 0.12) ? rng.pick(DESCRIPTIONS) : null,
      name: makeFileName(rng, EXTENSIONS[recipe.mime] as string),
      datetime: head.datetime - (inAlbum ? 600 - Math.min(place * 3, 590) : 0),
      views: Math.round(head.views * rng.range(0.5, 1.2)),
      nsfw: head.nsfw,
      fate: this.#roles.fate[index] ?? "ok",
      sameBytesAs: copyOf < 0 ? null : (this.#mediaIds[copyOf] as string),
      nearOf: nearOf < 0 ? null : (this.#mediaIds[nearOf] as string),
    };
  }

  makePost(parts: { head: Head; id: string; media: readonly SimMedia[] }): SimPost {
    const { head, id, media } = parts;
    const { rng } = head;
    const isAlbum = this.#layout.isAlbum[head.post] === 1;
    const tags = this.#tags(head.post, rng);
    const accountUrl = rng.chance(0.84) ? rng.pick(USERS) : null;
    const ups = Math.round(head.views * rng.range(0.008, 0.09));
    const downs = Math.round(ups * rng.range(0, 0.12));
    return {
      id,
      isAlbum,
      title: head.title,
      description: isAlbum && rng.chance(0.4) ? rng.pick(DESCRIPTIONS) : null,
      accountUrl,
      accountId: accountUrl === null ? 0 : 1000 + (hash(accountUrl) % 90_000_000),
      section: rng.chance(0.55) ? sectionFor(tags, rng) : null,
      tags,
      datetime: head.datetime,
      views: head.views,
      ups,
      downs,
      score: ups - downs + rng.int(0, 60),
      favoriteCount: Math.round(ups * rng.range(0.05, 0.4)),
      commentCount: Math.min(180, Math.round(ups * rng.range(0.01, 0.12))),
      nsfw: head.nsfw,
      inGallery: true,
      privacy: rng.chance(0.4) ? "hidden" : "public",
      layout: isAlbum ? rng.pick(LAYOUTS) : "blog",
      coverId: media[0]?.id ?? null,
      media,
    };
  }

  #title(post: number, rng: Rng): string {
    const odd = ODD_TITLES[(post - FIRST_ODD_POST) / 5];
    if (odd !== undefined) return odd;
    const first = this.#layout.firstMedia[post] as number;
    if (first >= this.#layout.media) return "An album for later";
    const title = this.#motifTitle(first, rng);
    const copied = this.#roles.copyOf[first] as number;
    if (copied >= 0 && rng.chance(0.5)) return `Not mine, but it made my day: ${title}`;
    return post < FIRST_ODD_POST ? title : dressTitle(title, rng);
  }

  #motifTitle(index: number, rng: Rng): string {
    const titles = MOTIFS[this.#recipes.motifOf(index)]?.titles ?? [];
    return titles[Math.floor(rng.next() * titles.length)] ?? "Untitled";
  }

  #tags(post: number, rng: Rng): readonly string[] {
    const first = this.#layout.firstMedia[post] as number;
    const motif = first < this.#layout.media ? MOTIFS[this.#recipes.motifOf(first)] : undefined;
    const tags: string[] = [];
    for (const tag of motif?.tags ?? []) if (tags.length === 0 || rng.chance(0.7)) tags.push(tag);
    const loose = rng.pick(LOOSE_TAGS);
    if (rng.chance(0.35) && !tags.includes(loose)) tags.push(loose);
    return tags;
  }
}

const LAYOUTS = ["blog", "grid", "horizontal", "vertical"] as const;

const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/gif": "gif",
  "image/webp": "webp",
  "video/mp4": "mp4",
};

/** The subreddit that one of the tags leads to. */
function sectionFor(tags: readonly string[], rng: Rng): string {
  const start = rng.int(0, 8);
  for (let i = 0; i < tags.length; i++) {
    const known = SUBREDDITS[tags[(start + i) % tags.length] as string];
    if (known !== undefined) return rng.pick(known);
  }
  return "pics";
}

/** Epoch seconds of each post, newest first: many in the last months, thinning out over the years. */
function makeDates(seed: number, span: { posts: number; nowMs: number }): Int32Array {
  const rng = new Rng(hash(seed, "dates"));
  const now = Math.floor(span.nowMs / 1000);
  const dates = new Int32Array(span.posts);
  for (let post = 0; post < span.posts; post++) {
    const share = (post + (post === 0 ? 0 : rng.range(-0.45, 0.45))) / span.posts;
    dates[post] = now - Math.round(share ** 2.2 * OLDEST_DAYS * DAY_S);
  }
  return dates;
}
