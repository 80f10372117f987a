import { describe, expect, test } from "bun:test";
import type { ServedFile } from "../../measure/stand_in.ts";
import { type CaseResult, type Metrics, makeCase, type Role } from "../case.ts";
import { FEW_FILES, GRID, planGrid } from "./grid.ts";
import { gridCharts, memoryChart, wallChart } from "./grid_charts.ts";
import { gridFigures } from "./grid_figures.ts";
import { leastMs, trialCase, trialId, type Way } from "./way.ts";

const FILES: readonly ServedFile[] = Array.from({ length: GRID.files }, (_, n) => ({
  id: `id${n}`,
  link: `https://i.imgur.com/id${n}.jpg`,
  sha256: "0".repeat(64),
}));

function way(series: string, role: Role = "acacia"): Way {
  return { series, role, run: () => Promise.resolve({}) };
}

/** A case whose runs took so long: wall in s, with what the law asks for. */
function measured(
  series: string,
  { jobs, wallS, role = "acacia" }: { jobs: number; wallS: number; role?: Role },
): CaseResult {
  const wallMs = wallS * 1000;
  const least = leastMs({ files: GRID.files, latencyMs: GRID.latencyMs, jobs });
  const run: Metrics = {
    wallMs,
    efficiency: least / wallMs,
    perSecond: (GRID.files / wallMs) * 1000,
    peakRssBytes: 100e6 * wallS,
    ...(role === "acacia" ? { runMs: wallMs - 200 } : {}),
  };
  const params = { jobs, files: GRID.files, latencyMs: GRID.latencyMs };
  return makeCase({ id: `${series}, ${jobs}`, series, role, params }, [run, run, run]);
}

describe("planGrid()", () => {
  const ways = { many: [way("pool"), way("wget2", "peer")], single: [way("single.py", "peer")] };
  const groups = planGrid(ways, FILES);

  test("gives every trial a name of its own", () => {
    const ids = groups.flat().map(trialId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("runs programs that know one way with few files, and with all beside the widest", () => {
    const single = groups.flat().filter((trial) => trial.way.series === "single.py");
    expect(single.map(({ jobs, files }) => [jobs, files.length])).toEqual([
      [1, FEW_FILES],
      [1, GRID.files],
    ]);
    expect(groups.at(-1)).toContain(single[1]!);
  });
});

test("trialCase() names the floor that follows from the latency there was", () => {
  const trial = { way: way("pool"), jobs: 8, files: FILES, latencyMs: GRID.latencyMs };
  const runs = [51, 52, 53].map((latencyMs) => {
    const wallMs = 4_000;
    return { wallMs, efficiency: leastMs({ files: FILES.length, latencyMs, jobs: 8 }) / wallMs };
  });
  expect(trialCase(trial, runs).floor?.wallMs).toBeCloseTo((500 * 52) / 8, 6);
});

describe("gridFigures()", () => {
  const cases = [
    measured("pool", { jobs: 32, wallS: 1 }),
    measured("threads", { jobs: 32, wallS: 1.5 }),
    measured("wget2", { jobs: 32, wallS: 0.9, role: "peer" }),
  ];
  const figure = (name: string) => gridFigures(cases).find((one) => one.name === name);

  test("compares the time inside the run with N·L/C", () => {
    expect(figure("pool, 32 at once: run over N·L/C")).toMatchObject({ target: { atMost: 1.25 } });
    expect(figure("pool, 32 at once: run over N·L/C")!.value).toBeCloseTo(800 / 781.25, 6);
  });

  test("asks less of threads", () => {
    expect(figure("threads, 32 at once: run over N·L/C")?.target).toEqual({ atMost: 1.3 });
  });

  test("tells a peer that is faster as it is", () => {
    const faster = figure("pool with 32 at once, times as fast as wget2");
    expect(faster?.value).toBeCloseTo(0.9, 6);
    expect(faster?.target).toEqual({ atLeast: 1 });
  });
});

describe("charts", () => {
  const ours = measured("pool", { jobs: 8, wallS: 4 });

  test("say who is faster, whoever it is", () => {
    const ahead = wallChart([ours, measured("curl", { jobs: 8, wallS: 6, role: "peer" })], 8);
    expect(ahead?.title).toBe("With 8 at once pool takes 4.00 s, and curl 1.50 times as long");
    const behind = wallChart([ours, measured("curl", { jobs: 8, wallS: 3.2, role: "peer" })], 8);
    expect(behind?.title).toBe("With 8 at once curl takes 3.20 s, and pool 1.25 times as long");
  });

  test("say what the least and the most memory is", () => {
    const cases = [
      measured("pool", { jobs: 32, wallS: 1 }),
      measured("processes", { jobs: 32, wallS: 5 }),
    ];
    expect(memoryChart(cases)?.title).toContain("pool needs 100 MB, and processes 5.0 times that");
  });

  test("of nothing are none", () => {
    expect(gridCharts([])).toEqual([]);
  });

  test("draw the law as a ceiling", () => {
    const [lines] = gridCharts([ours]);
    const law = lines?.kind === "lines" ? lines.series.at(-1) : undefined;
    expect(law).toMatchObject({ name: "N·L/C", role: "ceiling" });
    expect(law?.points[1]).toMatchObject({ x: 8, y: 160 });
  });
});
