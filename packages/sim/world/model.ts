// What the stand-in's world is made of. The server reads only this; the drawing hides behind `World`.

/** What became of a media on this Imgur. */
export type Fate =
  | "ok"
  /** The CDN redirects to removed.png. */
  | "removed"
  /** The CDN answers 404. */
  | "gone"
  /** The CDN answers 200 with the region picture. */
  | "region_blocked"
  /** The API says 404, the CDN still serves the file. */
  | "api_gone";

/** One image or video. Facts are fixed by the seed before a pixel is drawn, so that listings cost nothing. */
export interface SimMedia {
  /** 7 (a few: 5) letters and digits. */
  readonly id: string;
  /** `image/jpeg`, `image/png`, `image/gif`, `image/webp` or `video/mp4`. */
  readonly mime: string;
  /** Extension without a dot: jpg, png, gif, webp, mp4. */
  readonly ext: string;
  readonly animated: boolean;
  readonly width: number;
  readonly height: number;
  /** Exact bytes of the original as served. */
  readonly sizeBytes: number;
  /** Exact bytes of the mp4 rendering of a GIF, 0 when there is none. */
  readonly mp4SizeBytes: number;
  readonly hasSound: boolean;
  /** Seconds; 0 for stills. */
  readonly durationS: number;
  readonly title: string | null;
  readonly description: string | null;
  /** The uploader's file name. */
  readonly name: string;
  /** Epoch seconds. */
  readonly datetime: number;
  readonly views: number;
  readonly nsfw: boolean;
  readonly fate: Fate;
  /** Set when the bytes are those of another media. */
  readonly sameBytesAs: string | null;
  /** Set when it is a re-encoded, scaled, mirrored or cropped form of another media. */
  readonly nearOf: string | null;
}

/** A comment, with its replies. */
export interface SimComment {
  readonly id: number;
  readonly author: string;
  readonly comment: string;
  readonly datetime: number;
  readonly ups: number;
  readonly downs: number;
  readonly children: readonly SimComment[];
}

/** An album or a lone image in the gallery. */
export interface SimPost {
  readonly id: string;
  readonly isAlbum: boolean;
  readonly title: string;
  readonly description: string | null;
  /** User name; null for anonymous uploads. */
  readonly accountUrl: string | null;
  readonly accountId: number;
  /** Subreddit it was shared in, or null. */
  readonly section: string | null;
  readonly tags: readonly string[];
  /** Epoch seconds. */
  readonly datetime: number;
  readonly views: number;
  readonly ups: number;
  readonly downs: number;
  readonly score: number;
  readonly favoriteCount: number;
  readonly commentCount: number;
  readonly nsfw: boolean;
  readonly inGallery: boolean;
  /** `hidden` is common even for public posts. */
  readonly privacy: "public" | "hidden";
  readonly layout: "blog" | "grid" | "horizontal" | "vertical";
  /** Null for an empty album. */
  readonly coverId: string | null;
  readonly media: readonly SimMedia[];
}

/** One seeded Imgur: same options, same world, byte for byte. */
export interface World {
  /** Newest first. */
  readonly posts: readonly SimPost[];
  post(id: string): SimPost | undefined;
  media(id: string): SimMedia | undefined;
  /** The post that a media belongs to. */
  postOf(mediaId: string): SimPost | undefined;
  comments(postId: string): readonly SimComment[];
  /** The stored original: exactly `sizeBytes` long; drawn when first asked for, then from a bounded cache. */
  bytes(mediaId: string): Promise<Uint8Array>;
  /** The mp4 rendering of a GIF. */
  mp4(mediaId: string): Promise<Uint8Array>;
  /** A suffix thumbnail (s b t m l h g r) as JPEG; for a video its poster; for a big GIF's `h` a GIF. */
  variant(mediaId: string, suffix: string): Promise<{ mime: string; bytes: Uint8Array }>;
  /** Lower-case hex MD5 of the original: its ETag. */
  md5(mediaId: string): Promise<string>;
}

/** What a world is made from. Counts are exact. */
export interface WorldOptions {
  /** @default 1 */
  readonly seed?: number;
  /** Gallery posts. @default 120 */
  readonly posts?: number;
  /** How many of the posts are albums. @default a quarter */
  readonly albums?: number;
  /** Media in the one big album (the first album); 0 for none. @default 0 */
  readonly bigAlbum?: number;
  /** How many of the albums hold nothing: no media, no cover. @default 0 */
  readonly emptyAlbums?: number;
  /** Of all posts, how many hold a GIF. @default a tenth */
  readonly gifs?: number;
  /** How many of those GIFs are above 20 MB, where Imgur links to the `…h.gif` (docs/imgur.md §0.3). @default 0 */
  readonly bigGifs?: number;
  /** Of all posts, how many hold a video. @default a twentieth */
  readonly videos?: number;
  /** Media that repeat another's bytes under their own id (never more than three ids for the same bytes). @default 3 % */
  readonly duplicates?: number;
  /** Media that are near-duplicates of another. @default 3 % */
  readonly nearDuplicates?: number;
  /** Media that Imgur removed, answers 404 for, region-blocks, forgot in the API. @default 0 each */
  readonly removed?: number;
  readonly gone?: number;
  readonly regionBlocked?: number;
  readonly apiGone?: number;
  /** Makes every original exactly this many bytes (benches); absent: sizes as on Imgur, mean about 210 KB. */
  readonly sizeBytes?: number;
  /** Draw only this many distinct pictures; every media gets its own bytes all the same (benches). @default unlimited */
  readonly distinctPictures?: number;
  /** Real photographs instead of drawn pictures: every jpg/png/webp/gif in this folder. */
  readonly images?: string;
  /** Longest side of drawn pictures in pixels; small ones are drawn fast (tests). @default 3000 */
  readonly maxSide?: number;
  /** Bytes of drawn files to keep in memory. @default 256 MB */
  readonly cacheBytes?: number;
  /** Epoch ms that the newest post is dated by. @default 2026-11-20T12:00Z */
  readonly nowMs?: number;
}
