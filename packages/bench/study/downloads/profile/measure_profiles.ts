import { join } from "node:path";
import { interleave } from "../../../measure/interleave.ts";
import { openStandIn, type StandIn } from "../../../measure/stand_in.ts";
import { type CaseResult, makeCase } from "../../case.ts";
import { isWanted } from "../../is_wanted.ts";
import type { StudyOptions } from "../../study.ts";
import { GRID } from "../grid.ts";
import { PROFILES, type Profile } from "./profiles.ts";
import { type ProfileRun, runProfile, type Setting, settingName } from "./run_profile.ts";

/** Widths that a user might fix. */
const FIXED = [4, 8, 16, 32, 64, 128] as const;
/** The best run lasts as long, so that finding the width is a small part of it. */
const LEAST_S = 16;
/** Nor does a look last longer than this, nor a run: pauses after refusals would go on for hours. */
const SCAN_S = 15;
const MOST_S = 80;
/** What the fastest machine here needs for that; 3.4 GB in the stand-in's memory. */
const MOST_FILES = 16_000;

/** What came of one profile. */
export interface ProfileOutcome {
  readonly profile: Profile;
  readonly files: number;
  readonly runs: ReadonlyMap<Setting, readonly ProfileRun[]>;
  readonly cases: readonly CaseResult[];
}

/** Lets the width find itself under every profile that is wanted, beside the fixed widths that do best there. */
export async function measureProfiles(options: StudyOptions): Promise<readonly ProfileOutcome[]> {
  const wanted = PROFILES.filter(({ name }) => isWanted(`profile: ${name}`, options.only));
  if (wanted.length === 0) return [];
  options.say(
    `a world of ${MOST_FILES.toLocaleString("en")} files: the best run lasts ${LEAST_S} s`,
  );
  await using stand = await openStandIn({
    seed: options.seed,
    sizeBytes: GRID.sizeBytes,
    files: MOST_FILES,
  });
  const outcomes: ProfileOutcome[] = [];
  for (const profile of wanted) {
    await stand.set(profile.knobs);
    outcomes.push(await measureProfile(stand, profile, options));
  }
  return outcomes;
}

async function measureProfile(
  stand: StandIn,
  profile: Profile,
  { dir, say, rounds }: StudyOptions,
): Promise<ProfileOutcome> {
  const rates = new Map<number, number>();
  for (const setting of FIXED) {
    say(`${profile.name}: a look at pool ${setting}`);
    const files = stand.files.slice(0, profile.scanFiles(setting));
    const call = { setting, files, dir: join(dir, `scan-${setting}`), deadlineS: SCAN_S };
    const { stored, metrics } = await runProfile(stand, call);
    rates.set(setting, (stored / metrics.runMs!) * 1000);
  }
  const { best, beside } = chooseSettings(rates);
  const files = stand.files.slice(0, Math.ceil(rates.get(best)! * LEAST_S));
  const settings: readonly Setting[] = ["adaptive", ...beside];
  const byName = await interleave(
    settings.map((setting) => ({
      name: settingName(setting),
      run(round) {
        say(`${profile.name}: ${settingName(setting)}, ${files.length} files, round ${round + 1}`);
        const call = { setting, files, dir: join(dir, `profile-${round}`), deadlineS: MOST_S };
        return runProfile(stand, call);
      },
    })),
    { rounds },
  );
  const runs = new Map(settings.map((setting) => [setting, byName.get(settingName(setting))!]));
  const cases = settings.map((setting) =>
    profileCase(profile, { setting, files: files.length, runs: runs.get(setting)! }),
  );
  return { profile, files: files.length, runs, cases };
}

/**
 * The fixed width that was fastest in a short look, and those next to it: a look may err by one. One that was not
 * half as fast cannot be the best.
 *
 * @param rates Files a second by width, at least one.
 */
export function chooseSettings(rates: ReadonlyMap<number, number>): {
  readonly best: number;
  readonly beside: readonly number[];
} {
  const widths = [...rates.keys()].toSorted((a, b) => a - b);
  const best = widths.toSorted((a, b) => rates.get(b)! - rates.get(a)!)[0]!;
  const at = widths.indexOf(best);
  const near = widths.slice(Math.max(0, at - 1), at + 2);
  return { best, beside: near.filter((width) => rates.get(width)! > rates.get(best)! / 2) };
}

function profileCase(
  { name, floor }: Profile,
  given: { setting: Setting; files: number; runs: readonly ProfileRun[] },
): CaseResult {
  const { setting, files, runs } = given;
  return makeCase(
    {
      id: `${name}: ${settingName(setting)}`,
      series: setting === "adaptive" ? setting : "pool",
      role: "acacia",
      params: { profile: name, jobs: setting === "adaptive" ? "auto" : setting, files },
      ...(floor ? { floor: { name: floor.name, wallMs: floor.msOf(files) } } : {}),
    },
    runs.map(({ metrics }) => metrics),
  );
}
