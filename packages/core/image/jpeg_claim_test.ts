import { describe, expect, test } from "bun:test";
import sharp, { type JpegOptions } from "sharp";
import { paintScene } from "../testing/sample_media.ts";
import { claimSize, readJpegGrid } from "./jpeg_claim.ts";

const scene = await paintScene({ width: 400, height: 300 }).png().toBuffer();
const store = (options: JpegOptions) =>
  sharp(scene).resize(332, 250, { fit: "fill" }).jpeg(options).toBuffer();

describe("readJpegGrid()", () => {
  test.each([
    ["colours at half the size", { chromaSubsampling: "4:2:0" }, 16],
    ["colours at full size", { chromaSubsampling: "4:4:4" }, 8],
    ["scans of one colour each", { chromaSubsampling: "4:2:0", progressive: true }, 8],
  ])("knows what is stored together: %s", async (_which, options, side) => {
    const { grid } = readJpegGrid(await store(options))!;
    expect(grid).toEqual({ width: side, height: side });
  });

  test("knows nothing of what is no JPEG, or ends too soon", async () => {
    expect(readJpegGrid(new Uint8Array(100))).toBeUndefined();
    expect(readJpegGrid((await store({})).subarray(0, 100))).toBeUndefined();
  });
});

describe("claimSize()", () => {
  test.each([
    ["baseline", { chromaSubsampling: "4:2:0" }, 328, 248],
    ["with colours at full size", { chromaSubsampling: "4:4:4" }, 330, 249],
    ["progressive", { progressive: true }, 330, 249],
  ])("leaves out pixels at the edges of a file %s, and no other changes", async (...row) => {
    const [, options, width, height] = row;
    const jpeg = await store(options);
    const claimed = claimSize(jpeg, readJpegGrid(jpeg)!, { width, height });
    // Colours are smoothed over the edge that was there.
    const inner = { left: 0, top: 0, width: width - 2, height: height - 2 };
    const read = (bytes: Uint8Array) =>
      sharp(bytes, { failOn: "warning" }).extract(inner).raw().toBuffer();
    expect(await sharp(claimed).metadata()).toMatchObject({ width, height });
    expect((await read(claimed)).equals(await read(jpeg))).toBe(true);
  });

  test("leaves the file itself as it was", async () => {
    const jpeg = await store({});
    const before = Buffer.from(jpeg);
    claimSize(jpeg, readJpegGrid(jpeg)!, { width: 328, height: 248 });
    expect(before.equals(jpeg)).toBe(true);
  });
});
