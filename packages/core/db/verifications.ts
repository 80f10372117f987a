import type { OpenDatabase } from "./open.ts";

/** A `verify` of the archive, as it was recorded. Times are epoch ms. */
export interface Verification {
  readonly id: number;
  readonly startedAt: number;
  /** null while it runs, or when it was interrupted. */
  readonly finishedAt: number | null;
  /** The part that was asked for, null for all. */
  readonly sample: string | null;
  readonly decode: boolean;
  /** Blobs that were read, and their bytes. */
  readonly blobs: number;
  readonly bytes: number;
  /** How many findings of each kind; null when it has no end. */
  readonly findings: Readonly<Record<string, number>> | null;
}

/** The record of verifications. Each call is a short transaction. */
export interface Verifications {
  start(verification: Pick<Verification, "startedAt" | "sample" | "decode">): number;
  /** Adds to what was read, so that a later process can go on with the figures. */
  add(id: number, read: { blobs: number; bytes: number }): void;
  finish(id: number, end: { finishedAt: number; findings: Record<string, number> }): void;
  /** The last one of the whole archive, if it was begun with the same `decode` and never ended. */
  findUnfinished(options: { decode: boolean }): Verification | undefined;
  /** The last one that came to its end, whole or sample. */
  findLast(): Verification | undefined;
}

const COLUMNS = `id, started_at AS startedAt, finished_at AS finishedAt, sample, decode, blobs, bytes, findings`;
const START = `
INSERT INTO verifications (started_at, sample, decode) VALUES ($startedAt, $sample, $decode) RETURNING id`;
const ADD = "UPDATE verifications SET blobs = blobs + ?2, bytes = bytes + ?3 WHERE id = ?1";
const FINISH = "UPDATE verifications SET finished_at = ?2, findings = ?3 WHERE id = ?1";
const NEWEST_WHOLE = `
SELECT ${COLUMNS} FROM verifications WHERE sample IS NULL ORDER BY id DESC LIMIT 1`;
const LAST = `
SELECT ${COLUMNS} FROM verifications WHERE finished_at IS NOT NULL ORDER BY id DESC LIMIT 1`;

interface Row extends Omit<Verification, "decode" | "findings"> {
  readonly decode: number;
  readonly findings: string | null;
}

/**
 * Prepares the record of verifications.
 * @param archive An open archive, or its database; for `start`, `add` and `finish` one that may be edited.
 */
export function prepareVerifications({ sqlite }: Pick<OpenDatabase, "sqlite">): Verifications {
  const newest = sqlite.prepare<Row, []>(NEWEST_WHOLE);
  const last = sqlite.prepare<Row, []>(LAST);
  return {
    start({ startedAt, sample, decode }) {
      const row = { startedAt, sample, decode: Number(decode) };
      return sqlite.query<{ id: number }, [typeof row]>(START).get(row)!.id;
    },
    add: (id, { blobs, bytes }) => void sqlite.query(ADD).run(id, blobs, bytes),
    finish: (id, { finishedAt, findings }) =>
      void sqlite.query(FINISH).run(id, finishedAt, JSON.stringify(findings)),
    findUnfinished({ decode }) {
      const row = newest.get();
      if (!row || row.finishedAt !== null || row.decode !== Number(decode)) return undefined;
      return readRow(row);
    },
    findLast() {
      const row = last.get();
      return row ? readRow(row) : undefined;
    },
  };
}

function readRow({ decode, findings, ...row }: Row): Verification {
  const counts = findings === null ? null : (JSON.parse(findings) as Record<string, number>);
  return { ...row, decode: decode === 1, findings: counts };
}
