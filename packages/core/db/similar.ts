import type { MediaKind } from "../imgur/model.ts";
import { type Filter, filterSql } from "./filter_sql.ts";
import type { OpenDatabase } from "./open.ts";
import { makeStatements } from "./statements.ts";

/** A picture as far as finding its like needs it. */
export interface HashedBlob {
  readonly sha256: string;
  /** 8 bytes each, the most significant first. */
  readonly hash: Uint8Array;
  readonly mirrored: Uint8Array;
}

/** What is known of a file that has a like. */
export interface BlobLooks {
  readonly sha256: string;
  /** Px, 0 when unknown. */
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly ext: string;
  readonly animated: boolean;
  /** null for stills, and where it is unknown. */
  readonly durationMs: number | null;
  /** Media of the gallery that show it, 0 when it is gone or in the trash. */
  readonly media: number;
  /** Places in albums that these media have. */
  readonly albums: number;
  /** Favourite marks and own tags that they have. */
  readonly marks: number;
  /** When the first of them was posted, epoch ms; null when unknown. */
  readonly postedAt: number | null;
}

/** An album that a picture is in. */
export interface AlbumPlace {
  readonly id: number;
  readonly imgurId: string;
  /** "" when it has none. */
  readonly title: string;
}

/** A picture beside its like. */
export interface Lookalike {
  /** Row id. */
  readonly id: number;
  readonly imgurId: string;
  readonly kind: MediaKind;
  readonly sha256: string;
  /** What `/thumb/…` shows for it; null when there cannot be one. */
  readonly thumb: string | null;
  /** Base64, "" while there is none. */
  readonly thumbHash: string;
  /** Px, 0 when unknown. */
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly ext: string;
  readonly animated: boolean;
  readonly durationMs: number | null;
  /** Epoch ms; null when unknown. */
  readonly postedAt: number | null;
  /** Its own title, else its post's, else "". */
  readonly title: string;
  readonly favorite: boolean;
  readonly nsfw: boolean;
  /** Tags of the user's own. */
  readonly ownTags: readonly string[];
  /** At most {@link MAX_ALBUMS}. */
  readonly albums: readonly AlbumPlace[];
}

/** What looking for duplicates reads. Only pictures that the gallery shows count. */
export interface SimilarRows {
  /** Pictures with a hash that says something, by SHA-256, after the one named. */
  hashedAfter(
    sha256: string,
    options: { limit: number; filter?: Filter | undefined },
  ): HashedBlob[];
  /** Pictures that have no hash yet: looks at each of them. */
  pending(): number;
  /** Changes when pictures came, or got their hash. */
  mark(): string;
  /** Changes with every write, of this process or another. */
  version(): string;
  looksOf(sha256: string): BlobLooks | undefined;
  /** Those of some files that the gallery still shows. */
  shown(sha256s: readonly string[]): ReadonlySet<string>;
  /** Files that several media show, which nobody wants to keep side by side; and how many. */
  sharedBlobs(filter?: Filter): { sha256: string; media: number }[];
  /** The media of some files. */
  mediaOf(sha256s: readonly string[]): Lookalike[];
  /** Those of some row ids that a filter finds. */
  matching(ids: readonly number[], filter: Filter): ReadonlySet<number>;
  /** Media by their row ids; those that the gallery does not show are left out. */
  media(ids: readonly number[]): Lookalike[];
}

/** Albums that are told of one picture. */
export const MAX_ALBUMS = 10;
/** Media that are told of one file: a placeholder that was not recognised can have thousands. */
const MAX_MEDIA_OF_BLOB = 100;

const SHOWS = (condition: string) =>
  `EXISTS (SELECT 1 FROM media WHERE media.sha256 = b.sha256 AND ${condition})`;
