import type { MediaKind } from "../imgur/model.ts";

/** What a grid needs to know of one media. */
export interface Tile {
  /** Row id. */
  readonly id: number;
  readonly imgurId: string;
  readonly kind: MediaKind;
  /** Px; null when unknown. */
  readonly width: number | null;
  readonly height: number | null;
  readonly nsfw: boolean;
  readonly favorite: boolean;
  readonly seen: boolean;
  /** Imgur no longer has it. */
  readonly removedUpstream: boolean;
  readonly hasSound: boolean;
  readonly animated: boolean;
  readonly durationMs: number | null;
  readonly sha256: string;
  /** Of the blob. */
  readonly ext: string;
  readonly sizeBytes: number;
  readonly thumbs: "pending" | "made" | "refused";
  /** Base64, "" while there is none. */
  readonly thumbHash: string;
  /** Its own title, else its post's, else "". */
  readonly title: string;
  readonly score: number | null;
  /** Epoch ms; null when unknown. */
  readonly postedAt: number | null;
  /** Epoch ms. */
  readonly archivedAt: number;
  /** Row id of its first post. */
  readonly postId: number | null;
  /** How many media that post has on Imgur. */
  readonly postCount: number;
  /** Its file is missing or not as it was: `repair` knows more. */
  readonly damaged: boolean;
  /** In the trash since then, epoch ms; null when it is not. */
  readonly trashedAt: number | null;
}

/** Tiles as columns of equal length: half the bytes of rows. */
export type TileColumns = { readonly [Name in keyof Tile]: Tile[Name][] };

/** What is selected, in the order in which {@link readTile} reads it. */
const EXPRESSIONS: { readonly [Name in keyof Tile]: string } = {
  id: "media.id",
  imgurId: "media.imgur_id",
  kind: "media.kind",
  width: "media.width",
  height: "media.height",
  nsfw: "ifnull(media.nsfw, 0)",
  favorite: "media.favorite_at IS NOT NULL",
  seen: "media.seen_at IS NOT NULL",
  removedUpstream: "media.removed_upstream_at IS NOT NULL",
  hasSound: "media.has_sound",
  animated: "b.animated",
  durationMs: "ifnull(media.duration_ms, b.duration_ms)",
  sha256: "media.sha256",
  ext: "b.ext",
  sizeBytes: "b.size_bytes",
  thumbs: "b.thumbs",
  thumbHash: "b.thumb_hash",
  title: "coalesce(media.title, p.title, '')",
  score: "media.score",
  postedAt: "media.posted_at",
  archivedAt: "media.archived_at",
  postId: "media.post_id",
  postCount: "ifnull(p.media_count, 1)",
  damaged: "b.damage IS NOT NULL",
  trashedAt: "media.trashed_at",
};

const NAMES = Object.keys(EXPRESSIONS) as (keyof Tile)[];
const FLAGS = new Set<keyof Tile>([
  "nsfw",
  "favorite",
  "seen",
  "removedUpstream",
  "hasSound",
  "animated",
  "damaged",
]);

/** The columns of a tile. */
export const TILE_COLUMNS_SQL = NAMES.map((name) => EXPRESSIONS[name]).join(", ");

/** What has to be joined to `media` for them. */
export const TILE_JOINS_SQL =
  "JOIN blobs b ON b.sha256 = media.sha256 LEFT JOIN posts p ON p.id = media.post_id";

/** One row of {@link TILE_COLUMNS_SQL} as a tile. */
export function readTile(row: readonly unknown[]): Tile {
  return Object.fromEntries(
    NAMES.map((name, at) => [name, readValue(name, row[at])]),
  ) as unknown as Tile;
}

/** Rows of {@link TILE_COLUMNS_SQL} as columns. */
export function readTileColumns(rows: readonly (readonly unknown[])[]): TileColumns {
  return Object.fromEntries(
    NAMES.map((name, at) => [name, rows.map((row) => readValue(name, row[at]))]),
  ) as unknown as TileColumns;
}

function readValue(name: keyof Tile, value: unknown): unknown {
  if (FLAGS.has(name)) return value === 1;
  if (name !== "thumbHash") return value;
  return value instanceof Uint8Array ? value.toBase64() : "";
}
