// Which post holds how many media of which kind, and what happened to each media: counts only, no words, no pixels.
import type { WorldOptions } from "./model.ts";
import { hash, Rng } from "./seed.ts";

/** A still, a GIF or a video. */
export const STILL = 0;
/** See `STILL`. */
export const GIF = 1;
/** See `STILL`. */
export const VIDEO = 2;

/** What stands where, by index of post and media (posts newest first, media in their order). */
export interface Layout {
  readonly posts: number;
  readonly media: number;
  /** Of each post: 1 for an album. */
  readonly isAlbum: Uint8Array;
  /** Of each post: its first media; one entry more than posts. */
  readonly firstMedia: Int32Array;
  /** Of each media: its post. */
  readonly postOf: Int32Array;
  /** Of each media: `STILL`, `GIF` or `VIDEO`. */
  readonly kind: Uint8Array;
  /** GIFs above 20 MB. */
  readonly bigGifs: ReadonlySet<number>;
}

/** The newest posts stand at the top of every gallery: they keep to one picture each, and the last two move. */
const SHOWCASE_POSTS = 12;
const SHOWCASE_VIDEO = 10;
const SHOWCASE_GIF = 11;
/** In a smaller world the newest posts are needed for other things. */
const LEAST_POSTS_FOR_SHOW = 36;

/**
 * Lays posts and media out as the counts ask.
 * @throws {RangeError} When the counts contradict each other.
 */
export function makeLayout(options: WorldOptions): Layout {
  const seed = options.seed ?? 1;
  const posts = readCount("posts", options.posts, 120);
  const bigAlbum = readCount("bigAlbum", options.bigAlbum, 0);
  const emptyAlbums = readCount("emptyAlbums", options.emptyAlbums, 0);
  const least = Math.min(posts, emptyAlbums + (bigAlbum > 0 ? 1 : 0));
  const albums = readCount("albums", options.albums, Math.max(least, Math.round(posts / 4)));
  const gifs = readCount("gifs", options.gifs, options.images ? 0 : Math.round(posts / 10));
  const videos = readCount("videos", options.videos, options.images ? 0 : Math.round(posts / 20));
  const bigGifs = readCount("bigGifs", options.bigGifs, 0);
  requireAtMost("albums", albums, posts);
  requireAtMost("bigAlbum and emptyAlbums", emptyAlbums + (bigAlbum > 0 ? 1 : 0), albums);
  requireAtMost("gifs and videos", gifs + videos, posts - emptyAlbums);
  requireAtMost("bigGifs", bigGifs, gifs);

  const rng = new Rng(hash(seed, "layout"));
  const albumPosts = choose(rng, posts, albums).sort();
  const sizes = sizeAlbums(rng, { posts, albumPosts, bigAlbum, emptyAlbums });
  const isAlbum = new Uint8Array(posts);
  for (const post of albumPosts) isAlbum[post] = 1;
  const firstMedia = new Int32Array(posts + 1);
  for (let post = 0; post < posts; post++) {
    firstMedia[post + 1] = (firstMedia[post] as number) + (sizes[post] as number);
  }
  const media = firstMedia[posts] as number;
  const postOf = new Int32Array(media);
  for (let post = 0; post < posts; post++) {
    postOf.fill(post, firstMedia[post] as number, firstMedia[post + 1] as number);
  }
  const kind = new Uint8Array(media);
  const moving = choose(rng, posts, posts).filter((post) => sizes[post] !== 0);
  if (posts >= LEAST_POSTS_FOR_SHOW) {
    if (gifs > 0) swapTo(moving, { post: SHOWCASE_GIF, place: 0 });
    if (videos > 0) swapTo(moving, { post: SHOWCASE_VIDEO, place: gifs });
  }
  const gifMedia = moving.subarray(0, gifs).map((post) => firstMedia[post] as number);
  for (const index of gifMedia) kind[index] = GIF;
  for (const post of moving.subarray(gifs, gifs + videos)) kind[firstMedia[post] as number] = VIDEO;
  const big = new Set(gifMedia.sort().subarray(0, bigGifs));
  return { posts, media, isAlbum, firstMedia, postOf, kind, bigGifs: big };
}

/** Posts in seeded order, those at the top of the gallery last. */
function choose(rng: Rng, posts: number, count: number): Int32Array {
  const order = new Int32Array(posts).map((_, i) => i);
  shuffleFrom(order, { rng, first: posts >= LEAST_POSTS_FOR_SHOW ? SHOWCASE_POSTS : 0 });
  return order.reverse().slice(0, count);
}

function swapTo(order: Int32Array, move: { post: number; place: number }): void {
  const from = order.indexOf(move.post);
  order[from] = order[move.place] as number;
  order[move.place] = move.post;
}

/** Shuffles all but the first entries, in place. */
export function shuffleFrom(order: Int32Array, how: { rng: Rng; first: number }): void {
  for (let i = order.length - 1; i > how.first; i--) {
    const j = how.rng.int(how.first, i);
    const held = order[i] as number;
    order[i] = order[j] as number;
    order[j] = held;
  }
}

/** Of each post: how many media it holds. */
function sizeAlbums(
  rng: Rng,
  plan: { posts: number; albumPosts: Int32Array; bigAlbum: number; emptyAlbums: number },
): Int32Array {
  const { posts, albumPosts, bigAlbum, emptyAlbums } = plan;
  const sizes = new Int32Array(posts).fill(1);
  for (const post of albumPosts) sizes[post] = 2 + Math.floor(rng.next() ** 2.6 * 15);
  if (bigAlbum > 0) sizes[albumPosts[0] as number] = bigAlbum;
  for (const post of albumPosts.subarray(albumPosts.length - emptyAlbums)) sizes[post] = 0;
  return sizes;
}

/** A count from the options. @throws {RangeError} When it is not a whole number from 0 up. */
export function readCount(name: string, value: number | undefined, fallback: number): number {
  const count = value ?? fallback;
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(
      `Cannot make a world: ${name} must be a whole number from 0 up, not ${count}`,
    );
  }
  return count;
}

/** @throws {RangeError} When there are more than there can be. */
export function requireAtMost(name: string, count: number, most: number): void {
  if (count > most) {
    throw new RangeError(`Cannot make a world: ${name} must be at most ${most}, not ${count}`);
  }
}
