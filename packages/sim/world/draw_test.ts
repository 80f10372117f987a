import { describe, expect, test } from "bun:test";
import { MOTIFS, SHOWCASE } from "./draw.ts";
import { RATIOS } from "./motif.ts";
import { hash, Rng } from "./seed.ts";
import { Sheet } from "./sheet.ts";
import { makeWorld } from "./world.ts";

function draw(index: number, options: { seed: number; phase?: number }): Sheet {
  const motif = MOTIFS[index];
  if (motif === undefined) throw new RangeError(`no motif ${index}`);
  const ratio = RATIOS[motif.shapes[0] ?? "wide"][0] ?? 1;
  const sheet = new Sheet({
    ratio,
    rng: new Rng(options.seed),
    phase: options.phase ?? 0,
    pixels: 24,
  });
  motif.draw(sheet);
  return sheet;
}

/** All that makes up the picture, without drawing it. */
function traceOf(sheet: Sheet): string {
  const ground = sheet.ground === undefined ? "" : Bun.hash(sheet.ground.rgb);
  return `${sheet.print({ width: 48, height: 32 })} ${ground}`;
}

describe("MOTIFS", () => {
  test("are more than sixty, each with a name of its own", () => {
    expect(new Set(MOTIFS.map((motif) => motif.name)).size).toBe(MOTIFS.length);
    expect(MOTIFS.length).toBeGreaterThanOrEqual(60);
  });

  test("have words to go with the picture", () => {
    for (const motif of MOTIFS) {
      expect(motif.titles.length).toBeGreaterThanOrEqual(3);
      expect(motif.tags.length).toBeGreaterThanOrEqual(2);
    }
  });

  test.each(MOTIFS.map((motif, index) => [motif.name, index] as const))(
    "%s: drawn by seed, without a number gone wrong",
    (_name, index) => {
      const drawn = traceOf(draw(index, { seed: 11 }));
      expect(traceOf(draw(index, { seed: 11 }))).toBe(drawn);
      expect(traceOf(draw(index, { seed: 12 }))).not.toBe(drawn);
      expect(drawn).not.toMatch(/NaN|Infinity|undefined/);
    },
  );

  test.each(MOTIFS.flatMap((motif, index) => (motif.moves ? [[motif.name, index] as const] : [])))(
    "%s: moves",
    (_name, index) => {
      const start = traceOf(draw(index, { seed: 3 }));
      const later = [0.2, 0.48, 0.55, 0.84].map((phase) =>
        traceOf(draw(index, { seed: 3, phase })),
      );
      expect(later.some((frame) => frame !== start)).toBe(true);
    },
  );

  test("all turn up in a world", () => {
    const titles = new Set(makeWorld({ posts: 2000 }).posts.map((post) => post.title));
    const missing = MOTIFS.filter((motif) => !motif.titles.some((title) => titles.has(title)));
    expect(missing.map((motif) => motif.name)).toEqual([]);
  });

  test("of the newest posts are known by name", () => {
    expect(SHOWCASE.filter((index) => index < 0)).toEqual([]);
    expect(new Set(SHOWCASE).size).toBe(SHOWCASE.length);
  });
});

describe("hash()", () => {
  test("tells parts in another order apart", () => {
    expect(hash(1, "a", 2)).not.toBe(hash(2, "a", 1));
    expect(hash("ab")).not.toBe(hash("ba"));
  });
});
