import { join } from "node:path";
import { openStandIn, type StandIn } from "../measure/stand_in.ts";
import { median } from "../measure/statistics.ts";
import type { CaseResult } from "./case.ts";
import { cpuChart, cpuFigures, heldChart } from "./cpu/cpu_report.ts";
import { measureWays } from "./cpu/measure_ways.ts";
import { type PieceSetup, preparePieces, WORKS, type Work } from "./cpu/piece.ts";
import { doPieces, openWays } from "./cpu/ways.ts";
import type { Study, StudyOptions, StudyOutcome } from "./study.ts";

/** Pixels of a photograph as phones upload them to Imgur, a megapixel. */
const PIXELS = { width: 1280, height: 800 } as const;
const PICTURE = { width: 2000, height: 1500, quality: 85 } as const;

/** The article's central lesson, as figures. */
export const cpuStudy: Study = {
  name: "cpu",
  summary: "computing, waiting and native code: one by one, event loop, Workers, processes",
  run: measureCpu,
};

async function measureCpu(options: StudyOptions): Promise<StudyOutcome> {
  await using stand = await openStandIn({ seed: options.seed, files: 1, sizeBytes: 20_000 });
  const setup = await makeSetup(stand, options);
  const hashMs = await measurePiece(setup, "computing");
  const latencyMs = Math.max(1, Math.round(hashMs));
  options.say(`a hash takes ${hashMs.toFixed(1)} ms, so the server answers after ${latencyMs} ms`);
  await stand.set({ latency: String(latencyMs) });
  const ways = openWays(setup);
  await using stack = new AsyncDisposableStack();
  for (const way of Object.values(ways)) stack.use(way);
  const cases: CaseResult[] = [];
  for (const work of WORKS) {
    const pieceMs = work === "waiting" ? latencyMs : await measurePiece(setup, work);
    cases.push(...(await measureWays(ways, { work, pieceMs, options })));
  }
  const charts = [cpuChart(cases), heldChart(cases)].filter((chart) => chart !== null);
  return { figures: cpuFigures(cases), cases, charts };
}

/** A picture of three megapixels, and one small file that the server is asked for. */
async function makeSetup(stand: StandIn, { dir }: StudyOptions): Promise<PieceSetup> {
  const [file] = stand.files;
  const url = `${stand.env.IMGUR_CDN_URL}/${file!.link.split("/").at(-1)}`;
  const picture = join(dir, "picture.jpg");
  const drawn = await (await fetch(url)).bytes();
  const { width, height, quality } = PICTURE;
  const large = new Bun.Image(drawn).resize(width, height, { fit: "fill" }).jpeg({ quality });
  await Bun.write(picture, await large.bytes());
  return { ...PIXELS, url, picture };
}

/** What one piece takes here, alone and warm, ms. */
async function measurePiece(setup: PieceSetup, work: Work): Promise<number> {
  const run = preparePieces(setup);
  const samples: number[] = [];
  for (let n = 0; n < 12; n++) {
    const { wallMs } = await doPieces({ run, width: 1 }, { work, pieces: 1 });
    if (n >= 5) samples.push(wallMs);
  }
  return median(samples);
}
