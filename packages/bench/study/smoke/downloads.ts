import { join } from "node:path";
import {
  checkFetch,
  type FetchCall,
  type FetchSample,
  measureFetch,
  removeFetch,
} from "../../measure/fetch_process.ts";
import { interleave } from "../../measure/interleave.ts";
import type { StandIn } from "../../measure/stand_in.ts";
import { makeFigure } from "../figure.ts";
import type { Figure, StudyOptions, Target } from "../study.ts";

/** How many jobs, and how much longer than N·L/C a fetch may take, start-up included. */
const CASES = [
  { jobs: 8, target: { atMost: 1.15 } },
  { jobs: 32, target: { atMost: 1.35 } },
] as const;
const ROUNDS = 5;
const BUDGET_MS = 40_000;
const THUMB_ROUNDS = 3;
const THUMB_JOBS = 32;
const MAX_RSS_MB = 200;
const MB = 1e6;

/** A fetch, and the same one again into the same archive. */
interface Pair {
  readonly first: FetchSample;
  readonly again: FetchSample;
}

/** How long whole fetches take, what memory they need, and that the second of two asks the CDN for nothing. */
export async function measureDownloads(
  stand: StandIn,
  { dir, say }: StudyOptions,
): Promise<Figure[]> {
  const runs = await interleave(
    CASES.map(({ jobs }) => ({
      name: String(jobs),
      async run(round: number) {
        say(`fetch of ${stand.files.length} files with ${jobs} jobs, round ${round + 1}`);
        return fetchTwice(stand, { dir: join(dir, `fetch-${jobs}-${round}`), jobs });
      },
    })),
    { rounds: ROUNDS, minRounds: 3, budgetMs: BUDGET_MS },
  );
  const thumbs: FetchSample[] = [];
  for (let round = 0; round < THUMB_ROUNDS; round++) {
    say(`the same with thumbnails, round ${round + 1}`);
    thumbs.push(
      await fetchOnce(stand, { dir: join(dir, `thumbs-${round}`), jobs: THUMB_JOBS, thumbs: true }),
    );
  }
  const pairs = [...runs.values()].flat();
  return [
    ...CASES.map(({ jobs, target }) =>
      speedFigure(stand, { pairs: runs.get(String(jobs))!, jobs, target }),
    ),
    rssFigure(
      "peak memory of a fetch",
      pairs.map(({ first }) => first),
    ),
    rssFigure("peak memory with thumbnails", thumbs),
    makeFigure(
      "CDN connections of the same fetch again",
      pairs.map(({ again }) => Math.max(again.cdnConnections, again.cdnRequests)),
      { unit: "count", statistic: "max", target: { atMost: 0 } },
    ),
  ];
}

async function fetchOnce(stand: StandIn, call: FetchCall): Promise<FetchSample> {
  const sample = await measureFetch(stand, call);
  await checkFetch(sample, { dir: call.dir, files: stand.files });
  await removeFetch(call.dir);
  return sample;
}

async function fetchTwice(stand: StandIn, call: FetchCall): Promise<Pair> {
  const { files } = stand;
  const first = await measureFetch(stand, call);
  await checkFetch(first, { dir: call.dir, files });
  const again = await measureFetch(stand, call);
  await checkFetch(again, { dir: call.dir, files, stored: 0 });
  await removeFetch(call.dir);
  return { first, again };
}

/** Against the law: N files, each L late, C at once, cannot take less than N·L/C. */
function speedFigure(
  { files }: StandIn,
  { pairs, jobs, target }: { pairs: readonly Pair[]; jobs: number; target: Target },
): Figure {
  const floorMs = (latencyMs: number) => (files.length * latencyMs) / jobs;
  const mean = (pick: (sample: FetchSample) => number) =>
    pairs.reduce((sum, { first }) => sum + pick(first), 0) / pairs.length;
  const latency = mean(({ latencyMs }) => latencyMs);
  const wall = mean(({ wallMs }) => wallMs);
  const cpu = mean(({ cpuMs }) => cpuMs);
  return makeFigure(
    `${files.length} files with ${jobs} jobs, over N·L/C`,
    pairs.map(({ first }) => first.wallMs / floorMs(first.latencyMs)),
    {
      unit: "x",
      statistic: "median",
      target,
      note: `L ${latency.toFixed(1)} ms at the server, wall ${(wall / 1000).toFixed(2)} s, CPU ${(cpu / 1000).toFixed(2)} s`,
    },
  );
}

function rssFigure(name: string, samples: readonly FetchSample[]): Figure {
  return makeFigure(
    name,
    samples.map(({ peakRssBytes }) => peakRssBytes / MB),
    { unit: "MB", statistic: "max", target: { atMost: MAX_RSS_MB } },
  );
}
