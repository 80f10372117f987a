import type { MediaKind } from "../imgur/model.ts";
import type { ArrivedFile } from "../transfer/plan.ts";
import { prepareSaveArrived, prepareSaveBlob } from "./arrivals.ts";
import type { OpenDatabase } from "./open.ts";
import { prepareTransaction } from "./recording_sql.ts";

/** A media that uses a blob. */
export interface BlobUser {
  readonly mediaId: number;
  readonly imgurId: string;
  readonly kind: MediaKind;
  readonly role: "original" | "mp4" | "poster";
  /** Whether the gallery shows this very file of it. */
  readonly shown: boolean;
  /** Where in the public web archive the shown file came from; null: from elsewhere. */
  readonly capture: string | null;
}

/** A blob that nothing uses. */
export interface UnusedBlob {
  readonly sha256: string;
  readonly ext: string;
  readonly sizeBytes: number;
}

/** What `repair` reads and writes. */
export interface DamageRows {
  usersOf(sha256: string): BlobUser[];
  /** Names under `images/` that show a blob. */
  viewsOf(sha256: string): string[];
  /** The user's media has other bytes now. The old blob's row stays, with what is wrong with it, as does what it was to the new one. */
  saveChanged(user: BlobUser, change: { from: string; file: ArrivedFile; at: number }): void;
  noteRemoved(mediaId: number, at: number): void;
  /** Whose a blob without a row is, by the names and runs that tell of it. */
  findOwner(sha256: string): Pick<BlobUser, "mediaId" | "kind"> | undefined;
  /** Gives a file that is under its final name back to its media, unless that has one by now. */
  adopt(
    owner: { mediaId: number; kind: MediaKind },
    options: { file: ArrivedFile; at: number },
  ): void;
  /** Damaged blobs that nothing uses. */
  unused(): UnusedBlob[];
  /** Removes the row of a blob that nothing uses. */
  forget(sha256: string): void;
}

const USERS = `
SELECT m.id AS mediaId, m.imgur_id AS imgurId, m.kind, f.role, m.sha256 IS f.sha256 AS shown,
  iif(m.origin = 'wayback' AND m.sha256 IS f.sha256, m.origin_address, NULL) AS capture
FROM media_files f JOIN media m ON m.id = f.media_id WHERE f.sha256 = ?1 ORDER BY m.id, f.role`;
const VIEWS = "SELECT path FROM views WHERE sha256 = ?1 ORDER BY path";
const SET_ROLE = `
INSERT INTO media_files (media_id, role, sha256) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET sha256 = excluded.sha256`;
const MOVE_VIEWS = "UPDATE views SET sha256 = ?3 WHERE media_id = ?1 AND sha256 = ?2";
const RELATE = `
INSERT INTO blob_relations (first, second, kind, decided_at)
VALUES (min(?1, ?2), max(?1, ?2), 'alternate', ?3) ON CONFLICT DO NOTHING`;
const REMOVED =
  "UPDATE media SET removed_upstream_at = ifnull(removed_upstream_at, ?2) WHERE id = ?1";
const OWNER = `
SELECT m.id AS mediaId, m.kind FROM media m WHERE m.sha256 IS NULL AND m.id IN (
  SELECT media_id FROM views WHERE sha256 = ?1
  UNION ALL SELECT o.id FROM run_rows r JOIN media o ON o.imgur_id = r.media
    WHERE r.kind = 'item' AND r.outcome IN ('stored', 'duplicate', 'known') AND r.sha256 = ?1)
ORDER BY m.id LIMIT 1`;
const UNUSED = `
SELECT b.sha256, b.ext, b.size_bytes AS sizeBytes FROM blobs b WHERE b.damage IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM media_files f WHERE f.sha256 = b.sha256)
  AND NOT EXISTS (SELECT 1 FROM media m WHERE m.sha256 = b.sha256)`;

/**
 * Prepares the reading and writing of `repair`.
 * @param archive An archive open for `write`, or its database.
 */
export function prepareDamageRows({ sqlite }: Pick<OpenDatabase, "sqlite">): DamageRows {
  const transaction = prepareTransaction(sqlite);
  const users = sqlite.prepare<Omit<BlobUser, "shown"> & { shown: number }, [string]>(USERS);
  const views = sqlite.prepare<{ path: string }, [string]>(VIEWS);
  const setRole = sqlite.prepare<never, [number, string, string]>(SET_ROLE);
  const moveViews = sqlite.prepare<never, [number, string, string]>(MOVE_VIEWS);
  const relate = sqlite.prepare<never, [string, string, number]>(RELATE);
  const removed = sqlite.prepare<never, [number, number]>(REMOVED);
  const owner = sqlite.prepare<Pick<BlobUser, "mediaId" | "kind">, [string]>(OWNER);
  const saveBlob = prepareSaveBlob(sqlite);
  const saveArrived = prepareSaveArrived(sqlite);
  return {
    usersOf: (sha256) => users.all(sha256).map((row) => ({ ...row, shown: row.shown === 1 })),
    viewsOf: (sha256) => views.all(sha256).map(({ path }) => path),
    saveChanged({ mediaId, role, shown }, { from, file, at }) {
      transaction(() => {
        if (shown && role !== "poster") {
          saveArrived({ mediaId, role, file, companions: [], run: null, at });
        } else {
          saveBlob(file, at);
          setRole.run(mediaId, role, file.sha256);
        }
        moveViews.run(mediaId, from, file.sha256);
        relate.run(from, file.sha256, at);
      });
    },
    noteRemoved: (mediaId, at) => void removed.run(mediaId, at),
    findOwner: (sha256) => owner.get(sha256) ?? undefined,
    adopt({ mediaId, kind }, { file, at }) {
      const role = kind === "gif" && file.type === "mp4" ? "mp4" : "original";
      transaction(() => saveArrived({ mediaId, role, file, companions: [], run: null, at }));
    },
    unused: () => sqlite.prepare<UnusedBlob, []>(UNUSED).all(),
    forget(sha256) {
      transaction(() => {
        sqlite.run("DELETE FROM blob_relations WHERE first = ?1 OR second = ?1", [sha256]);
        sqlite.run("DELETE FROM blobs WHERE sha256 = ?1", [sha256]);
      });
    },
  };
}
