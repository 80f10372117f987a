import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { fitInside } from "../image/decode_scale.ts";
import { type Engine, RenderError, type Rendered, type Rendering } from "../image/engine.ts";
import {
  CORNER_COLOURS,
  paintCorners,
  paintNoise,
  paintScene,
  storeFrames,
  storeMetadataBomb,
  storePatchyGif,
  storePngBomb,
  storeTransparent,
  storeTurned,
} from "./sample_media.ts";

/** What an engine's test file tells the suite. */
export interface EngineSuiteOptions {
  /** The kinds of picture that this engine leaves to another. */
  readonly refuses: readonly (keyof typeof SPECIAL_PICTURES)[];
}

type Colour = readonly [red: number, green: number, blue: number];
/** An encoder's and a scaler's freedom, of 255. */
const COLOUR_TOLERANCE = 12;
const PNG_128: Rendering = { size: 128, format: "png", quality: 80 };

/** Each kind of stored picture, and the colour of its middle. Grey in CMYK has no one answer: hence tolerance. */
const PLAIN_PICTURES: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  "baseline JPEG": () => paintCorners().jpeg({ quality: 95 }).toBuffer(),
  "progressive JPEG": () => paintCorners().jpeg({ quality: 95, progressive: true }).toBuffer(),
  PNG: () => paintCorners().png().toBuffer(),
  "interlaced PNG": () => paintCorners().png({ progressive: true }).toBuffer(),
  "16-bit PNG": () => paintCorners().toColourspace("rgb16").png().toBuffer(),
  "palette PNG": () => paintCorners().png({ palette: true }).toBuffer(),
  "still GIF": () => paintCorners().gif().toBuffer(),
  WebP: () => paintCorners().webp({ quality: 95 }).toBuffer(),
  "lossless WebP": () => paintCorners().webp({ lossless: true }).toBuffer(),
};
const SPECIAL_PICTURES = {
  AVIF: () => paintCorners().avif({ quality: 90, effort: 0 }).toBuffer(),
  TIFF: () => paintCorners().tiff().toBuffer(),
  "CMYK JPEG": () => paintCorners().toColourspace("cmyk").jpeg({ quality: 95 }).toBuffer(),
} as const;

