import { hostname } from "node:os";
import type { Archive } from "../../archive/archive.ts";
import type { Clock } from "../../async/clock.ts";
import { prepareRecording } from "../../db/recording_sql.ts";
import type { Totals } from "../../outcomes.ts";
import { Tally } from "../../run/tally.ts";
import type { ImportedFile } from "./import_files.ts";
import { importSourceOf } from "./list_import_files.ts";

/** What an import's record begins with. */
export interface ImportRunOptions {
  /** Absolute paths of what was named. */
  readonly paths: readonly string[];
  readonly settings: Record<string, unknown>;
  /** Acacia's. */
  readonly version: string;
  readonly clock: Clock;
}

/** The record of an import among the other runs. */
export interface ImportRun {
  /** Its number. */
  readonly id: number;
  /** So far; announced = the sum of the outcomes. */
  readonly totals: Totals;
  /** A file of a path ended. */
  count(path: string, file: ImportedFile): void;
  /** Writes the totals, in all and for each path. */
  finish(exitCode: number): void;
}

/**
 * Begins the record of an import. Until it is finished, or when it never is, its totals are counted from its log.
 * @param archive Open for `write`.
 */
export function openImportRun(
  archive: Pick<Archive, "sqlite">,
  { paths, settings, version, clock }: ImportRunOptions,
): ImportRun {
  const recording = prepareRecording(archive);
  const begunAt = clock.monotonic();
  const tally = new Tally();
  for (const path of paths) tally.open(importSourceOf(path));
  const id = recording.startRun({
    ...{ command: "import", strategy: "sequential", jobs: 1 },
    startedAt: clock.now(),
    targets: paths.map(importSourceOf),
    settings,
    version,
    pid: process.pid,
    host: hostname(),
  });
  return {
    id,
    get totals() {
      return tally.totals;
    },
    count(path, { outcome, reason, bytes }) {
      const source = importSourceOf(path);
      tally.announce(source, 1);
      const storedBytes = outcome === "stored" ? bytes : 0;
      tally.end({ source, outcome, storedBytes, ...(reason === undefined ? {} : { reason }) });
    },
    finish(exitCode) {
      const { totals, sources } = tally;
      const seconds = Math.round(clock.monotonic() - begunAt) / 1000;
      recording.finishRun(id, { finishedAt: clock.now(), exitCode, totals, sources, seconds });
    },
  };
}
