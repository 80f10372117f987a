import { join } from "node:path";
import { interleave } from "../../measure/interleave.ts";
import type { CaseResult, Metrics } from "../case.ts";
import type { StudyOptions } from "../study.ts";
import { type Trial, trialCase, trialId } from "./way.ts";

/** How often trials are run. */
export interface RunTrialsOptions extends Pick<StudyOptions, "dir" | "say" | "rounds"> {
  /** @default 1 */
  readonly warmUps?: number;
}

/** Runs trials in turn, round by round. @returns A case each, in their order. */
export async function runTrials(
  trials: readonly Trial[],
  { dir, say, rounds, warmUps = 1 }: RunTrialsOptions,
): Promise<readonly CaseResult[]> {
  const runs = await interleave<Metrics>(
    trials.map((trial, n) => ({
      name: trialId(trial),
      run(round) {
        say(`${trialId(trial)}${round < 0 ? ", warm-up" : `, round ${round + 1} of ${rounds}`}`);
        const { jobs, files } = trial;
        return trial.way.run({ dir: join(dir, `trial-${n}-${round}`), jobs, files });
      },
    })),
    { rounds, warmUps },
  );
  return trials.map((trial) => trialCase(trial, runs.get(trialId(trial))!));
}
