import { mapBounded } from "@acacia/core";
import { AcaciaError } from "@acacia/core/errors";
import { Crew, type OpenMember, openProcessMembers, openThreadMembers } from "@acacia/worker";
import { type PieceSetup, preparePieces, type Work } from "./piece.ts";

/** The article's four ways. */
export const WAYS = ["sequential", "async", "threads", "processes"] as const;
/** One of {@link WAYS}. */
export type WayName = (typeof WAYS)[number];

/** As many as the article's threads. */
export const WIDTH = 8;

/** A way to do many pieces. */
export interface CpuWay extends AsyncDisposable {
  /** Does one piece; what came of it. */
  readonly run: (work: Work) => Promise<string>;
  /** How many are given to it at once. */
  readonly width: number;
}

/** Opens every way; threads and processes are the crews that transfers and thumbnails use too. */
export function openWays(setup: PieceSetup): Readonly<Record<WayName, CpuWay>> {
  const run = preparePieces(setup);
  const main = new URL("./cpu_main.ts", import.meta.url);
  const here = (width: number): CpuWay => ({ run, width, async [Symbol.asyncDispose]() {} });
  return {
    sequential: here(1),
    async: here(WIDTH),
    threads: openCrew(setup, openThreadMembers(main)),
    processes: openCrew(
      setup,
      openProcessMembers({ command: [process.execPath, Bun.fileURLToPath(main)] }),
    ),
  };
}

function openCrew(setup: PieceSetup, openMember: OpenMember<PieceSetup, Work, string>): CpuWay {
  const crew = new Crew({ openMember, setup, size: WIDTH, inFlight: 1 });
  return {
    width: WIDTH,
    async run(work) {
      const ending = await crew.run(work);
      if (ending.type === "done") return ending.result;
      throw new AcaciaError("worker", `Cannot measure a crew: a member ${ending.type}`);
    },
    [Symbol.asyncDispose]: () => crew[Symbol.asyncDispose](),
  };
}

/** What doing pieces took. */
export interface PiecesSample {
  readonly wallMs: number;
  /** The longest time for which this program's event loop could do nothing else, ms. */
  readonly longestMs: number;
  /** What came of each piece. */
  readonly results: readonly string[];
}

const TICK_MS = 2;

/** Does so many pieces of one kind, while a timer looks how free the event loop is. */
export async function doPieces(
  { run, width }: Pick<CpuWay, "run" | "width">,
  { work, pieces }: { work: Work; pieces: number },
): Promise<PiecesSample> {
  const results: string[] = [];
  using ticks = watchLoop();
  const begun = performance.now();
  const all = Array.from({ length: pieces }, () => work).values();
  const source = (async function* () {
    yield* all;
  })();
  for await (const result of mapBounded(source, run, { limit: width })) results.push(result);
  const wallMs = performance.now() - begun;
  // A loop that was held to the end has not ticked since: one more turn tells it.
  await new Promise((resolve) => setTimeout(resolve, 0));
  return { wallMs, longestMs: ticks.longestMs(), results };
}

function watchLoop() {
  let last = performance.now();
  let longestMs = 0;
  const look = () => {
    const now = performance.now();
    longestMs = Math.max(longestMs, now - last - TICK_MS);
    last = now;
  };
  const timer = setInterval(look, TICK_MS);
  return {
    longestMs() {
      look();
      return Math.max(0, longestMs);
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
