import type { Credits, RunNotice } from "../events.ts";
import type { Outcome, Reason } from "../outcomes.ts";
import type { OpenDatabase } from "./open.ts";
import { readRunEvent } from "./run_events.ts";
import type { RunRow } from "./runs.ts";

/** Items of a run that ended in the same way, for the same reason. */
export interface ReasonGroup {
  readonly outcome: Outcome;
  readonly reason: Reason;
  readonly items: number;
  /** Imgur ids of the first of them, at most {@link MOST_EXAMPLES}. */
  readonly examples: readonly string[];
}

/** What a run's log tells of Imgur's credits. */
export interface CreditFigures {
  readonly userRemaining: number | null;
  readonly clientRemaining: number | null;
  /** Epoch ms. */
  readonly resetAt: number | null;
  /** What went in the run, as far as answers told: at least 1. */
  readonly spent: number;
}

/** A run's log in figures. */
export interface RunFigures {
  /** The most items first. */
  readonly reasons: readonly ReasonGroup[];
  /** The newest, oldest first. */
  readonly notices: readonly RunNotice[];
  /** null when no answer told of credits. */
  readonly credits: CreditFigures | null;
  /** The last row that was counted, 0 when there is none. */
  readonly lastRow: number;
}

/** How many ids a group of {@link RunFigures} names. */
export const MOST_EXAMPLES = 12;
const MOST_NOTICES = 50;

/** A log only grows: as long as its last row is the same, so are its figures. */
const MOST_REMEMBERED = 16;

const TOLD = `
SELECT kind, t, detail, outcome, reason, media FROM run_rows
WHERE run_id = ?1 AND id <= ?2 AND (reason IS NOT NULL OR kind IN ('credits', 'notice')) ORDER BY id`;
const LAST = "SELECT max(id) AS id FROM run_rows WHERE run_id = ?1";
const BEFORE = "SELECT id FROM run_rows WHERE run_id = ?1 AND t <= ?2 ORDER BY id DESC LIMIT 1";

type ToldRow = Pick<RunRow, "kind" | "t" | "outcome" | "reason" | "media"> & {
  readonly detail: string | null;
};

/**
 * Prepares the reading of a run's log in figures: one walk over its rows, remembered until there are more.
 * @param archive An open archive, or its database.
 */
export function prepareRunFigures({ sqlite }: Pick<OpenDatabase, "sqlite">): {
  /** The figures of a run so far. */
  figures(runId: number): RunFigures;
  /** The last row of a run that is not later than `t`, epoch ms; 0 when all are. */
  rowBefore(runId: number, t: number): number;
} {
  const last = sqlite.prepare<{ id: number | null }, [number]>(LAST);
  const before = sqlite.prepare<{ id: number }, [number, number]>(BEFORE);
  const told = sqlite.prepare<ToldRow, [number, number]>(TOLD);
  const remembered = new Map<number, RunFigures>();
  return {
    figures(runId) {
      const lastRow = last.get(runId)?.id ?? 0;
      const known = remembered.get(runId);
      if (known?.lastRow === lastRow) return known;
      const figures = { ...countRows(told.iterate(runId, lastRow)), lastRow };
      remembered.delete(runId);
      remembered.set(runId, figures);
      const [oldest] = remembered.keys();
      if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
      return figures;
    },
    rowBefore: (runId, t) => before.get(runId, t)?.id ?? 0,
  };
}

function countRows(rows: Iterable<ToldRow>): Omit<RunFigures, "lastRow"> {
  const groups = new Map<string, ReasonGroup & { items: number; examples: string[] }>();
  const notices: RunNotice[] = [];
  const credits: Credits[] = [];
  for (const { outcome, reason, media, kind, t, detail } of rows) {
    if (outcome !== null && reason !== null && media !== null) {
      const key = `${outcome} ${reason}`;
      const group = groups.get(key) ?? { outcome, reason, items: 0, examples: [] };
      groups.set(key, group);
      group.items += 1;
      if (group.examples.length < MOST_EXAMPLES) group.examples.push(media);
      continue;
    }
    const parsed: unknown = detail === null ? null : JSON.parse(detail);
    const event = readRunEvent({ kind, t, detail: parsed } as RunRow);
    if (event?.type === "run.notice") notices.push(event);
    if (event?.type === "credits") credits.push(event);
  }
  return {
    reasons: [...groups.values()].toSorted((a, b) => b.items - a.items),
    notices: notices.slice(-MOST_NOTICES),
    credits: sumCredits(credits),
  };
}

/** Each answer tells what is left after it: what went is the sum of the falls, and the first request. */
function sumCredits(told: readonly Credits[]): CreditFigures | null {
  const newest = told.at(-1);
  if (newest === undefined) return null;
  let spent = 1;
  for (const [at, { userRemaining }] of told.entries()) {
    const earlier = told[at - 1]?.userRemaining ?? null;
    // A rise is a new hour; what went before it in the same breath is not told.
    if (earlier !== null && userRemaining !== null) spent += Math.max(0, earlier - userRemaining);
  }
  const { userRemaining, clientRemaining, resetAt } = newest;
  return { userRemaining, clientRemaining, resetAt, spent };
}
