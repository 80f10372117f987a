import type { Archive } from "../archive/archive.ts";
import { errnoOf } from "../archive/disk_error.ts";
import { batch } from "../async/batch.ts";
import type { Clock } from "../async/clock.ts";
import { prepareVerifyRows, type VerifyRows } from "../db/verify_rows.ts";
import type { Sample } from "../text/sample.ts";
import type { Thumbnailer } from "../thumbs/thumbnailer.ts";
import { type Finding, FindingCounts, type FindingKind } from "./finding.ts";
import { type BlobCheck, checkBlobs, type Stranger } from "./verify_blobs.ts";
import { openVerifyRecord, type VerifyRecord } from "./verify_record.ts";
import { tellStrangers, tellStrayPartials, tellStrayThumbs } from "./verify_strays.ts";
import { checkViews } from "./verify_views.ts";

/** How to verify an archive. */
export interface VerifyOptions {
  /** Reads only a random part of the blobs; names and database are looked at in full. */
  readonly sample?: { readonly part: Sample; readonly text: string; readonly seed: number };
  /** Decodes pictures as well. */
  readonly thumbnailer?: Thumbnailer;
  /** Begins anew although one was interrupted. @default false */
  readonly restart?: boolean;
  /** Files read at once. @default 4 */
  readonly lanes?: number;
  readonly clock: Clock;
  readonly draining: AbortSignal;
  readonly signal: AbortSignal;
}

/** What a verification tells. Plain data. */
export type VerifyEvent =
  | {
      readonly type: "verify.started";
      /** To be read, and their bytes. */
      readonly blobs: number;
      readonly bytes: number;
      /** Whether it goes on with one that was interrupted. */
      readonly resumed: boolean;
      /** Picks the same sample again. */
      readonly seed?: number;
    }
  | { readonly type: "verify.progress"; readonly blobs: number; readonly bytes: number }
  | ({ readonly type: "verify.finding" } & Finding)
  | VerifyFinished;

/** The end of a verification. */
export interface VerifyFinished {
  readonly type: "verify.finished";
  /** False when it was stopped; the next one goes on there. */
  readonly complete: boolean;
  readonly blobs: number;
  readonly bytes: number;
  readonly seconds: number;
  /** How many of each kind. */
  readonly findings: Partial<Record<FindingKind, number>>;
  /** How many of them are failures. */
  readonly errors: number;
}

/** Results that are kept in one transaction: some hundred, or what came within this time, ms. */
const GROUP = { maxItems: 256, maxMs: 250 };
const DEFAULT_LANES = 4;

/**
 * Looks at everything that an archive keeps: database, bytes, names, leftovers. Works beside a fetch without false
 * alarms, and changes nothing but `verified_at` and `damage` of the blobs it read; of an archive open for reading
 * not even those. One that is stopped is gone on with by the next.
 *
 * @param archive Open for `edit`, or for `read`.
 */
export async function* verifyArchive(
  archive: Archive,
  options: VerifyOptions,
): AsyncGenerator<VerifyEvent, void, undefined> {
  const { clock, draining } = options;
  const begunAt = clock.monotonic();
  const counts = new FindingCounts();
  const read = { blobs: 0, bytes: 0 };
  const rows = prepareVerifyRows(archive);
  const record = openVerifyRecord(archive, { ...options, rows });
  yield startedEvent({ options, rows, record });
  for await (const event of checkAll(archive, { options, rows, record, read })) {
    if (event.type === "verify.finding") counts.add(event);
    yield event;
  }
  const complete = !draining.aborted;
  const { all: findings, errors } = counts;
  if (complete) record.finish(findings);
  const seconds = Math.round(clock.monotonic() - begunAt) / 1000;
  yield { type: "verify.finished", complete, ...read, seconds, findings, errors };
}

