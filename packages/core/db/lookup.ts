import type { MediaKind } from "../imgur/model.ts";
import type { Outcome, Reason } from "../outcomes.ts";
import type { OpenDatabase } from "./open.ts";
import { type PostDetail, preparePostDetails } from "./post_details.ts";

/** A file of a media. */
export interface MediaFile {
  readonly role: "original" | "mp4" | "poster";
  readonly sha256: string;
  readonly ext: string;
  readonly sizeBytes: number;
}

/** Facts about the shown file's blob. */
export interface BlobFacts {
  readonly sha256: string;
  readonly md5: string;
  readonly ext: string;
  readonly sizeBytes: number;
  readonly animated: boolean;
  /** Epoch ms. */
  readonly storedAt: number;
  readonly thumbs: "pending" | "made" | "refused";
  readonly thumbsReason: string | null;
  /** Base64, "" while there is none. */
  readonly thumbHash: string;
  /** When its bytes were last read and compared, epoch ms; null: never since they were stored. */
  readonly verifiedAt: number | null;
  /** What was wrong with the file then; null while nothing is. */
  readonly damage: "missing" | "size" | "hash" | "picture" | "unreadable" | null;
}

/** All that is known of one media. Times are epoch ms. */
export interface MediaDetail {
  readonly id: number;
  readonly imgurId: string;
  readonly kind: MediaKind;
  readonly width: number | null;
  readonly height: number | null;
  /** Of the shown file; before it is here, what Imgur announced. */
  readonly sizeBytes: number | null;
  readonly durationMs: number | null;
  readonly hasSound: boolean;
  readonly title: string | null;
  readonly description: string | null;
  readonly name: string | null;
  readonly postedAt: number | null;
  readonly score: number | null;
  readonly nsfw: boolean | null;
  readonly archivedAt: number | null;
  readonly archivedRun: number | null;
  readonly lastOutcome: Outcome | null;
  readonly lastReason: Reason | null;
  /** Where the kept bytes came from, when not from Imgur. */
  readonly origin: "wayback" | "import" | null;
  /** The address in the web archive, or the path that was imported. */
  readonly originAddress: string | null;
  readonly removedUpstreamAt: number | null;
  readonly favoriteAt: number | null;
  readonly trashedAt: number | null;
  readonly seenAt: number | null;
  /** null while no file of it is kept. */
  readonly blob: BlobFacts | null;
  readonly files: readonly MediaFile[];
  /** Tags of the user's own. */
  readonly ownTags: readonly string[];
  /** Other Imgur ids that show the same bytes. */
  readonly sameBytes: readonly string[];
  /** Names under `images/`. */
  readonly views: readonly string[];
  /** The posts that it is in, the one it was first seen in first. */
  readonly posts: readonly PostDetail[];
}

/** Looking one thing up. */
export interface Lookup {
  /**
   * The row id of what a text names: an Imgur id of a media, else of a post (its first media); a SHA-256 or at
   * least 12 digits of one; `~` and a row id.
   */
  findId(text: string): number | undefined;
  /** All about a media, by its row id. */
  media(id: number): MediaDetail | undefined;
  /** A post by its Imgur id. */
  post(imgurId: string): PostDetail | undefined;
}

const MEDIA = `
SELECT m.id, m.imgur_id AS imgurId, m.kind, m.width, m.height, m.size_bytes AS sizeBytes,
  m.duration_ms AS durationMs, m.has_sound AS hasSound, m.title, m.description, m.name, m.posted_at AS postedAt,
  m.score, m.nsfw, m.archived_at AS archivedAt, m.archived_run AS archivedRun, m.last_outcome AS lastOutcome,
  m.last_reason AS lastReason, m.origin, m.origin_address AS originAddress, m.removed_upstream_at AS removedUpstreamAt, m.favorite_at AS favoriteAt,
  m.trashed_at AS trashedAt, m.seen_at AS seenAt, m.sha256, m.post_id AS postId,
  b.md5, b.ext, b.size_bytes AS blobBytes, b.animated, b.stored_at AS storedAt, b.thumbs,
  b.thumbs_reason AS thumbsReason, b.thumb_hash AS thumbHash, b.verified_at AS verifiedAt, b.damage
FROM media m LEFT JOIN blobs b ON b.sha256 = m.sha256 WHERE m.id = ?1`;

const FILES = `
SELECT f.role, f.sha256, b.ext, b.size_bytes AS sizeBytes FROM media_files f JOIN blobs b ON b.sha256 = f.sha256
WHERE f.media_id = ?1 ORDER BY f.role`;

/** As many as anybody reads; a placeholder that was not recognised can have thousands. */
const SAME_BYTES = `
SELECT imgur_id AS imgurId FROM media WHERE sha256 = ?2 AND id <> ?1 ORDER BY id LIMIT 100`;

