import { SNIFFED_TYPES } from "../image/sniffed_type.ts";
import type { ArrivedFile } from "../transfer/plan.ts";
import { prepareSaveArrived, prepareSaveBlob } from "./arrivals.ts";
import type { OpenDatabase } from "./open.ts";

/** A name under `images/` that tells whose a blob is. */
export interface NamedBlob {
  /** Imgur's id. */
  readonly imgurId: string;
  /** Relative to `images/`. */
  readonly path: string;
  readonly foldedPath: string;
  readonly sourceId: number | null;
}

/** Writing a database anew. */
export interface RebuildRows {
  /** Every blob counts as missing until its file was read. */
  beginBlobs(): void;
  /** A file that is what its name says. True when the old database did not know it. */
  keepBlob(file: ArrivedFile, times: { storedAt: number; at: number }): boolean;
  /** A file that is not what its name says; false when no row is about it. */
  damageBlob(sha256: string, at: number): boolean;
  /** Blobs of rows whose file was not met. */
  countMissing(): number;
  isUsed(sha256: string): boolean;
  hasPost(imgurId: string): boolean;
  findMedia(imgurId: string): { mediaId: number; sha256: string | null } | undefined;
  /** Ties a blob to a media that has none. */
  give(mediaId: number, options: { file: ArrivedFile; at: number }): void;
  /** Puts a media at its place in a post; both are there. */
  placeMedia(postImgurId: string, mediaImgurId: string, position: number): void;
  addView(mediaId: number, view: Omit<NamedBlob, "imgurId"> & { sha256: string }): void;
  /** A media of our own for a blob about which nothing is known. */
  addUnnamed(file: ArrivedFile, at: number): void;
  /** Makes every reference lead somewhere: what named a row that is lost forgets it, or goes. */
  mendReferences(): number;
}

const LOSE_BYTES = `
UPDATE media SET sha256 = NULL, archived_at = NULL, shown = 0
WHERE sha256 IS NOT NULL AND sha256 NOT IN (SELECT sha256 FROM blobs)`;
const UNNAMED = `
INSERT INTO media (imgur_id, kind, origin, origin_address) VALUES (?1, ?2, 'import', ?3)
ON CONFLICT DO UPDATE SET origin = excluded.origin RETURNING id`;
const ADD_VIEW = `
INSERT INTO views (path, folded_path, media_id, source_id, sha256) VALUES ($path, $foldedPath, $mediaId, $sourceId, $sha256)
ON CONFLICT DO NOTHING`;
const PLACE = `
UPDATE post_media SET position = ?3 WHERE post_id = (SELECT id FROM posts WHERE imgur_id = ?1)
  AND media_id = (SELECT id FROM media WHERE imgur_id = ?2)`;
const FOUND =
  "UPDATE blobs SET damage = NULL, verified_at = ?2, ext = ?3, size_bytes = ?4 WHERE sha256 = ?1";
const USED = `
SELECT EXISTS (SELECT 1 FROM media_files WHERE sha256 = ?1) OR EXISTS (SELECT 1 FROM media WHERE sha256 = ?1) AS used`;

interface Violation {
  readonly table: string;
  readonly rowid: number;
  readonly fkid: number;
}

/**
 * Prepares the writing of a database anew.
 * @param database The new one; its foreign keys are off.
 */
export function prepareRebuildRows({ sqlite }: Pick<OpenDatabase, "sqlite">): RebuildRows {
  const saveBlob = prepareSaveBlob(sqlite);
  const saveArrived = prepareSaveArrived(sqlite);
  const found = sqlite.prepare<never, [string, number, string, number]>(FOUND);
  const hurt = sqlite.prepare<never, [string, number]>(
    "UPDATE blobs SET damage = 'hash', verified_at = ?2 WHERE sha256 = ?1",
  );
  const used = sqlite.prepare<{ used: number }, [string]>(USED);
  const media = sqlite.prepare<{ mediaId: number; sha256: string | null }, [string]>(
    "SELECT id AS mediaId, sha256 FROM media WHERE imgur_id = ?1",
  );
  const post = sqlite.prepare<unknown, [string]>("SELECT 1 FROM posts WHERE imgur_id = ?1");
  const place = sqlite.prepare<never, [string, string, number]>(PLACE);
  const unnamed = sqlite.prepare<{ id: number }, [string, string, string]>(UNNAMED);
  const addView = sqlite.prepare(ADD_VIEW);
  const give: RebuildRows["give"] = (mediaId, { file, at }) =>
    void saveArrived({ mediaId, role: "original", file, companions: [], run: null, at });
  return {
    beginBlobs: () => void sqlite.run("UPDATE blobs SET damage = 'missing', verified_at = NULL"),
    keepBlob(file, { storedAt, at }) {
      const isNew = saveBlob(file, storedAt);
      found.run(file.sha256, at, file.type, file.sizeBytes);
      return isNew;
    },
    damageBlob: (sha256, at) => hurt.run(sha256, at).changes > 0,
    countMissing: () =>
      sqlite
        .prepare<{ count: number }, []>(
          "SELECT count(*) AS count FROM blobs WHERE damage = 'missing'",
        )
        .get()!.count,
    isUsed: (sha256) => used.get(sha256)?.used === 1,
    hasPost: (imgurId) => post.get(imgurId) !== null,
    placeMedia: (postId, mediaId, position) => void place.run(postId, mediaId, position),
    findMedia: (imgurId) => media.get(imgurId) ?? undefined,
    give,
    addView: (mediaId, view) => void addView.run({ mediaId, ...view }),
    addUnnamed(file, at) {
      const { kind } = SNIFFED_TYPES[file.type];
      const { id } = unnamed.get(`local-${file.sha256.slice(0, 12)}`, kind, file.path)!;
      give(id, { file, at });
    },
    mendReferences() {
      let mended = sqlite.prepare(LOSE_BYTES).run().changes;
      for (;;) {
        const violations = sqlite.prepare<Violation, []>("PRAGMA foreign_key_check").all();
        if (violations.length === 0) return mended;
        for (const violation of violations) mendReference(sqlite, violation);
        mended += violations.length;
      }
    },
  };
}

/** The reference becomes unknown where it may be; else its row goes. */
function mendReference(sqlite: OpenDatabase["sqlite"], { table, rowid, fkid }: Violation): void {
  const row = sqlite
    .prepare<{ column: string; mustBe: number }, [number]>(
      `SELECT k."from" AS "column", c."notnull" AS mustBe FROM pragma_foreign_key_list('${table}') k
       JOIN pragma_table_info('${table}') c ON c.name = k."from" WHERE k.id = ?`,
    )
    .get(fkid);
  if (!row || row.mustBe === 1) sqlite.run(`DELETE FROM "${table}" WHERE rowid = ?`, [rowid]);
  else sqlite.run(`UPDATE "${table}" SET "${row.column}" = NULL WHERE rowid = ?`, [rowid]);
}
