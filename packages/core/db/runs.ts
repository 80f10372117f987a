import type { SourceTotals } from "../events.ts";
import { makeTotals, type Outcome, type Reason, type Totals } from "../outcomes.ts";
import type { OpenDatabase } from "./open.ts";

/** A run as it is recorded. */
export interface Run {
  readonly id: number;
  readonly command: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Epoch ms; null while it runs, or when it was killed. */
  readonly finishedAt: number | null;
  readonly strategy: string;
  /** A number, or `auto`. */
  readonly jobs: string;
  readonly targets: readonly string[];
  readonly settings: Record<string, unknown>;
  readonly version: string;
  readonly pid: number;
  readonly host: string;
  readonly exitCode: number | null;
  readonly seconds: number | null;
  /** What it ended with; without an end, what its last progress told, else counted from its log. */
  readonly totals: Totals;
  /** Per source; empty without an end. */
  readonly sources: readonly SourceTotals[];
  readonly progress: RunProgressRow | null;
}

/** The last `run.progress` of a run. */
export interface RunProgressRow {
  /** Epoch ms. */
  readonly t: number;
  /** What `saveProgress` was given. */
  readonly event: unknown;
}

/** A row of a run's log. */
export interface RunRow {
  /** Grows over all runs: a stream can go on from any of them. */
  readonly id: number;
  readonly runId: number;
  readonly kind: "item" | "pause" | "credits" | "notice" | "thumb_refused";
  /** Epoch ms of the event; of an item, its end. */
  readonly t: number;
  readonly media: string | null;
  readonly source: string | null;
  readonly outcome: Outcome | null;
  readonly reason: Reason | null;
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly startedAt: number | null;
  readonly ms: number | null;
  readonly slot: number | null;
  readonly attempts: number | null;
  /** What `saveNote` was given. */
  readonly detail: unknown;
}

/** What a slot does now. */
export interface SlotRow {
  readonly slot: number;
  /** Epoch ms. */
  readonly t: number;
  /** null when idle. */
  readonly state: unknown;
}

/** Reading of runs. */
export interface Runs {
  /** The newest first; `before` a run's id. `limit` 1 to 1000. */
  list(options: { limit: number; before?: number }): Run[];
  get(id: number): Run | undefined;
  /** The newest run, finished or not. */
  newest(): Run | undefined;
  /** The log after a row's id, oldest first; of one run, or of all. */
  rowsAfter(after: number, options: { runId?: number; limit: number }): RunRow[];
  /** Items of a run that ended so, oldest first. */
  items(runId: number, options: { outcome: Outcome; after?: number; limit: number }): RunRow[];
  /** The last row's id, 0 when there is none. */
  lastRowId(): number;
  slots(runId: number): SlotRow[];
}

const RUN = `
SELECT r.id, r.command, r.started_at AS startedAt, r.finished_at AS finishedAt, r.strategy, r.jobs, r.targets,
  r.settings, r.version, r.pid, r.host, r.exit_code AS exitCode, r.seconds, r.totals,
  r.source_totals AS sources, p.t AS progressT, p.event AS progressEvent
FROM runs r LEFT JOIN run_progress p ON p.run_id = r.id`;

const ROW = `
SELECT id, run_id AS runId, kind, t, media, source, outcome, reason, sha256, bytes, started_at AS startedAt, ms,
  slot, attempts, detail
FROM run_rows`;

const COUNTS = `
SELECT outcome, count(*) AS items, sum(iif(outcome = 'stored', bytes, 0)) AS bytes FROM run_rows
WHERE run_id = ?1 AND kind = 'item' GROUP BY outcome`;

type JsonColumns = "targets" | "settings" | "totals" | "sources";
type RawRun = Omit<Run, JsonColumns | "progress"> & {
  readonly [Name in JsonColumns]: string | null;
} & { readonly progressT: number | null; readonly progressEvent: string | null };
type RawRow = Omit<RunRow, "detail"> & { readonly detail: string | null };

