import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import sharp from "sharp";
import { paintScene } from "../testing/sample_media.ts";
import { bytesSource } from "./byte_source.ts";
import { keepCoarseScans } from "./dc_scan.ts";
import { hasEnd } from "./end_marker.ts";
import { ByteReader } from "./formats/byte_reader.ts";
import { listJpegSegments } from "./formats/jpeg.ts";

const SIZE = 32;
const SOS = 0xda;
const scene = await paintScene({ width: 400, height: 300 }).png().toBuffer();

type Subsampling = "4:2:0" | "4:4:4";
const store = (width: number, height: number, chromaSubsampling: Subsampling) =>
  sharp(scene)
    .resize(width, height, { fit: "fill" })
    .jpeg({ progressive: true, chromaSubsampling })
    .toBuffer();
const shrink = (jpeg: Uint8Array) =>
  new Bun.Image(jpeg).resize(SIZE, SIZE, { fit: "inside" }).png({ compressionLevel: 0 }).bytes();

/** At an eighth, nothing that was left out is seen. */
function eighthLaw(cut: (jpeg: Uint8Array) => Uint8Array | undefined) {
  const side = fc.integer({ min: SIZE * 8, max: SIZE * 8 + 90 });
  const subsampling = fc.constantFrom<Subsampling>("4:2:0", "4:4:4");
  return fc.asyncProperty(side, side, subsampling, async (width, height, chroma) => {
    const jpeg = await store(width, height, chroma);
    const coarse = cut(jpeg);
    if (!coarse) return false;
    return Bun.deepEquals(await shrink(jpeg), await shrink(coarse));
  });
}

describe("keepCoarseScans()", () => {
  test("keeps every pixel of a picture shrunk to an eighth", async () => {
    await fc.assert(eighthLaw(keepCoarseScans), { numRuns: 25 });
  });

  test("would be missed by dropping the scans alone: the law finds it", async () => {
    const dropAfterFirst = (jpeg: Uint8Array) => {
      const segments = [...listJpegSegments(new ByteReader(bytesSource(jpeg)))];
      const first = segments.find(({ marker }) => marker === SOS);
      return Buffer.concat([jpeg.subarray(0, first?.end), Buffer.from([0xff, 0xd9])]);
    };
    expect((await fc.check(eighthLaw(dropAfterFirst), { seed: 1, numRuns: 25 })).failed).toBe(true);
  });

  test("gives a whole JPEG, smaller, that a strict decoder reads", async () => {
    const jpeg = await store(512, 512, "4:2:0");
    const coarse = keepCoarseScans(jpeg) ?? jpeg;
    expect(coarse.length).toBeLessThan(jpeg.length / 2);
    expect(hasEnd("jpg", bytesSource(coarse))).toBe(true);
    const { width, height } = await sharp(coarse, { failOn: "warning" })
      .toBuffer({ resolveWithObject: true })
      .then(({ info }) => info);
    expect([width, height]).toEqual([512, 512]);
  });

  test.each([
    ["a baseline JPEG", () => sharp(scene).jpeg().toBuffer()],
    ["a gray JPEG", () => sharp(scene).toColourspace("b-w").jpeg({ progressive: true }).toBuffer()],
    [
      "a CMYK JPEG",
      () => sharp(scene).toColourspace("cmyk").jpeg({ progressive: true }).toBuffer(),
    ],
    ["no JPEG at all", async () => new Uint8Array(100)],
  ])("leaves %s alone", async (_name, make) => {
    expect(keepCoarseScans(await make())).toBeUndefined();
  });

  test("leaves a JPEG alone that uses the fourth table itself", async () => {
    const coarse = keepCoarseScans(await store(300, 300, "4:2:0")) ?? new Uint8Array(0);
    expect(keepCoarseScans(coarse)).toBeUndefined();
  });

  test("is total", async () => {
    const jpeg = await store(300, 280, "4:2:0");
    const change = fc.tuple(fc.nat({ max: jpeg.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 10 }), (changes) => {
        const damaged = Buffer.from(jpeg);
        for (const [at, value] of changes) damaged[at] = value;
        keepCoarseScans(damaged);
      }),
    );
  });
});
