import type { Album } from "../routes/album_schemas.ts";
import type { Comments } from "../routes/comments.ts";
import type { MediaDetail } from "../routes/schemas.ts";

/** A post of an exported gallery: what its pictures have in common. */
export type StaticPost = Omit<NonNullable<MediaDetail["post"]>, "media">;

/** A picture of an exported gallery. */
export interface StaticItem {
  readonly media: Omit<MediaDetail, "post" | "place">;
  /** Its file, from the folder of the page, with `/`. */
  readonly path: string;
  /** Extension of its thumbnails; null when it has none. */
  readonly thumbExt: string | null;
  /** Imgur id of the post that it was first seen in. */
  readonly post: string | null;
  /** Imgur ids of the posts that hold it. */
  readonly albums: readonly string[];
  readonly score: number | null;
}

/** Everything that an exported gallery knows: the one script beside the page. */
export interface StaticData {
  readonly version: string;
  /** Epoch ms. */
  readonly madeAt: number;
  /** In the order in which they were archived. */
  readonly items: readonly StaticItem[];
  /** By Imgur id. */
  readonly posts: Readonly<Record<string, StaticPost>>;
  /** Albums with all that they have, here or not, by Imgur id. */
  readonly albums: Readonly<Record<string, Album>>;
  /** What was said below a post, by its Imgur id; only where something was. */
  readonly comments: Readonly<Record<string, Comments>>;
}

/** The folder of what is not a picture of the user's, from the folder of the page. */
export const STATIC_FOLDER = "gallery";

/** Where a thumbnail lies, from the folder of the page. */
export function staticThumb(size: number, sha256: string, ext: string): string {
  return `${STATIC_FOLDER}/thumbs/${size}/${sha256}.${ext}`;
}

/** Where a further file of a picture lies (the film of a GIF), from the folder of the page. */
export function staticFile(sha256: string, ext: string): string {
  return `${STATIC_FOLDER}/files/${sha256}.${ext}`;
}
