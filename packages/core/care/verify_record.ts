import type { Archive } from "../archive/archive.ts";
import type { Clock } from "../async/clock.ts";
import { prepareVerifications } from "../db/verifications.ts";
import type { BlobRow, VerifyRows } from "../db/verify_rows.ts";
import type { Sample } from "../text/sample.ts";
import { pickSample } from "./pick_sample.ts";
import type { BlobCheck } from "./verify_blobs.ts";

/** What a verification is to read, and where it keeps what it found. */
export interface VerifyRecord {
  /** Whether it goes on with one that was interrupted. */
  readonly resumed: boolean;
  /** Blobs that were last read before this (epoch ms) are due. */
  readonly dueBefore: number;
  /** The places of the sample; undefined when all are due. */
  readonly picked: ReadonlySet<number> | undefined;
  readonly isDue: (place: number, row: BlobRow) => boolean;
  save(checks: readonly BlobCheck[]): void;
  finish(findings: Readonly<Record<string, number>>): void;
}

/** Opens the record: begins anew, or goes on where one of the whole archive was interrupted. */
export function openVerifyRecord(
  archive: Archive,
  options: {
    readonly rows: VerifyRows;
    readonly clock: Clock;
    readonly sample?: { readonly part: Sample; readonly text: string; readonly seed: number };
    readonly thumbnailer?: unknown;
    readonly restart?: boolean;
  },
): VerifyRecord {
  const { rows, clock, sample, restart = false } = options;
  const mayWrite = archive.mode !== "read";
  const decode = options.thumbnailer !== undefined;
  const verifications = prepareVerifications(archive);
  const startedAt = clock.now();
  const unfinished = sample || restart ? undefined : verifications.findUnfinished({ decode });
  const dueBefore = unfinished?.startedAt ?? Number.MAX_SAFE_INTEGER;
  const total = sample ? rows.count(dueBefore).blobs : 0;
  const picked = sample && pickSample(sample.part, { total, seed: sample.seed });
  const id =
    unfinished?.id ??
    (mayWrite ? verifications.start({ startedAt, sample: sample?.text ?? null, decode }) : 0);
  return {
    resumed: unfinished !== undefined,
    dueBefore,
    picked,
    isDue: (place, { verifiedAt }) =>
      picked ? picked.has(place) : verifiedAt === null || verifiedAt < dueBefore,
    save(checks) {
      if (!mayWrite) return;
      const results = checks.map(({ row, damage }) => ({ sha256: row.sha256, damage }));
      rows.save(results, clock.now());
      const bytes = checks.reduce((sum, check) => sum + check.bytes, 0);
      verifications.add(id, { blobs: checks.length, bytes });
    },
    finish(findings) {
      if (mayWrite) verifications.finish(id, { finishedAt: clock.now(), findings });
    },
  };
}
