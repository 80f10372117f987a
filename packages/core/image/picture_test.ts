import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { paintCorners, storeMetadataBomb } from "../testing/sample_media.ts";
import { MAX_JPEG_SCANS, MAX_PNG_METADATA_BYTES } from "./limits.ts";
import { readPicture } from "./picture.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "acacia-picture-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function store(bytes: Uint8Array): string {
  const path = join(folder, String(files++));
  writeFileSync(path, bytes);
  return path;
}

test("readPicture() reads a small file at once, and tells what it is", async () => {
  const bytes = await paintCorners().png().toBuffer();
  const path = store(bytes);
  const { input, ...facts } = readPicture(path);
  expect(Buffer.compare(input as Uint8Array, bytes)).toBe(0);
  expect(facts).toEqual({
    path,
    type: "png",
    width: 320,
    height: 200,
    scans: 1,
    orientation: 1,
    colour: "srgb",
    tagged: false,
    transparent: false,
    animatedWebp: false,
    patchy: false,
  });
});

test("readPicture() leaves a large file to the decoder as a path", async () => {
  const jpeg = await paintCorners().jpeg().toBuffer();
  const path = store(Buffer.concat([jpeg, new Uint8Array(1_048_577)]));
  expect(readPicture(path)).toMatchObject({ type: "jpg", width: 320, input: path });
});

test("readPicture() takes heavy notes out of a PNG, and the picture stays", async () => {
  const heavy = readPicture(store(await storeMetadataBomb(4, 20_000_000))).input as Uint8Array;
  expect(heavy.length).toBeLessThan(MAX_PNG_METADATA_BYTES * 4);
  expect(Buffer.from(heavy).includes("zTXt")).toBe(false);
  expect((await sharp(heavy).metadata()).width).toBe(320);
});

test("readPicture() refuses a JPEG of many scans", async () => {
  const jpeg = await paintCorners().jpeg({ progressive: true }).toBuffer();
  const end = jpeg.lastIndexOf(Buffer.from([0xff, 0xd9]));
  const scan = jpeg.subarray(jpeg.lastIndexOf(Buffer.from([0xff, 0xda])), end);
  const scans = Array.from({ length: MAX_JPEG_SCANS }, () => scan);
  const bomb = Buffer.concat([jpeg.subarray(0, end), ...scans, jpeg.subarray(end)]);
  expect(() => readPicture(store(bomb))).toThrow(
    expect.objectContaining({ refusal: "too_many_pixels" }),
  );
});

test("readPicture() refuses what is over the caller's limit", async () => {
  const path = store(await paintCorners().png().toBuffer());
  expect(() => readPicture(path, { maxPixels: 1_000 })).toThrow(
    expect.objectContaining({ refusal: "too_many_pixels" }),
  );
});

test("readPicture() names a folder as something that cannot be read", () => {
  expect(() => readPicture(folder)).toThrow(expect.objectContaining({ code: "disk" }));
});
