/** The kinds that the gallery and `type:` tell apart. */
export type MediaKind = "photo" | "gif" | "video";

/** One image or video of a post, in our words. Absent facts are null, never guessed. */
export interface Media {
  /** 5 or 7 letters and digits, case-sensitive. */
  readonly id: string;
  readonly kind: MediaKind;
  /** Extension of the original that Imgur stores, without a dot, `jpeg` normalised to `jpg`. */
  readonly ext: string;
  /** True when an mp4 rendering of a GIF exists. */
  readonly hasMp4: boolean;
  readonly hasSound: boolean;
  readonly width: number | null;
  readonly height: number | null;
  /** Bytes of the original. */
  readonly sizeBytes: number | null;
  readonly durationMs: number | null;
  readonly title: string | null;
  readonly description: string | null;
  /** The uploader's file name, where post/v1 gives it. */
  readonly name: string | null;
  /** Epoch ms. */
  readonly postedAt: number | null;
  /** The address that the answer gave, for media on hosts other than the CDN's usual form. */
  readonly link: string | null;
}

/** An album, a gallery item or a lone image, in our words. */
export interface Post {
  readonly id: string;
  readonly kind: "album" | "image";
  readonly title: string | null;
  readonly description: string | null;
  readonly author: string | null;
  /** Subreddit name without `r/`, where the listing tells one. */
  readonly subreddit: string | null;
  /** Epoch ms. */
  readonly postedAt: number | null;
  readonly views: number | null;
  readonly ups: number | null;
  readonly downs: number | null;
  readonly points: number | null;
  readonly score: number | null;
  readonly commentCount: number | null;
  readonly favoriteCount: number | null;
  readonly nsfw: boolean | null;
  /** Imgur's tags, lower case. */
  readonly tags: readonly string[];
  /** How many media Imgur says that it has; ≥ media.length. */
  readonly mediaCount: number;
  readonly media: readonly Media[];
  /** Canonical https address on imgur.com. */
  readonly address: string;
  /** The answer as it came, `deletehash` removed at every depth. */
  readonly raw: unknown;
}
