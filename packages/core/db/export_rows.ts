import type { Selection } from "./edits.ts";
import { filterSql } from "./filter_sql.ts";
import type { OpenDatabase } from "./open.ts";

/** A picture as an export tells of it. */
export interface ExportRow {
  /** Imgur's. */
  readonly id: string;
  readonly kind: "photo" | "gif" | "video";
  /** The file that is shown. */
  readonly sha256: string;
  readonly ext: string;
  readonly sizeBytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationMs: number | null;
  /** Its own, else its post's. */
  readonly title: string | null;
  readonly description: string | null;
  /** Epoch ms. */
  readonly postedAt: number | null;
  /** Epoch ms. */
  readonly archivedAt: number;
  readonly score: number | null;
  readonly nsfw: boolean;
  readonly favorite: boolean;
  /** The post it was first seen in. */
  readonly post: string | null;
  readonly author: string | null;
  readonly subreddit: string | null;
  readonly address: string | null;
  /** From 0, in the author's order. */
  readonly position: number;
  readonly mediaCount: number;
  /** The source that first listed the post. */
  readonly source: string | null;
  /** Imgur's tags. */
  readonly tags: readonly string[];
  /** The user's own. */
  readonly ownTags: readonly string[];
}

/** Reading for an export. */
export interface ExportRows {
  /** Row ids of what a selection names, in the order in which they were archived: the same on every call. */
  ids(selection: Selection): number[];
  /** The rows of these, in their order; without those that went away in the meantime. */
  rows(ids: readonly number[]): ExportRow[];
}

const ROWS = `
SELECT m.imgur_id AS id, m.kind, b.sha256, b.ext, b.size_bytes AS sizeBytes, b.width, b.height,
  b.duration_ms AS durationMs, ifnull(m.title, p.title) AS title, ifnull(m.description, p.description) AS description,
  m.posted_at AS postedAt, m.archived_at AS archivedAt, m.score, ifnull(m.nsfw, 0) AS nsfw,
  m.favorite_at IS NOT NULL AS favorite, p.imgur_id AS post, p.author, p.subreddit, p.address,
  ifnull(pm.position, 0) AS position, ifnull(p.media_count, 1) AS mediaCount,
  (SELECT s.target FROM source_posts sp JOIN sources s ON s.id = sp.source_id WHERE sp.post_id = p.id
    ORDER BY sp.first_seen_at, s.id LIMIT 1) AS source,
  (SELECT json_group_array(t.name) FROM post_tags pt JOIN tags t ON t.id = pt.tag_id WHERE pt.post_id = p.id) AS tags,
  (SELECT json_group_array(u.name) FROM media_user_tags mu JOIN user_tags u ON u.id = mu.tag_id
    WHERE mu.media_id = m.id) AS ownTags
FROM json_each(?1) wanted JOIN media m ON m.id = wanted.value JOIN blobs b ON b.sha256 = m.sha256
LEFT JOIN posts p ON p.id = m.post_id
LEFT JOIN post_media pm ON pm.post_id = p.id AND pm.media_id = m.id
WHERE m.archived_at IS NOT NULL ORDER BY wanted.key`;

type RawRow = Omit<ExportRow, "nsfw" | "favorite" | "tags" | "ownTags"> & {
  readonly nsfw: number;
  readonly favorite: number;
  readonly tags: string;
  readonly ownTags: string;
};

/**
 * Prepares the reading of an export.
 * @param archive An open archive, or its database.
 */
export function prepareExportRows({ sqlite }: Pick<OpenDatabase, "sqlite">): ExportRows {
  const rows = sqlite.prepare<RawRow, [string]>(ROWS);
  return {
    ids(selection) {
      const { sql, params } = isIds(selection)
        ? {
            sql: "media.shown = 1 AND media.id IN (SELECT value FROM json_each(?))",
            params: [JSON.stringify(selection)],
          }
        : filterSql(selection);
      return sqlite
        .prepare(`SELECT media.id FROM media WHERE ${sql} ORDER BY media.id`)
        .values(...params)
        .map(([id]) => Number(id));
    },
    rows: (ids) =>
      rows.all(JSON.stringify(ids)).map((row) => ({
        ...row,
        nsfw: row.nsfw === 1,
        favorite: row.favorite === 1,
        tags: JSON.parse(row.tags) as string[],
        ownTags: JSON.parse(row.ownTags) as string[],
      })),
  };
}

function isIds(selection: Selection): selection is readonly number[] {
  return Array.isArray(selection);
}
