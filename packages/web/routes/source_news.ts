import {
  type Archive,
  type Clock,
  prepareRunFigures,
  prepareRuns,
  prepareSyncMemory,
} from "@acacia/core";
import type { Source } from "./source_schemas.ts";

/** What a source's last run said of it, and how far the source is known. */
export type SourceNews = Pick<Source, "last" | "knownUntil">;

/**
 * Prepares the question what a source's last run brought. Runs that several sources share are read once.
 * @returns For one list of sources: ask a new one for the next.
 */
export function prepareSourceNews(
  archive: Archive,
  { clock }: { clock: Clock },
): () => (source: Pick<Source, "id" | "target" | "lastRun">) => SourceNews {
  const runs = prepareRuns(archive);
  const log = prepareRunFigures(archive);
  const memory = prepareSyncMemory(archive);
  const readRun = (id: number) => {
    const run = runs.get(id);
    return run && { run, figures: log.figures(id) };
  };
  return () => {
    const known = new Map<number, ReturnType<typeof readRun>>();
    return ({ id, target, lastRun }) => {
      const knownUntil = memory.newestBefore(id, clock.now() + 1);
      if (lastRun === null) return { knownUntil, last: null };
      if (!known.has(lastRun)) known.set(lastRun, readRun(lastRun));
      const read = known.get(lastRun);
      const totals = read?.run.sources.find(({ source }) => source === target);
      if (!read || !totals) return { knownUntil, last: null };
      const { run, figures } = read;
      const spent = figures.credits?.spent ?? null;
      return {
        knownUntil,
        last: {
          at: run.finishedAt ?? run.startedAt,
          announced: totals.announced,
          kept: totals.stored + totals.duplicate + totals.known,
          short: totals.short,
          // The log does not tell which source an answer was for: each is taken to cost the same.
          credits: spent === null ? null : Math.ceil(spent / Math.max(1, run.sources.length)),
          notices: figures.notices
            .filter(({ source }) => source === target)
            .map(({ message }) => message),
        },
      };
    };
  };
}
