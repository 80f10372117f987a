import type { Database } from "bun:sqlite";
import { AcaciaError } from "../errors.ts";
import { prepareSaveArrived } from "./arrivals.ts";
import type { OpenDatabase } from "./open.ts";
import { preparePlaceholders } from "./placeholders.ts";
import { prepareSavePost } from "./posts.ts";
import type { Recording } from "./recording.ts";
import { prepareRunLog } from "./run_log.ts";
import { prepareThumbStates } from "./thumb_states.ts";
import { prepareViews } from "./views.ts";

/** Runs work in one transaction; joins the one that is open. */
export type Transact = <Result>(work: () => Result) => Result;

/**
 * Prepares every write of a run, once.
 *
 * @param archive An archive open for `write`, or its database.
 * @example
 * ```ts
 * import { openArchive, prepareRecording } from "@acacia/core";
 * const dir = `${process.env.TMPDIR ?? "/tmp"}/acacia-recording-${process.pid}`;
 * await using archive = await openArchive(dir, { mode: "write" });
 * const recording = prepareRecording(archive);
 * console.assert(recording.ensureSource("r/aww", "subreddit", 0) > 0);
 * ```
 */
export function prepareRecording({ sqlite }: Pick<OpenDatabase, "sqlite">): Recording {
  const transaction = prepareTransaction(sqlite);
  const log = prepareRunLog(sqlite);
  const savePost = prepareSavePost(sqlite);
  const saveArrived = prepareSaveArrived(sqlite);
  const { saveThumbs, pendingThumbs } = prepareThumbStates(sqlite);
  const { findView, takeView } = prepareViews(sqlite);
  return {
    transaction,
    ...log,
    ...preparePlaceholders(sqlite),
    ensureSource: prepareEnsureSource(sqlite),
    savePost: (post, options) => transaction(() => savePost(post, options)),
    saveArrived: (record) => transaction(() => saveArrived(record)),
    saveItem: (row) => transaction(() => log.saveItem(row)),
    saveSlots: (run, options) => transaction(() => log.saveSlots(run, options)),
    saveThumbs: (sha256, result) => transaction(() => saveThumbs(sha256, result)),
    pendingThumbs,
    findView,
    takeView: (candidates, options) => transaction(() => takeView(candidates, options)),
  };
}

/**
 * Prepares immediate transactions: the write lock is taken at once, so that a transaction never fails halfway
 * because another process wrote in between.
 */
export function prepareTransaction(sqlite: Database): Transact {
  // Bun's transaction() would start a savepoint for each inner call.
  const run = sqlite.transaction((work: () => unknown) => checkSync(work()));
  return <Result>(work: () => Result) =>
    (sqlite.inTransaction ? work() : run.immediate(work)) as Result;
}

function checkSync(result: unknown): unknown {
  if (result instanceof Promise) {
    // It would be committed before it had done its work.
    throw new AcaciaError("unexpected", "Cannot run an async transaction: it would not roll back");
  }
  return result;
}

function prepareEnsureSource(sqlite: Database): Recording["ensureSource"] {
  const ensure = sqlite.prepare<{ id: number }, [string, string, number]>(
    `INSERT INTO sources (target, kind, added_at) VALUES (?1, ?2, ?3)
     ON CONFLICT (target) DO UPDATE SET kind = excluded.kind RETURNING id`,
  );
  return (target, kind, at) => ensure.get(target, kind, at)!.id;
}
