import { HashIndex, NEAR_BITS } from "@acacia/core";
import { AcaciaError } from "@acacia/core/errors";
import { makeRandom } from "../../measure/statistics.ts";
import { makeFigure } from "../figure.ts";
import type { Figure, StudyOptions } from "../study.ts";

const QUERY = { hashes: 1_000_000, queries: 1_000, atMost: 100 } as const;
const ALL_PAIRS = { hashes: 100_000, atMost: 10_000 } as const;
/** Of the hashes, near to one of before: what an archive of reposts has. */
const REPOSTS = 0.05;
/** Px of nobody's picture: hashes cost the same whatever they show. */
const NOTE = "drawn hashes, one in twenty a few bits from another; each with its mirror image";

/** How long the index takes to nominate. */
export function measureSpeed({
  seed,
  rounds,
  say,
}: Pick<StudyOptions, "seed" | "rounds" | "say">): readonly Figure[] {
  say(`an index of ${QUERY.hashes.toLocaleString("en")} hashes`);
  const queries = timeQueries(drawHashes(QUERY.hashes, seed));
  const hashes = drawHashes(ALL_PAIRS.hashes, seed);
  const all: number[] = [];
  for (let round = -1; round < rounds; round++) {
    say(`all pairs of ${ALL_PAIRS.hashes.toLocaleString("en")}, round ${round + 1}`);
    const ms = timeAllPairs(hashes);
    if (round >= 0) all.push(ms);
  }
  return [
    makeFigure("a query among 1,000,000", queries, {
      ...{ unit: "ms", statistic: "p99" },
      target: { atMost: QUERY.atMost },
      note: NOTE,
    }),
    makeFigure("all pairs of 100,000, with the index made", all, {
      ...{ unit: "ms", statistic: "median" },
      target: { atMost: ALL_PAIRS.atMost },
      note: NOTE,
    }),
  ];
}

interface Hashes {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

function drawHashes(count: number, seed: number): Hashes {
  const random = makeRandom(seed);
  const draw = () => Math.floor(random() * 2 ** 32);
  const [high, low] = [new Uint32Array(count), new Uint32Array(count)];
  for (let at = 0; at < count; at++) {
    const isRepost = at > 0 && random() < REPOSTS;
    const of = Math.floor(random() * at);
    const bits = 1 << Math.floor(random() * 31);
    high[at] = isRepost ? high[of]! ^ bits : draw();
    low[at] = isRepost ? low[of]! ^ (bits >>> 1) : draw();
  }
  return { high, low };
}

/** @returns ms of each query. */
function timeQueries({ high, low }: Hashes): number[] {
  const index = new HashIndex(high, low, { radius: NEAR_BITS });
  const step = Math.floor(high.length / QUERY.queries);
  return Array.from({ length: QUERY.queries }, (_, n) => {
    const begun = performance.now();
    const found = askBoth(index, { high: high[n * step]!, low: low[n * step]! });
    const ms = performance.now() - begun;
    if (found > 0) return ms;
    throw new AcaciaError("integrity", "Cannot take the query as a sample: it missed its own hash");
  });
}

/** @returns ms. */
function timeAllPairs({ high, low }: Hashes): number {
  const begun = performance.now();
  const index = new HashIndex(high, low, { radius: NEAR_BITS });
  let found = 0;
  for (let at = 0; at < high.length; at++) {
    found += askBoth(index, { high: high[at]!, low: low[at]!, after: at });
  }
  const ms = performance.now() - begun;
  if (found >= high.length * REPOSTS * 0.9) return ms;
  throw new AcaciaError("integrity", `Cannot take all pairs as a sample: only ${found} were found`);
}

/** Asks for a picture and for its mirror image, as the comparing does. @returns How many were found. */
function askBoth(
  index: HashIndex,
  { high, low, after }: { readonly high: number; readonly low: number; readonly after?: number },
): number {
  // Mirroring turns every other bit of a row: as far from the hash as any other.
  const mirrored = { high: (high ^ 0x55555555) >>> 0, low: (low ^ 0x55555555) >>> 0 };
  return index.near({ high, low }, after).length + index.near(mirrored, after).length;
}
