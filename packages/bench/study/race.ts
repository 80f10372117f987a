import { openStandIn } from "../measure/stand_in.ts";
import { openWays } from "./downloads/open_ways.ts";
import { isWanted } from "./is_wanted.ts";
import { laneChart } from "./race/lane_chart.ts";
import { RACE, type Runner, runRace } from "./race/run_race.ts";
import type { Study, StudyOptions, StudyOutcome } from "./study.ts";

/** Who fetches with how many at once: the article's one by one, and everything else alike. */
const RUNNERS: readonly Runner[] = [
  { strategy: "sequential", jobs: 1 },
  { strategy: "threads", jobs: RACE.jobs },
  { strategy: "processes", jobs: RACE.jobs },
  { strategy: "pool", jobs: RACE.jobs },
  { strategy: "async", jobs: RACE.jobs },
  { strategy: "adaptive", jobs: RACE.mostJobs },
  { strategy: "queue", jobs: RACE.jobs },
];

/** Every strategy's lanes on one clock. */
export const raceStudy: Study = {
  name: "race",
  summary: "what each lane of each strategy does, on one clock",
  run: measureRace,
};

async function measureRace(options: StudyOptions): Promise<StudyOutcome> {
  const { files, sizeBytes, latencyMs } = RACE;
  await using stand = await openStandIn({ seed: options.seed, files, sizeBytes });
  await stand.set({ latency: String(latencyMs) });
  await using ways = await openWays(stand, options);
  const runners = RUNNERS.filter(
    ({ strategy }) =>
      isWanted(strategy, options.only) && (strategy !== "queue" || ways.redisUrl !== undefined),
  );
  const { cases, laps } = await runRace(stand, { runners, redisUrl: ways.redisUrl }, options);
  return { figures: [], cases, charts: [laneChart(laps)] };
}