const OWN_TAGS = `
SELECT u.name FROM media_user_tags t JOIN user_tags u ON u.id = t.tag_id WHERE t.media_id = ?1 ORDER BY u.name LIMIT 1000`;

const VIEWS = "SELECT path FROM views WHERE media_id = ?1 ORDER BY path LIMIT 100";

const BY_IMGUR_ID = "SELECT id FROM media WHERE imgur_id = ?1";
const BY_POST = `
SELECT pm.media_id AS id FROM posts p JOIN post_media pm ON pm.post_id = p.id
WHERE p.imgur_id = ?1 ORDER BY pm.position LIMIT 1`;
const BY_SHA256 = `
SELECT f.media_id AS id FROM media_files f WHERE f.sha256 >= ?1 AND f.sha256 < ?1 || 'g' LIMIT 1`;
const BY_ID = "SELECT id FROM media WHERE id = ?1";

const SHA256_PART_REGEXP = /^[0-9a-f]{12,64}$/i;
const ROW_ID_REGEXP = /^~(\d{1,15})$/;

interface MediaRow
  extends Omit<
    MediaDetail,
    "hasSound" | "nsfw" | "blob" | "files" | "ownTags" | "sameBytes" | "views" | "posts"
  > {
  readonly hasSound: number;
  readonly nsfw: number | null;
  readonly sha256: string | null;
  readonly postId: number | null;
  readonly md5: string | null;
  readonly ext: string | null;
  readonly blobBytes: number | null;
  readonly animated: number | null;
  readonly storedAt: number | null;
  readonly thumbs: BlobFacts["thumbs"] | null;
  readonly thumbsReason: string | null;
  readonly thumbHash: Uint8Array | null;
  readonly verifiedAt: number | null;
  readonly damage: BlobFacts["damage"];
}

/**
 * Prepares the looking up of single things.
 * @param archive An open archive, or its database.
 */
export function prepareLookup({ sqlite }: Pick<OpenDatabase, "sqlite">): Lookup {
  const media = sqlite.prepare<MediaRow, [number]>(MEDIA);
  const files = sqlite.prepare<MediaFile, [number]>(FILES);
  const sameBytes = sqlite.prepare<{ imgurId: string }, [number, string | null]>(SAME_BYTES);
  const ownTags = sqlite.prepare<{ name: string }, [number]>(OWN_TAGS);
  const views = sqlite.prepare<{ path: string }, [number]>(VIEWS);
  const posts = preparePostDetails(sqlite);
  const byId = sqlite.prepare<{ id: number }, [number]>(BY_ID);
  const byText = (sql: string) => sqlite.prepare<{ id: number }, [string]>(sql);
  const [byImgurId, byPost, bySha256] = [byText(BY_IMGUR_ID), byText(BY_POST), byText(BY_SHA256)];
  return {
    findId(text) {
      const [, rowId] = ROW_ID_REGEXP.exec(text) ?? [];
      if (rowId !== undefined) return byId.get(Number(rowId))?.id;
      if (SHA256_PART_REGEXP.test(text)) return bySha256.get(text.toLowerCase())?.id;
      return byImgurId.get(text)?.id ?? byPost.get(text)?.id;
    },
    media(id) {
      const row = media.get(id);
      if (!row) return undefined;
      return {
        ...readMedia(row),
        files: files.all(id),
        ownTags: ownTags.all(id).map(({ name }) => name),
        sameBytes:
          row.sha256 === null ? [] : sameBytes.all(id, row.sha256).map((one) => one.imgurId),
        views: views.all(id).map(({ path }) => path),
        posts: posts.ofMedia(id, row.postId),
      };
    },
    post: posts.byImgurId,
  };
}

function readMedia(
  row: MediaRow,
): Omit<MediaDetail, "files" | "ownTags" | "sameBytes" | "views" | "posts"> {
  const {
    sha256,
    md5,
    ext,
    blobBytes,
    animated,
    storedAt,
    thumbs,
    thumbsReason,
    thumbHash,
    verifiedAt,
    damage,
    postId,
    ...plain
  } = row;
  const blob: BlobFacts | null =
    sha256 === null || ext === null
      ? null
      : {
          sha256,
          md5: md5 ?? "",
          ext,
          sizeBytes: blobBytes ?? 0,
          animated: animated === 1,
          storedAt: storedAt ?? 0,
          thumbs: thumbs ?? "pending",
          thumbsReason,
          thumbHash: thumbHash?.toBase64() ?? "",
          verifiedAt,
          damage,
        };
  return {
    ...plain,
    hasSound: row.hasSound === 1,
    nsfw: row.nsfw === null ? null : row.nsfw === 1,
    blob,
  };
}
