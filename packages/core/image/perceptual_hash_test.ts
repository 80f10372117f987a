import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import sharp from "sharp";
import { paintScene } from "../testing/sample_media.ts";
import { hammingDistance, hashPerceptually } from "./perceptual_hash.ts";
import type { Pixels } from "./plain_png.ts";

const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1);
const scenes = await Promise.all(
  SEEDS.map((seed) => paintScene({ width: 240, height: 160, seed }).png().toBuffer()),
);

async function toPixels(picture: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(picture)
    .resize(64, 64, { fit: "inside" })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: data };
}
const hashOf = async (picture: Uint8Array) => hashPerceptually(await toPixels(picture));

describe("hashPerceptually()", () => {
  test.each([
    ["at quality 40", (picture: Uint8Array) => sharp(picture).jpeg({ quality: 40 })],
    ["at half the size", (picture: Uint8Array) => sharp(picture).resize(120)],
    [
      "cropped by 5 %",
      (picture: Uint8Array) => sharp(picture).extract({ left: 6, top: 4, width: 228, height: 152 }),
    ],
  ])("differs by at most 6 bits for the same picture %s", async (_name, change) => {
    const distances = await Promise.all(
      scenes.map(async (picture) => {
        const [before, after] = [
          await hashOf(picture),
          await hashOf(await change(picture).toBuffer()),
        ];
        return hammingDistance(before.hash, after.hash);
      }),
    );
    expect(Math.max(...distances)).toBeLessThanOrEqual(6);
  });

  test("differs by more than 12 bits for other pictures", async () => {
    const hashes = await Promise.all(scenes.map(async (picture) => (await hashOf(picture)).hash));
    const distances = hashes.flatMap((a, i) =>
      hashes.slice(i + 1).map((b) => hammingDistance(a, b)),
    );
    expect(Math.min(...distances)).toBeGreaterThan(12);
  });

  test("gives 0 for a flat picture", () => {
    const rgba = new Uint8Array(20 * 10 * 4).fill(90);
    expect(hashPerceptually({ width: 20, height: 10, rgba })).toEqual({ hash: 0n, mirrored: 0n });
  });

  test("fits 64 bits", () => {
    fc.assert(
      fc.property(pictures, (pixels) => BigInt.asUintN(64, hashPerceptually(pixels).hash) >= 0n),
    );
  });
});

const pictures: fc.Arbitrary<Pixels> = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.integer())
  .map(([width, height, seed]) => {
    let state = seed;
    const rgba = new Uint8Array(width * height * 4).map(() => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      return state >>> 24;
    });
    return { width, height, rgba };
  });

function mirror({ width, height, rgba }: Pixels): Pixels {
  const flipped = new Uint8Array(rgba.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + width - 1 - x) * 4;
      flipped.set(rgba.subarray(from, from + 4), (y * width + x) * 4);
    }
  }
  return { width, height, rgba: flipped };
}

/** The mirrored hash is the hash of the mirror image, but for a bit at the median that rounding tips. */
const mirrorLaw = (hash: typeof hashPerceptually) =>
  fc.property(pictures, (pixels) => {
    const [picture, image] = [hash(pixels), hash(mirror(pixels))];
    return hammingDistance(picture.mirrored, image.hash) <= 2;
  });

describe("the mirrored hash", () => {
  test("is the hash of the mirror image", () => {
    fc.assert(mirrorLaw(hashPerceptually), { numRuns: 200 });
  });
  test("would be missed by a hash that forgets to mirror: the law finds it", () => {
    const forgetful: typeof hashPerceptually = (pixels) => {
      const { hash } = hashPerceptually(pixels);
      return { hash, mirrored: hash };
    };
    expect(fc.check(mirrorLaw(forgetful), { seed: 1 }).failed).toBe(true);
  });
});

test.each([
  [0n, 0n, 0],
  [0b1011n, 0b0010n, 2],
  [0n, 2n ** 64n - 1n, 64],
])("hammingDistance(%p, %p) is %p", (a, b, distance) => {
  expect(hammingDistance(a, b)).toBe(distance);
});
