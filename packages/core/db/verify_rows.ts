import { checkDatabase } from "./check_database.ts";
import type { OpenDatabase } from "./open.ts";
import { prepareTransaction } from "./recording_sql.ts";

/** What can be wrong with a blob's file. */
export type Damage = "missing" | "size" | "hash" | "picture" | "unreadable";

/** A blob as its row says that it is. */
export interface BlobRow {
  readonly sha256: string;
  readonly ext: string;
  readonly sizeBytes: number;
  /** Epoch ms, null while nobody has read it since it was stored. */
  readonly verifiedAt: number | null;
  readonly damage: Damage | null;
}

/** A name under `images/`, and the blob that it shows; `ext` null when there is no such blob. */
export interface ViewRow {
  readonly path: string;
  readonly sha256: string;
  readonly ext: string | null;
  readonly damage: Damage | null;
}

/** What `verify` reads and writes. Reading never waits for a running fetch. */
export interface VerifyRows {
  /** Blobs that were last verified before `before` (epoch ms) or are damaged, and their bytes. */
  count(before: number): { blobs: number; bytes: number };
  /** Blobs whose hash begins with these two digits, in order. */
  inShard(shard: string): BlobRow[];
  hasBlob(sha256: string, ext: string): boolean;
  hasHash(sha256: string): boolean;
  /** Keeps what was found, in one short transaction. */
  save(results: readonly { sha256: string; damage: Damage | null }[], at: number): void;
  /** Imgur ids that use a blob, at most ten. */
  idsOf(sha256: string): string[];
  viewsAfter(path: string, limit: number): ViewRow[];
  /** What SQLite finds wrong with the file, one line each; empty when it is sound. */
  checkDatabase(options: { quick: boolean }): string[];
  /** Rows that name a row which is not there, at most a hundred. */
  danglingRows(): { table: string; parent: string; rowid: number | null }[];
}

const COUNT = `
SELECT count(*) AS blobs, ifnull(sum(size_bytes), 0) AS bytes FROM blobs
WHERE verified_at IS NULL OR verified_at < ?1 OR damage IS NOT NULL`;
const IN_SHARD = `
SELECT sha256, ext, size_bytes AS sizeBytes, verified_at AS verifiedAt, damage FROM blobs
WHERE sha256 >= ?1 AND sha256 < ?1 || 'g' ORDER BY sha256`;
const SAVE = "UPDATE blobs SET damage = ?2, verified_at = ?3 WHERE sha256 = ?1";
const IDS = `
SELECT DISTINCT m.imgur_id AS id FROM media_files f JOIN media m ON m.id = f.media_id WHERE f.sha256 = ?1
ORDER BY m.id LIMIT 10`;
const VIEWS = `
SELECT v.path, v.sha256, b.ext, b.damage FROM views v LEFT JOIN blobs b ON b.sha256 = v.sha256
WHERE v.path > ?1 ORDER BY v.path LIMIT ?2`;
const MAX_LINES = 100;

/**
 * Prepares the reading and writing of `verify`.
 * @param archive An open archive, or its database; for `save` one that may be edited.
 */
export function prepareVerifyRows({ sqlite }: Pick<OpenDatabase, "sqlite">): VerifyRows {
  const transaction = prepareTransaction(sqlite);
  const count = sqlite.prepare<{ blobs: number; bytes: number }, [number]>(COUNT);
  const inShard = sqlite.prepare<BlobRow, [string]>(IN_SHARD);
  const ids = sqlite.prepare<{ id: string }, [string]>(IDS);
  const views = sqlite.prepare<ViewRow, [string, number]>(VIEWS);
  const extOf = sqlite.prepare<{ ext: string }, [string]>("SELECT ext FROM blobs WHERE sha256 = ?");
  return {
    count: (before) => count.get(before) ?? { blobs: 0, bytes: 0 },
    inShard: (shard) => inShard.all(shard),
    hasBlob: (sha256, ext) => extOf.get(sha256)?.ext === ext,
    hasHash: (sha256) => extOf.get(sha256) !== null,
    save(results, at) {
      const save = sqlite.query<never, [string, string | null, number]>(SAVE);
      transaction(() => {
        for (const { sha256, damage } of results) save.run(sha256, damage, at);
      });
    },
    idsOf: (sha256) => ids.all(sha256).map(({ id }) => id),
    viewsAfter: (path, limit) => views.all(path, limit),
    checkDatabase: (options) => checkDatabase({ sqlite }, options),
    danglingRows() {
      const rows = sqlite.prepare("PRAGMA foreign_key_check").iterate();
      const found: { table: string; parent: string; rowid: number | null }[] = [];
      for (const row of rows) {
        found.push(row as (typeof found)[number]);
        if (found.length === MAX_LINES) break;
      }
      return found;
    },
  };
}
