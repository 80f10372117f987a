// Which media repeat others, and which ones Imgur lost.
import { type Layout, readCount, requireAtMost, STILL, shuffleFrom } from "./layout.ts";
import type { Fate, WorldOptions } from "./model.ts";
import { hash, Rng } from "./seed.ts";

/** Of each media: its fate, and the media it repeats or resembles (-1: none). */
export interface Roles {
  readonly fate: readonly Fate[];
  readonly copyOf: Int32Array;
  readonly nearOf: Int32Array;
}

/** Pictures at the top of the gallery stay originals, when there are enough others. */
const SHOWCASE_MEDIA = 12;

/**
 * Hands the roles out. Nobody has two: lost media are never copied, copies are never lost.
 * @throws {RangeError} When there are not enough media for the counts.
 */
export function makeRoles(layout: Layout, options: WorldOptions): Roles {
  const rng = new Rng(hash(options.seed ?? 1, "roles"));
  const share = options.sizeBytes === undefined ? 0.03 : 0;
  const duplicates = readCount("duplicates", options.duplicates, Math.round(layout.media * share));
  const near = readCount(
    "nearDuplicates",
    options.nearDuplicates,
    Math.round(layout.media * share),
  );
  const order = new Int32Array(layout.media).map((_, i) => i);
  shuffleFrom(order, { rng, first: layout.media > 60 ? SHOWCASE_MEDIA : 0 });
  order.reverse();

  const fate = new Array<Fate>(layout.media).fill("ok");
  const lost = loseMedia(order, { fate, options });
  const stills = order.subarray(lost).filter((index) => layout.kind[index] === STILL);
  const copyOf = new Int32Array(layout.media).fill(-1);
  const nearOf = new Int32Array(layout.media).fill(-1);
  const used = link(stills, copyOf, { name: "duplicates", count: duplicates });
  link(stills.subarray(used), nearOf, { name: "nearDuplicates", count: near });
  return { fate, copyOf, nearOf };
}

function loseMedia(order: Int32Array, plan: { fate: Fate[]; options: WorldOptions }): number {
  const { options } = plan;
  const wanted: readonly [Fate, string, number | undefined][] = [
    ["removed", "removed", options.removed],
    ["gone", "gone", options.gone],
    ["region_blocked", "regionBlocked", options.regionBlocked],
    ["api_gone", "apiGone", options.apiGone],
  ];
  let lost = 0;
  for (const [fate, name, value] of wanted) {
    const count = readCount(name, value, 0);
    requireAtMost(name, count, order.length - lost);
    for (let i = 0; i < count; i++) plan.fate[order[lost++] as number] = fate;
  }
  return lost;
}

/** Links each of the first `count` to one of the next: two to an original at most. @returns How many took part. */
function link(
  stills: Int32Array,
  target: Int32Array,
  wanted: { name: string; count: number },
): number {
  const { name, count } = wanted;
  requireAtMost(name, count, Math.floor((stills.length * 2) / 3));
  const originals = Math.min(stills.length - count, Math.ceil(count * 0.75));
  for (let i = 0; i < count; i++) {
    target[stills[i] as number] = stills[count + (i % originals)] as number;
  }
  return count + originals;
}
