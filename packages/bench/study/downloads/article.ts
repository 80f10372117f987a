import type { StrategyName } from "@acacia/core/config";
import type { StandIn } from "../../measure/stand_in.ts";
import type { BarChart } from "../../report/chart.ts";
import type { CaseResult } from "../case.ts";
import { isWanted } from "../is_wanted.ts";
import type { StudyOptions } from "../study.ts";
import { GRID } from "./grid.ts";
import type { OpenWays } from "./open_ways.ts";
import { makeOwnWay } from "./own_way.ts";
import { runTrials } from "./run_trials.ts";
import { type Trial, trialId } from "./way.ts";

/** What the article reports of 91 pictures: its connection is so far away that one by one they take 19.4 s. */
const ARTICLE = { files: 91, singleS: 19.4, threadsS: 4.1, threads: 8, processes: 4 } as const;
const LATENCY_MS = Math.round((ARTICLE.singleS * 1000) / ARTICLE.files);
/** As many at once as Bun's fetch runs. */
const ALL = 91;

/** The article's first table, as it would be on this machine: the same number of pictures, as far away as its were. */
export async function measureArticle(
  stand: StandIn,
  ways: OpenWays,
  options: StudyOptions,
): Promise<readonly CaseResult[]> {
  const trials = planArticle(stand, ways).filter((trial) =>
    isWanted(`article: ${trialId(trial)}`, options.only),
  );
  if (trials.length === 0) return [];
  await stand.set({ latency: String(LATENCY_MS) });
  return await runTrials(trials, { ...options, warmUps: 0 });
}

function planArticle(stand: StandIn, ways: OpenWays): readonly Trial[] {
  const files = stand.files.slice(0, ARTICLE.files);
  const own = (strategy: StrategyName, jobs: number) => {
    const redis = strategy === "queue" && ways.redisUrl ? { redisUrl: ways.redisUrl } : {};
    return { way: makeOwnWay(stand, { strategy, ...redis }), jobs };
  };
  const peer = (series: string, jobs: number) =>
    [...ways.many, ...ways.single]
      .filter((way) => way.series === series)
      .map((way) => ({ way, jobs }));
  const trials = [
    own("sequential", 1),
    own("threads", ARTICLE.threads),
    own("processes", ARTICLE.processes),
    own("pool", ARTICLE.threads),
    own("async", ALL),
    own("adaptive", ALL),
    ...(ways.redisUrl ? [own("queue", ARTICLE.threads)] : []),
    ...peer("single.py", 1),
    ...peer("threads.py", ARTICLE.threads),
    ...peer("processes.py", ARTICLE.processes),
    ...peer("futures.py", ARTICLE.threads),
    ...peer("aio.py", ALL),
  ];
  return trials.map((trial) => ({ ...trial, files, latencyMs: LATENCY_MS }));
}

/** The article's figures, and ours beside them. */
export function articleChart(cases: readonly CaseResult[]): BarChart | null {
  const ours = cases.flatMap(({ series, role, params, metrics }) => {
    if (!metrics.wallMs) return [];
    const [value, low, high] = [metrics.wallMs.median, metrics.wallMs.low, metrics.wallMs.high];
    const name = `${series}, ${params.jobs} at once`;
    return [{ name, role, value: value / 1000, low: low / 1000, high: high / 1000 }];
  });
  const slowest = ours.find(({ name }) => name === "sequential, 1 at once");
  const fastest = ours
    .filter(({ role }) => role === "acacia")
    .toSorted((a, b) => a.value - b.value)[0];
  if (!slowest || !fastest) return null;
  const row = (name: string, value: number) => {
    return { name: `the article: ${name}`, role: "peer" as const, value, low: value, high: value };
  };
  const rows = [row("one by one", ARTICLE.singleS), row("8 threads", ARTICLE.threadsS), ...ours];
  return {
    kind: "bars",
    id: "article-downloads",
    title: `${ARTICLE.files} pictures: the article went from ${ARTICLE.singleS} s to ${ARTICLE.threadsS} s, Acacia from ${slowest.value.toFixed(1)} s to ${fastest.value.toFixed(1)} s (${fastest.name})`,
    note: `Pictures of ${GRID.sizeBytes / 1000} KB, ${LATENCY_MS} ms away: as far as the article's were, by its ${ARTICLE.singleS} s. Its own rows are its own figures of 2022, on another machine and network.`,
    unit: "s",
    rows: rows.map((one) => {
      const times = slowest.value / one.value;
      const isTheirs = one.name.startsWith("the article");
      const factor = isTheirs ? ARTICLE.singleS / one.value : times;
      return { ...one, text: `${one.value.toFixed(1)} s, ${factor.toFixed(1)} ×` };
    }),
  };
}
