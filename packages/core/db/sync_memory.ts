import type { OpenDatabase } from "./open.ts";
import { prepareTransaction } from "./recording_sql.ts";

/** What the archive remembers of a post that a source listed before. */
export interface RememberedPost {
  /** Imgur's. */
  readonly id: string;
  /** When the source first listed it, epoch ms. */
  readonly firstSeenAt: number;
  /** How many media Imgur said that it has. */
  readonly mediaCount: number;
  /** Whether every media has had its turn; one that was called off has not. */
  readonly isSettled: boolean;
  /** Whether the last word on some media was that it failed. */
  readonly hasFailed: boolean;
}

/** A post that a source listed once, and no longer does. */
export interface VanishedPost {
  readonly id: string;
  readonly kind: "album" | "image";
  readonly title: string | null;
}

/** Which posts of a source to look for. */
export interface VanishedOptions {
  /** Listed before then, epoch ms. */
  readonly before: number;
  /** Imgur ids that it listed now. */
  readonly listed: readonly string[];
  /** Posted between these, epoch ms; absent: whenever. */
  readonly between?: readonly [from: number, to: number];
  /** Not seen anywhere since then, epoch ms. */
  readonly unseenSince: number;
  readonly limit: number;
}

/** What a sync asks the archive, and tells it. */
export interface SyncMemory {
  /** What is remembered of these posts, by Imgur's ids; posts that this source never listed are left out. */
  recall(sourceId: number, ids: readonly string[]): Map<string, RememberedPost>;
  /** Posts that are not known to be gone; those first that were not seen for longest. */
  findVanished(sourceId: number, options: VanishedOptions): VanishedPost[];
  /** Imgur has it no longer: the post, and its picture when it is one. What is kept stays as it is. @returns Since when that is known, epoch ms. */
  markRemoved(id: string, at: number): number;
  /** When the newest post that a source listed before a time was posted, epoch ms. */
  newestBefore(sourceId: number, before: number): number | null;
  readState(sourceId: number): string | null;
  saveState(sourceId: number, state: string): void;
  /** The run that synced it last. */
  noteRun(sourceId: number, run: number): void;
  /** A sync came to its end: nothing is left to go on with. */
  finish(sourceId: number, at: number): void;
}

const OPEN = "m.archived_at IS NULL AND (m.last_outcome IS NULL OR m.last_outcome = 'cancelled')";
const FAILED = "m.archived_at IS NULL AND m.last_outcome = 'failed'";
const someMedia = (that: string) =>
  `EXISTS (SELECT 1 FROM post_media AS x JOIN media AS m ON m.id = x.media_id WHERE x.post_id = p.id AND ${that})`;

const RECALL = `
SELECT p.imgur_id AS id, l.first_seen_at AS firstSeenAt, p.media_count AS mediaCount,
  NOT ${someMedia(OPEN)} AS isSettled, ${someMedia(FAILED)} AS hasFailed
FROM json_each(?2) AS j JOIN posts AS p ON p.imgur_id = j.value
  JOIN source_posts AS l ON l.source_id = ?1 AND l.post_id = p.id`;

const VANISHED = `
SELECT p.imgur_id AS id, p.kind, p.title FROM source_posts AS l JOIN posts AS p ON p.id = l.post_id
WHERE l.source_id = $sourceId AND l.first_seen_at < $before AND p.removed_upstream_at IS NULL
  AND ($from IS NULL OR p.posted_at BETWEEN $from AND $to)
  AND p.updated_at <= $unseenSince AND p.imgur_id NOT IN (SELECT value FROM json_each($listed))
ORDER BY p.updated_at, p.id LIMIT $limit`;

const REMOVE_POST = `
UPDATE posts SET removed_upstream_at = ifnull(removed_upstream_at, ?2) WHERE imgur_id = ?1
RETURNING removed_upstream_at AS at`;
const NEWEST = `
SELECT max(p.posted_at) AS at FROM source_posts AS l JOIN posts AS p ON p.id = l.post_id
WHERE l.source_id = ?1 AND l.first_seen_at < ?2`;
const REMOVE_PICTURE = `
UPDATE media SET removed_upstream_at = ifnull(removed_upstream_at, ?2)
WHERE imgur_id = ?1 AND EXISTS (SELECT 1 FROM posts AS p WHERE p.imgur_id = ?1 AND p.kind = 'image')`;

/**
 * Prepares what a sync remembers.
 * @param archive An archive open for `write`, or its database.
 */
export function prepareSyncMemory({ sqlite }: Pick<OpenDatabase, "sqlite">): SyncMemory {
  const transaction = prepareTransaction(sqlite);
  type Flags = { isSettled: number; hasFailed: number };
  const recall = sqlite.prepare<
    Omit<RememberedPost, keyof Flags> & Flags,
    [sourceId: number, ids: string]
  >(RECALL);
  const vanished = sqlite.prepare<VanishedPost, [Record<string, string | number | null>]>(VANISHED);
  const removePost = sqlite.prepare<{ at: number }, [string, number]>(REMOVE_POST);
  const newest = sqlite.prepare<{ at: number | null }, [number, number]>(NEWEST);
  const removePicture = sqlite.prepare<never, [string, number]>(REMOVE_PICTURE);
  return {
    recall(sourceId, ids) {
      const rows = recall.all(sourceId, JSON.stringify(ids));
      return new Map(
        rows.map((row) => [
          row.id,
          { ...row, isSettled: row.isSettled === 1, hasFailed: row.hasFailed === 1 },
        ]),
      );
    },
    findVanished(sourceId, { listed, between, ...rest }) {
      const [from = null, to = null] = between ?? [];
      return vanished.all({ sourceId, from, to, listed: JSON.stringify(listed), ...rest });
    },
    markRemoved: (id, at) =>
      transaction(() => {
        removePicture.run(id, at);
        return removePost.get(id, at)?.at ?? at;
      }),
    newestBefore: (sourceId, before) => newest.get(sourceId, before)?.at ?? null,
    ...prepareState({ sqlite }),
  };
}

function prepareState({
  sqlite,
}: Pick<OpenDatabase, "sqlite">): Pick<
  SyncMemory,
  "readState" | "saveState" | "noteRun" | "finish"
> {
  const read = sqlite.prepare<{ state: string | null }, [number]>(
    "SELECT sync_state AS state FROM sources WHERE id = ?1",
  );
  const save = sqlite.prepare<never, [number, string]>(
    "UPDATE sources SET sync_state = ?2 WHERE id = ?1",
  );
  const note = sqlite.prepare<never, [number, number]>(
    "UPDATE sources SET last_run = ?2 WHERE id = ?1",
  );
  const finish = sqlite.prepare<never, [number, number]>(
    "UPDATE sources SET sync_state = NULL, synced_at = ?2 WHERE id = ?1",
  );
  return {
    readState: (sourceId) => read.get(sourceId)?.state ?? null,
    saveState: (sourceId, state) => void save.run(sourceId, state),
    noteRun: (sourceId, run) => void note.run(sourceId, run),
    finish: (sourceId, at) => void finish.run(sourceId, at),
  };
}
