import type { LaneChart } from "../../report/chart.ts";
import type { TransferSpan } from "../transfer_spans.ts";
import { type Lap, RACE } from "./run_race.ts";

type Lane = LaneChart["groups"][number]["lanes"][number];

/** What each lane of each strategy did, and when: from the start of its process to its end. */
export function laneChart(laps: readonly Lap[]): LaneChart {
  return {
    kind: "lanes",
    id: "race",
    title: raceTitle(laps),
    note: `${RACE.files} pictures of ${RACE.sizeBytes / 1000} KB, ${RACE.latencyMs} ms away; of each strategy the run of the median wall. Before its first picture a program starts up, after its last one it records and ends.`,
    durationMs: Math.max(0, ...laps.map(({ endMs }) => endMs)),
    groups: laps.map(({ runner, spans, endMs }) => ({
      name: nameOf({ runner }),
      role: "acacia",
      endMs,
      lanes: lanesOf(spans),
    })),
  };
}

/**
 * Spans by their lane, in the order of the slots. Of strategies outside this process begins are told later than they
 * were by a message's way: a span ends at the latest where the next one of its lane begins.
 */
export function lanesOf(spans: readonly TransferSpan[]): readonly Lane[] {
  const bySlot = Map.groupBy(spans, ({ slot }) => slot);
  return [...bySlot.keys()]
    .toSorted((a, b) => a - b)
    .map((slot) => {
      const lane = bySlot.get(slot)!;
      return lane.map(({ fromMs, toMs, attempts, isStored }, n) => ({
        fromMs,
        toMs: Math.min(toMs, lane[n + 1]?.fromMs ?? toMs),
        tone: isStored && attempts === 1 ? ("work" as const) : ("bad" as const),
      }));
    });
}

function raceTitle(laps: readonly Lap[]): string {
  const sorted = laps.toSorted((a, b) => a.endMs - b.endMs);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || first === last) return "What each lane does";
  return `${nameOf(first)} is done after ${seconds(first)}, ${nameOf(last)} after ${seconds(last)}`;
}

function nameOf({ runner }: Pick<Lap, "runner">): string {
  const most = runner.strategy === "adaptive" ? "up to " : "";
  return `${runner.strategy} (${most}${runner.jobs} at once)`;
}

function seconds({ endMs }: Lap): string {
  return `${(endMs / 1000).toFixed(2)} s`;
}