/** What the stages of a verification share. */
interface Work {
  readonly options: VerifyOptions;
  readonly rows: VerifyRows;
  readonly record: VerifyRecord;
  readonly read: { blobs: number; bytes: number };
}

function startedEvent({ options, rows, record }: Omit<Work, "read">): VerifyEvent {
  const { sample } = options;
  const all = rows.count(record.dueBefore);
  const share = record.picked === undefined || all.blobs === 0 ? 1 : record.picked.size / all.blobs;
  return {
    type: "verify.started",
    blobs: record.picked?.size ?? all.blobs,
    bytes: Math.round(all.bytes * share),
    resumed: record.resumed,
    ...(sample ? { seed: sample.seed } : {}),
  };
}

/** Every stage; a database that gives up on the way is a finding, not the end of the program. */
async function* checkAll(archive: Archive, work: Work): AsyncGenerator<VerifyEvent> {
  const { rows, options } = work;
  const { draining, signal } = options;
  try {
    yield* asEvents(tellDatabase(rows, { quick: options.sample !== undefined }));
    const strangers: Stranger[] = [];
    yield* readBlobs(archive, { ...work, strangers });
    if (draining.aborted) return;
    yield* asEvents(checkViews(archive, { rows, draining, signal }));
    if (draining.aborted) return;
    yield* asEvents(tellStrangers(archive, { strangers, rows }));
    yield* asEvents(tellStrayThumbs(archive, rows));
    yield* asEvents(tellStrayPartials(archive));
  } catch (error) {
    const code = errnoOf(error);
    if (code !== "SQLITE_NOTADB" && !code.startsWith("SQLITE_CORRUPT")) throw error;
    yield* asEvents([{ kind: "database.broken", detail: (error as Error).message }]);
  }
}

function* tellDatabase(rows: VerifyRows, how: { quick: boolean }): Generator<Finding> {
  for (const detail of rows.checkDatabase(how)) yield { kind: "database.broken", detail };
  for (const { table, parent, rowid } of rows.danglingRows()) {
    yield {
      kind: "database.reference",
      detail: `${table} ${rowid ?? ""} names no row of ${parent}`,
    };
  }
}

async function* readBlobs(
  archive: Archive,
  work: Work & { strangers: Stranger[] },
): AsyncGenerator<VerifyEvent> {
  const { options, rows, record, read } = work;
  const checks = checkBlobs({
    archive,
    rows,
    isDue: record.isDue,
    ...(options.thumbnailer ? { thumbnailer: options.thumbnailer } : {}),
    lanes: options.lanes ?? DEFAULT_LANES,
    onStranger: (stranger) => work.strangers.push(stranger),
    draining: options.draining,
    signal: options.signal,
  });
  for await (const group of batch(checks, { clock: options.clock, ...GROUP })) {
    record.save(group);
    for (const { bytes } of group) {
      read.blobs += 1;
      read.bytes += bytes;
    }
    for (const check of group) {
      const finding = findingOf(check, rows);
      if (finding) yield { type: "verify.finding", ...finding };
    }
    yield { type: "verify.progress", ...read };
  }
}

function findingOf(check: BlobCheck, rows: VerifyRows): Finding | undefined {
  const { row, damage, detail } = check;
  const { sha256, ext, sizeBytes } = row;
  // Emptied from the trash meanwhile: its row went first.
  if (damage === null || !rows.hasBlob(sha256, ext)) return undefined;
  const ids = rows.idsOf(sha256);
  return {
    kind: ids.length === 0 ? "blob.lost" : `blob.${damage}`,
    path: `blobs/${sha256.slice(0, 2)}/${sha256}.${ext}`,
    sha256,
    ids,
    sizeBytes,
    ...(detail ? { detail } : {}),
  };
}

async function* asEvents(
  findings: AsyncIterable<Finding> | Iterable<Finding>,
): AsyncGenerator<VerifyEvent> {
  for await (const finding of findings) yield { type: "verify.finding", ...finding };
}
