import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import {
  paintCorners,
  paintScene,
  storeFrames,
  storePatchyGif,
  storeTurned,
} from "../testing/sample_media.ts";
import { chooseEngines, makeEngines } from "./choose_engine.ts";
import { readPicture } from "./picture.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "acacia-choose-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function store(bytes: Uint8Array): string {
  const path = join(folder, String(Bun.hash(bytes)));
  writeFileSync(path, bytes);
  return path;
}

describe("chooseEngines()", () => {
  test.each([
    ["a JPEG", () => paintCorners().jpeg().toBuffer(), ["bun", "sharp"]],
    ["a turned PNG", () => storeTurned(6, "png"), ["bun", "sharp"]],
    ["a GIF with frames", () => storeFrames("gif"), ["bun", "sharp"]],
    [
      "a JPEG that says it is sRGB",
      () => paintCorners().withIccProfile("srgb").jpeg().toBuffer(),
      ["bun", "sharp"],
    ],
    [
      "a PNG that says it is sRGB",
      () => paintCorners().withIccProfile("srgb").png().toBuffer(),
      ["bun", "sharp"],
    ],
    [
      "a wide-gamut JPEG",
      () => paintCorners().withIccProfile("p3").jpeg().toBuffer(),
      ["sharp", "bun"],
    ],
    [
      "a wide-gamut PNG",
      () => paintCorners().withIccProfile("p3").png().toBuffer(),
      ["sharp", "bun"],
    ],
    [
      "a wide-gamut WebP",
      () => paintCorners().withIccProfile("p3").webp().toBuffer(),
      ["sharp", "bun"],
    ],
    ["a CMYK JPEG", () => paintCorners().toColourspace("cmyk").jpeg().toBuffer(), ["sharp"]],
    ["a WebP with frames", () => storeFrames("webp"), ["sharp"]],
    ["a GIF with a small frame", async () => storePatchyGif(), ["sharp"]],
    ["an AVIF", () => paintCorners().avif({ effort: 0 }).toBuffer(), ["sharp"]],
    ["a TIFF", () => paintCorners().tiff().toBuffer(), ["sharp"]],
  ])("tries for %s, in this order: %3$p", async (_picture, make, expected) => {
    const picture = readPicture(store(await make()));
    const engines = chooseEngines("auto", picture, makeEngines());
    expect(engines.map(({ name }) => name)).toEqual(expected as ("bun" | "sharp")[]);
  });

  test.each(["bun", "sharp"] as const)("takes only %s when told so", async (name) => {
    const picture = readPicture(store(await storeFrames("webp")));
    expect(chooseEngines(name, picture, makeEngines()).map((engine) => engine.name)).toEqual([
      name,
    ]);
  });
});

describe("both engines", () => {
  test.each(["jpeg", "png", "webp"] as const)(
    "agree on a %s within 3 of 255 on average",
    async (format) => {
      const path = store(await paintScene({ width: 700, height: 500 }).toFormat(format).toBuffer());
      const { bun, sharp: other } = makeEngines();
      const [a, b] = await Promise.all(
        [bun, other].map(async (engine) => {
          const { outputs } = await engine.render(path, [
            { size: 128, format: "png", quality: 80 },
          ]);
          return await sharp(outputs[0]?.bytes)
            .resize(128, 91, { fit: "fill" })
            .removeAlpha()
            .raw()
            .toBuffer();
        }),
      );
      let sum = 0;
      for (const [index, value] of (a ?? []).entries()) sum += Math.abs(value - (b?.[index] ?? 0));
      const mean = sum / (a?.length ?? 0);
      expect(mean).toBeLessThan(3);
    },
  );
});