/**
 * Prepares the reading of runs.
 * @param archive An open archive, or its database.
 */
export function prepareRuns({ sqlite }: Pick<OpenDatabase, "sqlite">): Runs {
  const list = sqlite.prepare<RawRun, [number, number]>(
    `${RUN} WHERE r.id < ?1 ORDER BY r.id DESC LIMIT ?2`,
  );
  const one = sqlite.prepare<RawRun, [number]>(`${RUN} WHERE r.id = ?1`);
  const rows = sqlite.prepare<RawRow, [number, number]>(
    `${ROW} WHERE id > ?1 ORDER BY id LIMIT ?2`,
  );
  const rowsOfRun = sqlite.prepare<RawRow, [number, number, number]>(
    `${ROW} WHERE run_id = ?2 AND id > ?1 ORDER BY id LIMIT ?3`,
  );
  const items = sqlite.prepare<RawRow, [number, number, string, number]>(
    `${ROW} WHERE run_id = ?2 AND id > ?1 AND kind = 'item' AND outcome = ?3 ORDER BY id LIMIT ?4`,
  );
  const lastRow = sqlite.prepare<{ id: number | null }, []>("SELECT max(id) AS id FROM run_rows");
  const slots = sqlite.prepare<{ slot: number; t: number; state: string | null }, [number]>(
    "SELECT slot, t, state FROM run_slots WHERE run_id = ?1 ORDER BY slot",
  );
  const counts = sqlite.prepare<CountRow, [number]>(COUNTS);
  const read = (row: RawRun) => readRun(row, () => sumRows(counts.all(row.id)));
  return {
    list: ({ limit, before = Number.MAX_SAFE_INTEGER }) => list.all(before, limit).map(read),
    get(id) {
      const row = one.get(id);
      return row ? read(row) : undefined;
    },
    newest() {
      const [row] = list.all(Number.MAX_SAFE_INTEGER, 1);
      return row ? read(row) : undefined;
    },
    rowsAfter: (after, { runId, limit }) =>
      (runId === undefined ? rows.all(after, limit) : rowsOfRun.all(after, runId, limit)).map(
        readRow,
      ),
    items: (runId, { outcome, after = 0, limit }) =>
      items.all(after, runId, outcome, limit).map(readRow),
    lastRowId: () => lastRow.get()?.id ?? 0,
    slots: (runId) => slots.all(runId).map((row) => ({ ...row, state: parse(row.state) })),
  };
}

interface CountRow {
  readonly outcome: Outcome;
  readonly items: number;
  readonly bytes: number;
}

function sumRows(rows: readonly CountRow[]): Totals {
  const totals = makeTotals();
  for (const { outcome, items, bytes } of rows) {
    totals[outcome] = items;
    totals.announced += items;
    totals.bytes += bytes;
  }
  return totals;
}

function readRun(row: RawRun, count: () => Totals): Run {
  const { targets, settings, totals, sources, progressT, progressEvent, ...plain } = row;
  const progress = progressT === null ? null : { t: progressT, event: parse(progressEvent) };
  return {
    ...plain,
    targets: parse(targets) as string[],
    settings: parse(settings) as Record<string, unknown>,
    totals: (parse(totals) as Totals | null) ?? totalsSoFar(progress?.event) ?? count(),
    sources: sources === null ? [] : (parse(sources) as SourceTotals[]),
    progress,
  };
}

/** A run that is on tells its totals with its progress: counting its log each second would not do. */
function totalsSoFar(event: unknown): Totals | undefined {
  if (typeof event !== "object" || event === null || !("totals" in event)) return undefined;
  return { ...makeTotals(), ...(event.totals as Partial<Totals>) };
}

function readRow({ detail, ...row }: RawRow): RunRow {
  return { ...row, detail: parse(detail) };
}

function parse(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}
