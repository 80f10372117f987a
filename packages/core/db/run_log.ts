import type { Database } from "bun:sqlite";
import type { ItemRow, NewRun, NoteRow, Recording } from "./recording.ts";

const START_RUN = `
INSERT INTO runs (command, started_at, strategy, jobs, targets, settings, version, pid, host)
VALUES ($command, $startedAt, $strategy, $jobs, $targets, $settings, $version, $pid, $host) RETURNING id`;

const FINISH_RUN = `
UPDATE runs SET finished_at = $finishedAt, exit_code = $exitCode, totals = $totals, source_totals = $sources,
  seconds = $seconds WHERE id = $run`;

const SAVE_ITEM = `
INSERT INTO run_rows (run_id, kind, t, media, source, outcome, reason, sha256, bytes, started_at, ms, slot, attempts)
VALUES ($run, 'item', $t, $media, $source, $outcome, $reason, $sha256, $bytes, $startedAt, $ms, $slot, $attempts)`;

const SAVE_LAST = "UPDATE media SET last_outcome = ?2, last_reason = ?3 WHERE id = ?1";

const SAVE_REMOVED = `
UPDATE media SET removed_upstream_at = ifnull(removed_upstream_at, ?2) WHERE id = ?1`;

const SAVE_NOTE = "INSERT INTO run_rows (run_id, kind, t, detail) VALUES (?1, ?2, ?3, ?4)";

const SAVE_PROGRESS = `
INSERT INTO run_progress (run_id, t, event) VALUES (?1, ?2, ?3)
ON CONFLICT DO UPDATE SET t = excluded.t, event = excluded.event`;

const SAVE_SLOT = `
INSERT INTO run_slots (run_id, slot, t, state) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT DO UPDATE SET t = excluded.t, state = excluded.state`;

/** The part of {@link Recording} that is the log of a run. */
export type RunLog = Pick<
  Recording,
  "startRun" | "finishRun" | "saveItem" | "saveNote" | "saveProgress" | "saveSlots"
>;

/**
 * Prepares the writes of a run's log. `saveItem` and `saveSlots` are several statements: call them inside a
 * transaction.
 * @param sqlite An open archive's connection.
 */
export function prepareRunLog(sqlite: Database): RunLog {
  return { ...prepareRuns(sqlite), ...prepareItems(sqlite), ...prepareLive(sqlite) };
}

function prepareRuns(sqlite: Database): Pick<RunLog, "startRun" | "finishRun"> {
  const startRun = sqlite.prepare<{ id: number }, [Record<string, string | number>]>(START_RUN);
  const finishRun = sqlite.prepare(FINISH_RUN);
  return {
    startRun(run: NewRun) {
      const row = startRun.get({
        command: run.command,
        startedAt: run.startedAt,
        strategy: run.strategy,
        jobs: String(run.jobs),
        targets: JSON.stringify(run.targets),
        settings: JSON.stringify(run.settings),
        version: run.version,
        pid: run.pid,
        host: run.host,
      });
      return row!.id;
    },
    finishRun(run, { finishedAt, exitCode, totals, sources, seconds }) {
      finishRun.run({
        run,
        finishedAt,
        exitCode,
        totals: JSON.stringify(totals),
        sources: JSON.stringify(sources),
        seconds,
      });
    },
  };
}

function prepareItems(sqlite: Database): Pick<RunLog, "saveItem" | "saveNote"> {
  const saveItem = sqlite.prepare(SAVE_ITEM);
  const saveLast = sqlite.prepare<never, [number, string, string | null]>(SAVE_LAST);
  const saveRemoved = sqlite.prepare<never, [number, number]>(SAVE_REMOVED);
  const saveNote = sqlite.prepare<never, [number, string, number, string]>(SAVE_NOTE);
  return {
    saveItem({ mediaId, reason = null, sha256 = null, ...row }: NullableItem) {
      saveItem.run({ ...row, reason, sha256 });
      saveLast.run(mediaId, row.outcome, reason);
      if (row.outcome === "removed") saveRemoved.run(mediaId, row.t);
    },
    saveNote({ run, kind, t, detail }: NoteRow) {
      saveNote.run(run, kind, t, JSON.stringify(detail ?? null));
    },
  };
}

type NullableItem = Omit<ItemRow, "reason" | "sha256"> & {
  readonly reason?: string | null;
  readonly sha256?: string | null;
};

function prepareLive(sqlite: Database): Pick<RunLog, "saveProgress" | "saveSlots"> {
  const saveProgress = sqlite.prepare<never, [number, number, string]>(SAVE_PROGRESS);
  const saveSlot = sqlite.prepare<never, [number, number, number, string | null]>(SAVE_SLOT);
  return {
    saveProgress(run, { t, event }) {
      saveProgress.run(run, t, JSON.stringify(event ?? null));
    },
    saveSlots(run, { t, slots }) {
      for (const { slot, state } of slots) {
        saveSlot.run(run, slot, t, state == null ? null : JSON.stringify(state));
      }
    },
  };
}
