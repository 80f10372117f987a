import { describe, expect, test } from "bun:test";
import sharp from "sharp";
import { paintNoise, paintScene } from "../testing/sample_media.ts";
import { alignLumas, LOOK_SIDE, makePyramid, type Pyramid } from "./align.ts";
import { makeLuma, mirrorLuma } from "./luma.ts";

const SEEDS = [1, 2, 3, 4, 5, 6];
const SIZE = { width: 400, height: 300 };
const scenes = await Promise.all(
  SEEDS.map((seed) =>
    paintScene({ ...SIZE, seed })
      .png()
      .toBuffer(),
  ),
);

async function lumaOf(picture: Uint8Array) {
  const { data, info } = await sharp(picture)
    .resize(LOOK_SIDE, LOOK_SIDE, { fit: "inside" })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return makeLuma({ width: info.width, height: info.height, rgba: data }, LOOK_SIDE);
}
const pyramidOf = async (picture: Uint8Array): Promise<Pyramid> =>
  makePyramid(await lumaOf(picture));
const flat = makePyramid(new Float32Array(LOOK_SIDE ** 2).fill(90));

describe("alignLumas()", () => {
  test.each([
    ["at quality 40", (picture: Uint8Array) => sharp(picture).jpeg({ quality: 40 }), 1],
    ["at half the size", (picture: Uint8Array) => sharp(picture).resize(200), 1],
    ["darker and duller", (picture: Uint8Array) => sharp(picture).linear(0.8, 5), 1],
    [
      "cropped by 5 %",
      (picture: Uint8Array) =>
        sharp(picture).extract({ left: 10, top: 7, width: 380, height: 286 }),
      1 / 0.95,
    ],
    [
      "cut off at one corner",
      (picture: Uint8Array) => sharp(picture).extract({ left: 0, top: 0, width: 376, height: 282 }),
      1 / 0.94,
    ],
  ])("finds how the same picture lies %s, and little else", async (_name, change, scale) => {
    for (const picture of scenes) {
      const [before, after] = [picture, await change(picture).png().toBuffer()];
      const found = alignLumas(await pyramidOf(before), await pyramidOf(after));
      expect(found?.error).toBeLessThan(0.05);
      expect(found?.unlike).toBeLessThan(0.4);
      expect(Math.abs((found?.scaleX ?? 0) - scale)).toBeLessThan(0.01);
    }
  });

  test("tells another word in a small caption", async () => {
    const caption = (word: string) =>
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect x="170" y="20" width="60" height="22" fill="#fff"/>${word
          .split("")
          .map(
            (bit, at) =>
              `<rect x="${176 + at * 12}" y="24" width="${bit === "1" ? 9 : 3}" height="14"/>`,
          )
          .join("")}</svg>`,
      );
    for (const picture of scenes) {
      const [one, other] = await Promise.all(
        ["1010", "0110"].map(async (word) =>
          pyramidOf(
            await sharp(picture)
              .composite([{ input: caption(word) }])
              .png()
              .toBuffer(),
          ),
        ),
      );
      const found = alignLumas(one!, other!);
      expect(found?.error).toBeLessThan(0.2);
      expect(found?.unlike).toBeGreaterThan(0.4);
    }
  });

  test("finds much that differs between other pictures, or no way at all", async () => {
    const all = await Promise.all(scenes.map(pyramidOf));
    const found = all.flatMap((one, at) =>
      all.slice(at + 1).map((other) => alignLumas(one, other)),
    );
    expect(found.every((one) => one === undefined || one.error > 0.5)).toBe(true);
  });

  test("lays nothing on a flat picture", async () => {
    const [scene] = await Promise.all(scenes.map(pyramidOf));
    expect(alignLumas(flat, scene!)?.error ?? 1).toBeGreaterThan(0.5);
    expect(alignLumas(scene!, flat)).toBeUndefined();
    expect(alignLumas(flat, flat)).toBeUndefined();
  });

  test("ends whatever it is given", async () => {
    const noise = await Promise.all(
      SEEDS.map(async (seed) => pyramidOf(await paintNoise({ seed }).png().toBuffer())),
    );
    for (const one of noise) {
      for (const other of noise) {
        const { error = 1, unlike = 1 } = alignLumas(one, other) ?? {};
        expect([Number.isFinite(error), Number.isFinite(unlike)]).toEqual([true, true]);
      }
    }
  });
});

test("mirrorLuma() is the luma of the mirror image", async () => {
  for (const picture of scenes) {
    const mirrored = await lumaOf(await sharp(picture).flop().png().toBuffer());
    const far = mirrorLuma(await lumaOf(picture)).map((value, at) =>
      Math.abs(value - mirrored[at]!),
    );
    expect(Math.max(...far)).toBeLessThan(3);
  }
});

test("makeLuma() squeezes any shape into the square, and shows paper through what is transparent", () => {
  const rgba = Uint8Array.of(0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0);
  expect([...makeLuma({ width: 4, height: 1, rgba }, 2)]).toEqual([127.5, 127.5, 127.5, 127.5]);
});
