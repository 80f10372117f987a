import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "@acacia/core/clock";
import { readMachine } from "./measure/machine.ts";
import { PACKAGES, ROOT } from "./root.ts";
import type { Study, StudyOptions, StudyResult } from "./study/study.ts";

/**
 * Runs a study in a folder of its own, which is removed whatever happens.
 *
 * @param study Which.
 * @param options Where the folder is made, and all that the study is given.
 * @throws Whatever makes a run no valid sample.
 */
export async function runStudy(
  study: Study,
  { dir: parent = tmpdir(), ...options }: Omit<StudyOptions, "dir"> & { readonly dir?: string },
): Promise<StudyResult> {
  const machine = readMachine({ root: ROOT, now: systemClock.now() });
  const begun = systemClock.monotonic();
  await mkdir(parent, { recursive: true });
  const dir = await mkdtemp(join(parent, `acacia-bench-${study.name}-`));
  try {
    const outcome = await study.run({ ...options, dir });
    return {
      study: study.name,
      machine: { ...machine, versions: { ...machine.versions, ...outcome.versions } },
      seed: options.seed,
      rounds: options.rounds,
      seconds: Math.round(systemClock.monotonic() - begun) / 1000,
      figures: outcome.figures,
      cases: outcome.cases ?? [],
      charts: outcome.charts ?? [],
      missing: outcome.missing ?? [],
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Keeps a result under `results/`, in place of the one before. @returns The file. */
export async function saveResult(result: StudyResult): Promise<string> {
  const path = join(PACKAGES, "bench/results", `${result.study}.json`);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, `${JSON.stringify(result, null, 2)}\n`);
  return path;
}
