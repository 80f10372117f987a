import { expect, test } from "bun:test";
import fc from "fast-check";
import { type HashHalves, HashIndex, type NearHash } from "./hash_index.ts";

const RADIUS = 11;
const half = fc.nat(2 ** 32 - 1);
const hash = fc.record({ high: half, low: half });
/** Some hashes, and forms of them with a few bits flipped: by chance none would be near. */
const hashes = fc
  .tuple(
    fc.array(hash, { minLength: 1, maxLength: 8 }),
    fc.array(fc.tuple(fc.nat(7), fc.array(fc.nat(63), { maxLength: 14 })), { maxLength: 24 }),
  )
  .map(([seeds, forms]) => [
    ...seeds,
    ...forms.map(([of, bits]) => flip(seeds[of % seeds.length]!, bits)),
  ]);

function flip({ high, low }: HashHalves, bits: readonly number[]): HashHalves {
  let [upper, lower] = [high, low];
  for (const bit of new Set(bits)) {
    if (bit < 32) lower ^= 1 << bit;
    else upper ^= 1 << (bit - 32);
  }
  return { high: upper >>> 0, low: lower >>> 0 };
}

/** The slow and obvious way. */
function compareAll(all: readonly HashHalves[], { high, low }: HashHalves, after = -1): NearHash[] {
  const bits = (value: number) => (value >>> 0).toString(2).replaceAll("0", "").length;
  return all
    .map((one, at) => ({ at, distance: bits(one.high ^ high) + bits(one.low ^ low) }))
    .filter(({ at, distance }) => at > after && distance <= RADIUS);
}

function makeIndex(all: readonly HashHalves[], radius = RADIUS): HashIndex {
  const [high, low] = [all.map((one) => one.high), all.map((one) => one.low)];
  return new HashIndex(Uint32Array.from(high), Uint32Array.from(low), { radius });
}

const inOrder = (found: readonly NearHash[]) => found.toSorted((a, b) => a.at - b.at);

/** The law: the index finds what comparing all finds, each once. */
const findsAll = (make: typeof makeIndex) =>
  fc.property(hashes, fc.nat(31), (all, pick) => {
    const at = pick % all.length;
    const found = make(all).near(all[at]!, at);
    return Bun.deepEquals(inOrder(found), compareAll(all, all[at]!, at));
  });

test("HashIndex finds every hash within the radius, each once", () => {
  fc.assert(findsAll(makeIndex), { numRuns: 300 });
});

test("HashIndex: the law catches an index that looks one bit less far in each band", () => {
  const near = findsAll((all) => makeIndex(all, RADIUS - 4));
  expect(fc.check(near, { seed: 1, numRuns: 300 }).failed).toBe(true);
});

test("HashIndex of nothing finds nothing", () => {
  expect(makeIndex([]).near({ high: 1, low: 2 })).toEqual([]);
});
