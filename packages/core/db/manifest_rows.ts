import type { Expr } from "../where/expr.ts";
import { filterSql } from "./filter_sql.ts";
import type { OpenDatabase } from "./open.ts";

/** A media that uses a blob. */
export interface ManifestMedia {
  /** Imgur's. */
  readonly id: string;
  readonly role: "original" | "mp4" | "poster";
  readonly title: string | null;
  /** Epoch ms. */
  readonly postedAt: number | null;
  /** The post it was first seen in. */
  readonly post: string | null;
  readonly author: string | null;
  readonly address: string | null;
}

/** A blob as a manifest names it. */
export interface ManifestRow {
  readonly sha256: string;
  readonly md5: string;
  readonly ext: string;
  readonly sizeBytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationMs: number | null;
  /** Epoch ms. */
  readonly storedAt: number;
}

/** Reading for a manifest, in order of hash. */
export interface ManifestRows {
  /** @param where Only what these media use; absent: every blob. */
  list(where?: Expr): Iterable<ManifestRow>;
  /** Who uses a blob, at most a hundred. */
  mediaOf(sha256: string): ManifestMedia[];
}

const LIST = `
SELECT sha256, md5, ext, size_bytes AS sizeBytes, width, height, duration_ms AS durationMs, stored_at AS storedAt
FROM blobs`;
const MEDIA = `
SELECT m.imgur_id AS id, f.role, ifnull(m.title, p.title) AS title, m.posted_at AS postedAt, p.imgur_id AS post,
  p.author, p.address
FROM media_files f JOIN media m ON m.id = f.media_id LEFT JOIN posts p ON p.id = m.post_id
WHERE f.sha256 = ?1 ORDER BY m.id, f.role LIMIT 100`;

/**
 * Prepares the reading of a manifest.
 * @param archive An open archive, or its database.
 */
export function prepareManifestRows({ sqlite }: Pick<OpenDatabase, "sqlite">): ManifestRows {
  const media = sqlite.prepare<ManifestMedia, [string]>(MEDIA);
  return {
    list(where) {
      if (!where) return sqlite.prepare<ManifestRow, []>(`${LIST} ORDER BY sha256`).iterate();
      const { sql, params } = filterSql({ where });
      const used = `SELECT f.sha256 FROM media_files f JOIN media ON media.id = f.media_id WHERE ${sql}`;
      return sqlite
        .prepare<ManifestRow, (string | number)[]>(
          `${LIST} WHERE sha256 IN (${used}) ORDER BY sha256`,
        )
        .iterate(...params);
    },
    mediaOf: (sha256) => media.all(sha256),
  };
}