const HASHED = (condition: string) => `
SELECT b.sha256, b.perceptual_hash, b.mirrored_hash FROM blobs b
WHERE b.sha256 > ? AND b.perceptual_hash IS NOT NULL AND ${SHOWS(condition)} ORDER BY b.sha256 LIMIT ?`;
const PENDING = `SELECT count(*) FROM blobs b WHERE b.thumbs = 'pending' AND ${SHOWS("media.shown = 1")}`;
const MARK = `
SELECT (SELECT ifnull(max(rowid), 0) FROM blobs) || ':' || (SELECT count(*) FROM blobs WHERE thumbs = 'pending')`;
const VERSION = "SELECT data_version || ':' || total_changes() AS version FROM pragma_data_version";
const LOOKS = `
SELECT b.sha256, ifnull(b.width, 0) AS width, ifnull(b.height, 0) AS height, b.size_bytes AS bytes, b.ext, b.animated,
  b.duration_ms AS durationMs, count(m.id) AS media, min(m.posted_at) AS postedAt,
  ifnull(sum((SELECT count(*) FROM post_media pm JOIN posts p ON p.id = pm.post_id AND p.media_count > 1
    WHERE pm.media_id = m.id)), 0) AS albums,
  ifnull(sum((m.favorite_at IS NOT NULL) + (SELECT count(*) FROM media_user_tags t WHERE t.media_id = m.id)), 0) AS marks
FROM blobs b LEFT JOIN media m ON m.sha256 = b.sha256 AND m.shown = 1 WHERE b.sha256 = ?1 GROUP BY b.sha256`;
const SHOWN = `
SELECT j.value FROM json_each(?1) j WHERE EXISTS (SELECT 1 FROM media WHERE sha256 = j.value AND shown = 1)`;
// Counted by the index alone first: most files have one media.
const SHARED = (condition: string) => `
SELECT sha256, count(*) AS media FROM media
WHERE sha256 IN (SELECT sha256 FROM media WHERE sha256 IS NOT NULL GROUP BY sha256 HAVING count(*) > 1) AND ${condition}
  AND NOT EXISTS (SELECT 1 FROM blob_relations r WHERE r.first = media.sha256 AND r.second = media.sha256)
GROUP BY sha256 HAVING count(*) > 1 ORDER BY sha256`;
const MEDIA = (condition: string) => `
SELECT m.id, m.imgur_id AS imgurId, m.kind, m.sha256,
  CASE WHEN b.thumbs <> 'refused' THEN b.sha256 END AS thumb, b.thumb_hash AS thumbHash,
  coalesce(b.width, m.width, 0) AS width, coalesce(b.height, m.height, 0) AS height, b.size_bytes AS bytes, b.ext,
  b.animated, ifnull(m.duration_ms, b.duration_ms) AS durationMs, m.posted_at AS postedAt,
  coalesce(m.title, p.title, '') AS title, m.favorite_at IS NOT NULL AS favorite,
  m.nsfw IS 1 AS nsfw,
  (SELECT json_group_array(u.name) FROM media_user_tags t JOIN user_tags u ON u.id = t.tag_id WHERE t.media_id = m.id)
    AS ownTags,
  (SELECT json_group_array(json_object('id', a.id, 'imgurId', a.imgur_id, 'title', ifnull(a.title, ''))) FROM (
    SELECT q.id, q.imgur_id, q.title FROM post_media pm JOIN posts q ON q.id = pm.post_id
    WHERE pm.media_id = m.id AND (q.kind = 'album' OR q.media_count > 1) ORDER BY q.id LIMIT ${MAX_ALBUMS}) a) AS albums
FROM media m JOIN blobs b ON b.sha256 = m.sha256 LEFT JOIN posts p ON p.id = m.post_id
WHERE ${condition} AND m.shown = 1 ORDER BY m.id LIMIT ${MAX_MEDIA_OF_BLOB}`;

interface MediaRow
  extends Omit<Lookalike, "thumbHash" | "animated" | "favorite" | "nsfw" | "ownTags" | "albums"> {
  readonly thumbHash: Uint8Array | null;
  readonly animated: number;
  readonly favorite: number;
  readonly nsfw: number;
  readonly ownTags: string;
  readonly albums: string;
}

/**
 * Prepares what looking for duplicates reads.
 * @param archive An open archive, or its database.
 */
export function prepareSimilarRows({ sqlite }: Pick<OpenDatabase, "sqlite">): SimilarRows {
  const statements = makeStatements(sqlite);
  const ofBlob = sqlite.prepare<MediaRow, [string]>(MEDIA("m.sha256 = ?1"));
  const byId = sqlite.prepare<MediaRow, [number]>(MEDIA("m.id = ?1"));
  const looks = sqlite.prepare<Omit<BlobLooks, "animated"> & { animated: number }, [string]>(LOOKS);
  return {
    hashedAfter(sha256, { limit, filter = {} }) {
      const { sql, params } = filterSql(filter);
      return statements.values(HASHED(sql), [sha256, ...params, limit]).map(readHashed);
    },
    pending: () => statements.number(PENDING, []),
    mark: () => String(statements.values(MARK, [])[0]?.[0]),
    version: () => String(statements.values(VERSION, [])[0]?.[0]),
    looksOf(sha256) {
      const row = looks.get(sha256);
      return row ? { ...row, animated: row.animated === 1 } : undefined;
    },
    shown(sha256s) {
      const rows = statements.values(SHOWN, [JSON.stringify(sha256s)]);
      return new Set(rows.map(([sha256]) => String(sha256)));
    },
    sharedBlobs(filter = {}) {
      const { sql, params } = filterSql(filter);
      return statements.all(SHARED(sql), params);
    },
    mediaOf: (sha256s) => sha256s.flatMap((sha256) => ofBlob.all(sha256).map(readMedia)),
    matching(ids, filter) {
      const { sql, params } = filterSql(filter);
      const condition = `SELECT media.id FROM media WHERE media.id IN (SELECT value FROM json_each(?)) AND ${sql}`;
      const rows = statements.values(condition, [JSON.stringify(ids), ...params]);
      return new Set(rows.map(([id]) => Number(id)));
    },
    media: (ids) => ids.flatMap((id) => byId.all(id).map(readMedia)),
  };
}

function readHashed([sha256, hash, mirrored]: unknown[]): HashedBlob {
  return {
    sha256: String(sha256),
    hash: hash as Uint8Array,
    mirrored: mirrored as Uint8Array,
  };
}

function readMedia(row: MediaRow): Lookalike {
  return {
    ...row,
    thumbHash: row.thumbHash?.toBase64() ?? "",
    animated: row.animated === 1,
    favorite: row.favorite === 1,
    nsfw: row.nsfw === 1,
    ownTags: JSON.parse(row.ownTags) as string[],
    albums: JSON.parse(row.albums) as AlbumPlace[],
  };
}
