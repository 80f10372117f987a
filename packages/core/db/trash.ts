import type { Database } from "bun:sqlite";
import type { OpenDatabase } from "./open.ts";
import { prepareTransaction } from "./recording_sql.ts";

/** A file that is to go from the disk, as its rows are gone already. */
export interface Removal {
  readonly id: number;
  /** A name under `images/`; null: the blob itself, with its thumbnails. */
  readonly viewPath: string | null;
  readonly sha256: string;
  readonly ext: string;
}

/** What a batch of the trash came to. */
export interface Dropped {
  readonly items: number;
  /** Of blobs that nothing refers to any more. */
  readonly bytes: number;
}

/** What of the trash is meant. */
export interface OfTrash {
  /** Epoch ms: what is in the trash since before then. */
  readonly before: number;
  /** Only these row ids. @default all of them */
  readonly ids?: readonly number[];
}

/** The end of what is in the trash. All of it needs the archive's lock. */
export interface TrashRows {
  /** What is in the trash. */
  count(of: OfTrash): { items: number; bytes: number };
  /**
   * Lets go of some media that are in the trash: they stay as known and trashed, without files. Which
   * files are to go is written down in the same transaction.
   */
  drop(options: OfTrash & { limit: number }): Dropped;
  /** Files that are still to go, names before blobs. */
  removals(limit: number): Removal[];
  /** Whether a file that was to go is wanted again: it came back in the meantime. */
  isWanted(removal: Removal): boolean;
  /** The files are gone. */
  crossOff(ids: readonly number[]): void;
}

/** ?2: row ids as JSON, null for all. */
const OLD = `trashed_at < ?1 AND archived_at IS NOT NULL
AND (?2 IS NULL OR id IN (SELECT value FROM json_each(?2)))`;
const COUNT = `SELECT count(*) AS items, ifnull(sum(size_bytes), 0) AS bytes FROM media WHERE ${OLD}`;
const PICK = `SELECT id FROM media WHERE ${OLD} ORDER BY trashed_at, id LIMIT ?3`;

const THESE = "(SELECT value FROM json_each(?1))";
/** Every blob of theirs: what is shown, its mp4, its poster. */
const THEIR_BLOBS = `
SELECT sha256 FROM media WHERE id IN ${THESE} AND sha256 IS NOT NULL
UNION SELECT sha256 FROM media_files WHERE media_id IN ${THESE}`;
const NOTE_VIEWS = `
INSERT INTO removals (view_path, sha256, ext)
SELECT v.path, v.sha256, b.ext FROM views v JOIN blobs b ON b.sha256 = v.sha256 WHERE v.media_id IN ${THESE}`;
const DROP_VIEWS = `DELETE FROM views WHERE media_id IN ${THESE}`;
const DROP_FILES = `DELETE FROM media_files WHERE media_id IN ${THESE}`;
const LET_GO = `UPDATE media SET sha256 = NULL, archived_at = NULL, archived_run = NULL WHERE id IN ${THESE}`;
const UNUSED = `
SELECT b.sha256, b.ext, b.size_bytes AS sizeBytes FROM json_each(?1) j JOIN blobs b ON b.sha256 = j.value
WHERE NOT EXISTS (SELECT 1 FROM media_files f WHERE f.sha256 = b.sha256)
AND NOT EXISTS (SELECT 1 FROM media m WHERE m.sha256 = b.sha256)`;
const NOTE_BLOB = "INSERT INTO removals (view_path, sha256, ext) VALUES (NULL, ?1, ?2)";
const DROP_RELATIONS = "DELETE FROM blob_relations WHERE first = ?1 OR second = ?1";
const DROP_BLOB = "DELETE FROM blobs WHERE sha256 = ?1";

// Names first: what a name shows is told by comparing it with the blob.
const REMOVALS = `
SELECT id, view_path AS viewPath, sha256, ext FROM removals ORDER BY view_path IS NULL, id LIMIT ?1`;
const WANTED_VIEW = "SELECT 1 FROM views WHERE path = ?1";
const WANTED_BLOB = "SELECT 1 FROM blobs WHERE sha256 = ?1";
const CROSS_OFF = `DELETE FROM removals WHERE id IN ${THESE}`;

/**
 * Prepares the emptying of the trash.
 * @param archive An archive open for `write`, or its database.
 */
export function prepareTrashRows({ sqlite }: Pick<OpenDatabase, "sqlite">): TrashRows {
  const transaction = prepareTransaction(sqlite);
  const count = sqlite.prepare<{ items: number; bytes: number }, [number, string | null]>(COUNT);
  const pick = sqlite.prepare<{ id: number }, [number, string | null, number]>(PICK);
  const removals = sqlite.prepare<Removal, [number]>(REMOVALS);
  const [wantedView, wantedBlob] = [WANTED_VIEW, WANTED_BLOB].map((sql) =>
    sqlite.prepare<unknown, [string]>(sql),
  );
  const crossOff = sqlite.prepare<never, [string]>(CROSS_OFF);
  const letGo = prepareLetGo(sqlite);
  return {
    count: ({ before, ids }) => count.get(before, asJson(ids))!,
    drop: ({ before, ids: chosen, limit }) =>
      transaction(() => {
        const ids = pick.all(before, asJson(chosen), limit).map(({ id }) => id);
        return { items: ids.length, bytes: letGo(JSON.stringify(ids)) };
      }),
    removals: (limit) => removals.all(limit),
    isWanted: ({ viewPath, sha256 }) =>
      (viewPath === null ? wantedBlob!.get(sha256) : wantedView!.get(viewPath)) !== null,
    crossOff: (ids) => transaction(() => void crossOff.run(JSON.stringify(ids))),
  };
}

function asJson(ids: readonly number[] | undefined): string | null {
  return ids === undefined ? null : JSON.stringify(ids);
}

/** Lets go of media by their ids as JSON; gives the bytes of blobs that nobody refers to any more. */
function prepareLetGo(sqlite: Database): (ids: string) => number {
  const theirBlobs = sqlite.prepare<{ sha256: string }, [string]>(THEIR_BLOBS);
  const steps = [NOTE_VIEWS, DROP_VIEWS, DROP_FILES, LET_GO].map((sql) =>
    sqlite.prepare<never, [string]>(sql),
  );
  const unused = sqlite.prepare<{ sha256: string; ext: string; sizeBytes: number }, [string]>(
    UNUSED,
  );
  const note = sqlite.prepare<never, [string, string]>(NOTE_BLOB);
  const drop = [DROP_RELATIONS, DROP_BLOB].map((sql) => sqlite.prepare<never, [string]>(sql));
  return (ids) => {
    const blobs = JSON.stringify(theirBlobs.all(ids).map(({ sha256 }) => sha256));
    for (const step of steps) step.run(ids);
    let bytes = 0;
    for (const { sha256, ext, sizeBytes } of unused.all(blobs)) {
      note.run(sha256, ext);
      for (const step of drop) step.run(sha256);
      bytes += sizeBytes;
    }
    return bytes;
  };
}