/** Obligations of every engine. */
export function testEngine(engine: Engine, { refuses }: EngineSuiteOptions): void {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "acacia-engine-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  let files = 0;
  const render = (bytes: Uint8Array, ...renderings: Rendering[]): Promise<Rendered> => {
    const path = join(folder, String(files++));
    writeFileSync(path, bytes);
    return engine.render(path, renderings);
  };
  const renderOne = async (bytes: Uint8Array, rendering: Rendering = PNG_128) =>
    (await render(bytes, rendering)).outputs[0]?.bytes ?? new Uint8Array(0);

  describe("a picture of the kind", () => {
    test.each(Object.entries(PLAIN_PICTURES))("%s keeps its colours", async (_kind, store) => {
      expectCorners(await readCorners(await renderOne(await store())));
    });
    for (const [kind, store] of Object.entries(SPECIAL_PICTURES)) {
      if (refuses.some((name) => name === kind)) {
        test(`${kind} is left to another engine`, async () => {
          expect(await refusalOf(renderOne(await store()))).toBe("unsupported");
        });
      } else {
        test(`${kind} keeps its colours`, async () => {
          const tolerance = kind.startsWith("CMYK") ? 90 : COLOUR_TOLERANCE;
          expectCorners(await readCorners(await renderOne(await store())), tolerance);
        });
      }
    }
    test("gray stays gray", async () => {
      const [corner] = await readCorners(
        await renderOne(await paintCorners().grayscale().png().toBuffer()),
      );
      const [red = 0, green = 0, blue = 0] = corner ?? [];
      expect([green - red, blue - red]).toEqual([0, 0]);
    });
  });

  describe("orientation", () => {
    for (const format of ["jpeg", "png", "webp"] as const) {
      test.each([1, 2, 3, 4, 5, 6, 7, 8])(`%i of a ${format} is made upright`, async (turn) => {
        expectCorners(await readCorners(await renderOne(await storeTurned(turn, format))));
      });
    }
    test("swaps the size that is reported", async () => {
      const { width, height } = await render(await storeTurned(6, "jpeg"), PNG_128);
      expect([width, height]).toEqual([320, 200]);
    });
  });

  describe("size", () => {
    test.each([
      ["1 x 1", 1, 1, 1, 1],
      ["smaller than the box", 50, 30, 50, 30],
      ["1 x 5000", 1, 5000, 1, 128],
      ["5000 x 1", 5000, 1, 128, 1],
      ["a photograph", 640, 480, 128, 96],
    ])("%s fits the box and is never enlarged", async (_name, width, height, w, h) => {
      const { outputs } = await render(
        await paintScene({ width, height }).png().toBuffer(),
        PNG_128,
      );
      expect(outputs.map((output) => [output.width, output.height])).toEqual([[w, h]]);
    });
    test("of the answer is the size of the bytes", async () => {
      const { outputs } = await render(await paintScene().jpeg().toBuffer(), PNG_128);
      const { width, height } = await sharp(outputs[0]?.bytes).metadata();
      expect([outputs[0]?.width, outputs[0]?.height]).toEqual([width, height]);
    });
    test("outputs come in the order asked for", async () => {
      const sizes = [64, 256, 128];
      const jpeg = await paintScene().jpeg().toBuffer();
      const { outputs } = await render(jpeg, ...sizes.map((size) => ({ ...PNG_128, size })));
      expect(outputs.map((output) => [output.size, output.width])).toEqual([
        [64, 64],
        [256, 256],
        [128, 128],
      ]);
    });
    test("of the pixels for hashing is at most 100 px a side", async () => {
      const { pixels } = await render(await paintScene().jpeg().toBuffer(), PNG_128);
      const { width = 0, height = 0, rgba } = pixels ?? {};
      expect(Math.max(width, height)).toBeWithin(1, 101);
      expect(rgba).toHaveLength(width * height * 4);
    });
    test.each([
      [1, 1023, 767],
      [1, 1025, 513],
      [1, 1228, 1652],
      [1, 1999, 701],
      [6, 1277, 861],
    ])("of a JPEG (turn %i of %i x %i) has its very shape", async (turn, width, height) => {
      const scene = paintScene({ width, height }).withMetadata({ orientation: turn });
      const path = join(folder, String(files++));
      writeFileSync(path, await scene.jpeg({ progressive: true }).toBuffer());
      const upright = turn > 4 ? { width: height, height: width } : { width, height };
      for (const withPixels of [true, false]) {
        const { outputs } = await engine.render(path, [PNG_128], { withPixels });
        const [{ width: w, height: h } = { width: 0, height: 0 }] = outputs;
        expect({ width: w, height: h }).toEqual(fitInside(upright, 128));
      }
    });
    test("of a picture without renderings is known all the same", async () => {
      const { width, height, outputs } = await render(await paintScene().webp().toBuffer());
      expect({ width, height, outputs }).toEqual({ width: 320, height: 200, outputs: [] });
    });
  });

  describe("transparency", () => {
    test.each(["png", "webp"] as const)("of a %s is kept in WebP", async (format) => {
      const webp = await renderOne(await storeTransparent(format), { ...PNG_128, format: "webp" });
      const { data } = await sharp(webp).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      expect(data[3]).toBe(0);
    });
    test.each(["png", "webp"] as const)("of a %s becomes paper in JPEG", async (format) => {
      const jpeg = await renderOne(await storeTransparent(format), { ...PNG_128, format: "jpeg" });
      const [corner = [0, 0, 0]] = await readCorners(jpeg);
      expectColour(corner, [255, 255, 255]);
    });
  });

  describe("frames", () => {
    test("of a GIF: the first is shown", async () => {
      const [corner = [0, 0, 0]] = await readCorners(await renderOne(await storeFrames("gif")));
      expectColour(corner, [255, 0, 0]);
    });
    test("of a WebP: the first is shown, or the file is left to another engine", async () => {
      const webp = await storeFrames("webp");
      if (engine.name === "bun")
        return expect(await refusalOf(renderOne(webp))).toBe("unsupported");
      const [corner = [0, 0, 0]] = await readCorners(await renderOne(webp));
      return expectColour(corner, [255, 0, 0]);
    });
    test("of a GIF smaller than its screen do not change the size", async () => {
      const gif = storePatchyGif();
      if (engine.name === "bun") return expect(await refusalOf(renderOne(gif))).toBe("unsupported");
      const { outputs } = await render(gif, PNG_128);
      return expect([outputs[0]?.width, outputs[0]?.height]).toEqual([40, 30]);
    });
  });

  describe("what is stored beside the picture", () => {
    test.each(["webp", "jpeg", "png"] as const)("is not in a %s thumbnail", async (format) => {
      const jpeg = await paintScene()
        .withExif({ IFD0: { Copyright: "someone" } })
        .withIccProfile("srgb")
        .jpeg()
        .toBuffer();
      const path = join(folder, String(files++));
      writeFileSync(path, jpeg);
      for (const withPixels of [true, false]) {
        const { outputs } = await engine.render(path, [{ ...PNG_128, format }], { withPixels });
        const { exif, icc, xmp } = await sharp(outputs[0]?.bytes).metadata();
        expect({ exif, icc, xmp }).toEqual({ exif: undefined, icc: undefined, xmp: undefined });
      }
    });
    test("does not blow up: a gigabyte of notes is not inflated", async () => {
      const bomb = await storeMetadataBomb(20, 49_000_000);
      const before = process.memoryUsage.rss();
      await renderOne(bomb);
      expect(process.memoryUsage.rss() - before).toBeLessThan(150_000_000);
    });
  });

  describe("refuses", () => {
    test.each([
      ["nothing", async () => new Uint8Array(0), "undecodable"],
      ["a web page", async () => Buffer.from("\r\n<!DOCTYPE html><html></html>"), "undecodable"],
      ["unknown bytes", async () => Buffer.from("what is this?"), "undecodable"],
      ["a cut JPEG", () => cut(paintScene().jpeg().toBuffer()), "undecodable"],
      ["a cut PNG", () => cut(paintScene().png().toBuffer()), "undecodable"],
      ["a cut GIF", () => cut(paintScene().gif().toBuffer()), "undecodable"],
      ["a cut WebP", () => cut(paintScene().webp().toBuffer()), "undecodable"],
      ["a header that claims 3600 MP", async () => storePngBomb(60_000, 60_000), "too_many_pixels"],
      [
        "a header that claims 98 MP it has not",
        async () => storePngBomb(9_900, 9_900),
        "undecodable",
      ],
    ])("%s", async (_name, store, refusal) => {
      expect(await refusalOf(renderOne(await store()))).toBe(refusal);
    });
    test("a thumbnail of more than 2 MB", async () => {
      const noise = await paintNoise({ width: 900, height: 900 }).png().toBuffer();
      expect(await refusalOf(renderOne(noise, { ...PNG_128, size: 900 }))).toBe("output_too_large");
    });
  });

  test("a file that is not there is not the picture's fault", async () => {
    const missing = engine.render(join(folder, "missing"), [PNG_128]);
    await expect(missing).rejects.toMatchObject({ name: "AcaciaError", code: "disk" });
  });
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof RenderError ? error.refusal : `no refusal: ${error}`;
}

async function cut(file: Promise<Uint8Array>): Promise<Uint8Array> {
  const bytes = await file;
  return bytes.subarray(0, Math.floor(bytes.length * 0.6));
}

/** The colours in the middle of each quarter. */
async function readCorners(bytes: Uint8Array): Promise<Colour[]> {
  const { data, info } = await sharp(bytes)
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (u: number, v: number): Colour => {
    const pixel = (Math.floor(v * info.height) * info.width + Math.floor(u * info.width)) * 3;
    return [data[pixel] ?? 0, data[pixel + 1] ?? 0, data[pixel + 2] ?? 0];
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
}

function expectCorners(corners: readonly Colour[], tolerance = COLOUR_TOLERANCE): void {
  for (const [index, colour] of CORNER_COLOURS.entries()) {
    expectColour(corners[index] ?? [0, 0, 0], colour, tolerance);
  }
}

function expectColour(actual: Colour, expected: Colour, tolerance = COLOUR_TOLERANCE): void {
  const worst = Math.max(...actual.map((value, index) => Math.abs(value - (expected[index] ?? 0))));
  expect({ actual, near: worst <= tolerance }).toEqual({ actual, near: true });
}
