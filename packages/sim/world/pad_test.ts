import { describe, expect, test } from "bun:test";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import sharp from "sharp";
import { MIN_FILLER_BYTES, padFile } from "./pad.ts";

const square = sharp({ create: { width: 24, height: 16, channels: 3, background: "#c85" } });

const FILES: Readonly<Record<string, Uint8Array>> = {
  "image/jpeg": await square.clone().jpeg().toBuffer(),
  "image/png": await square.clone().png().toBuffer(),
  "image/gif": await square.clone().gif().toBuffer(),
  "image/webp": await square.clone().webp().toBuffer(),
};

describe("padFile()", () => {
  test.each(Object.keys(FILES))("%s: any larger size shows the same pixels", async (mime) => {
    await fc.assert(keepsPixels(mime, padFile), { numRuns: 25 });
  });

  test("a filler put where the picture is breaks the law", async () => {
    const careless: typeof padFile = (file, { sizeBytes }) => {
      const gap = Buffer.alloc(sizeBytes - file.length);
      return Buffer.concat([file.subarray(0, 30), gap, file.subarray(30)]);
    };
    const outcome = await fc.check(keepsPixels("image/png", careless), { seed: 1, numRuns: 5 });
    expect(outcome.failed).toBe(true);
  });

  test("a GIF survives every length around its block size", () => {
    const file = FILES["image/gif"] as Uint8Array;
    for (let extra = MIN_FILLER_BYTES; extra < 600; extra++) {
      const sizeBytes = file.length + extra;
      const padded = padFile(file, { mime: "image/gif", sizeBytes, label: "abc" });
      expect(endOfBlocks(padded, file.length - 1)).toBe(sizeBytes - 1);
    }
  });

  test("a PNG's filler has a right checksum", () => {
    const file = FILES["image/png"] as Uint8Array;
    const padded = Buffer.from(padFile(file, { mime: "image/png", sizeBytes: 5000, label: "abc" }));
    const at = padded.indexOf("acAc");
    const end = at + 4 + padded.readUInt32BE(at - 4);
    expect(padded.readUInt32BE(end)).toBe(crc32(padded.subarray(at, end)));
  });

  test("an MP4's filler is a box at the end", () => {
    const file = Buffer.from("\0\0\0\x10ftypisom\0\0\0\0", "latin1");
    const padded = Buffer.from(padFile(file, { mime: "video/mp4", sizeBytes: 200, label: "abc" }));
    expect(padded.readUInt32BE(16)).toBe(184);
    expect(padded.toString("latin1", 20, 27)).toBe("freeabc");
  });

  test("two labels make two files", () => {
    const file = FILES["image/jpeg"] as Uint8Array;
    const pad = (label: string) => padFile(file, { mime: "image/jpeg", sizeBytes: 9000, label });
    expect(Bun.hash(pad("aaaaaaa"))).not.toBe(Bun.hash(pad("bbbbbbb")));
  });

  test("refuses a size without room for a filler", () => {
    const file = FILES["image/jpeg"] as Uint8Array;
    const sizeBytes = file.length + 5;
    expect(() => padFile(file, { mime: "image/jpeg", sizeBytes, label: "" })).toThrow(RangeError);
  });
});

function keepsPixels(mime: string, pad: typeof padFile) {
  const file = FILES[mime] as Uint8Array;
  return fc.asyncProperty(fc.integer({ min: MIN_FILLER_BYTES, max: 200_000 }), async (extra) => {
    const odd = (file.length + extra) % 2;
    const sizeBytes = file.length + extra + (mime === "image/webp" ? odd : 0);
    const padded = pad(file, { mime, sizeBytes, label: "Ab1Cd2E" });
    expect(padded).toHaveLength(sizeBytes);
    expect(await sharp(padded).raw().toBuffer()).toEqual(await sharp(file).raw().toBuffer());
  });
}

/** Walks the sub-blocks of the comment that starts there. */
function endOfBlocks(gif: Uint8Array, start: number): number {
  let at = start + 2;
  while (gif[at] !== 0) at += 1 + (gif[at] as number);
  return at + 1;
}
