import { AcaciaError } from "@acacia/core/errors";
import { interleave } from "../../measure/interleave.ts";
import { meterTree } from "../../measure/tree_meter.ts";
import { type CaseResult, type Metrics, makeCase } from "../case.ts";
import { isWanted } from "../is_wanted.ts";
import type { StudyOptions } from "../study.ts";
import type { Work } from "./piece.ts";
import { type CpuWay, doPieces, WAYS, type WayName } from "./ways.ts";

/** Pieces of a run. */
export const PIECES = 64;

/** Does the same pieces in every way, in turn. @returns A case for each way. */
export async function measureWays(
  ways: Readonly<Record<WayName, CpuWay>>,
  { work, pieceMs, options }: { work: Work; pieceMs: number; options: StudyOptions },
): Promise<readonly CaseResult[]> {
  const names = WAYS.filter((way) => isWanted(`${work}, ${way}`, options.only));
  const expected = await ways.sequential.run(work);
  const samples = await interleave<Metrics>(
    names.map((way) => ({
      name: way,
      async run() {
        options.say(`${PIECES} pieces of ${work}, ${way}`);
        const { result, took } = await meterTree(process.pid, () =>
          doPieces(ways[way], { work, pieces: PIECES }),
        );
        const { wallMs, longestMs, results } = result;
        checkResults(results, expected);
        return { wallMs, longestMs, perSecond: (PIECES / wallMs) * 1000, ...took };
      },
    })),
    { rounds: options.rounds, warmUps: 1 },
  );
  return names.map((way) => {
    const params = { work, pieces: PIECES, atOnce: ways[way].width };
    const about = { id: `${work}, ${way}`, series: way, role: "acacia", params } as const;
    return { ...makeCase(about, samples.get(way)!), floor: floorOf(work, pieceMs) };
  });
}

/** Cores bound what computes; the width bounds what waits. */
function floorOf(work: Work, pieceMs: number): NonNullable<CaseResult["floor"]> {
  const [name, atOnce] =
    work === "waiting"
      ? (["the wait, eight at once", 8] as const)
      : ([
          `one piece after the other, on ${navigator.hardwareConcurrency} cores`,
          navigator.hardwareConcurrency,
        ] as const);
  return { name, wallMs: (PIECES * pieceMs) / atOnce };
}

/** @throws {AcaciaError} `integrity` when a piece is missing, or came to anything else than the others. */
export function checkResults(results: readonly string[], expected: string): void {
  const odd = results.find((result) => result !== expected);
  if (results.length === PIECES && odd === undefined) return;
  throw new AcaciaError(
    "integrity",
    `Cannot take the run as a sample: ${results.length} of ${PIECES} pieces came, ${odd === undefined ? "all alike" : `one as ${odd}`}`,
  );
}
