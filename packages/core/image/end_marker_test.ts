import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { makeSampleFiles, type SampleFile } from "../testing/sample_files.ts";
import { bytesSource } from "./byte_source.ts";
import { hasEnd } from "./end_marker.ts";
import type { SniffedType } from "./sniffed_type.ts";

type HasEnd = (type: SniffedType, bytes: Uint8Array) => boolean;
const ours: HasEnd = (type, bytes) => hasEnd(type, bytesSource(bytes));

const files = await makeSampleFiles();
const named = files.map((file) => [file.name, file] as const);

/** A file that was cut anywhere is not whole. */
function cutLaw({ type, bytes }: SampleFile, check: HasEnd) {
  const length = fc.integer({ min: 0, max: bytes.length - 1 });
  return fc.property(length, (end) => !check(type, bytes.subarray(0, end)));
}

/** Whatever follows the end, the file is whole. */
function trailerLaw({ type, bytes }: SampleFile, check: HasEnd) {
  const trailer = fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    fc.constantFrom(Buffer.alloc(5_000), Buffer.from("\r\n"), Buffer.alloc(300, 0xff)),
  );
  return fc.property(trailer, (after) => check(type, Buffer.concat([bytes, after])));
}

describe("hasEnd()", () => {
  test.each(named)("accepts a whole %s", (_name, { type, bytes }) => {
    expect(ours(type, bytes)).toBe(true);
  });

  test.each(named)("refuses a %s cut anywhere", (_name, file) => {
    fc.assert(cutLaw(file, ours), { numRuns: 200 });
  });

  // A recorder's WebM has no length, so what follows it is part of it.
  const ending = named.filter(([name]) => name !== "WebM of a recorder");
  test.each(ending)("accepts whatever follows a %s", (_name, file) => {
    fc.assert(trailerLaw(file, ours), { numRuns: 100 });
  });

  test("accepts a JPEG with a second picture behind it", () => {
    const jpeg = files[0]?.bytes ?? new Uint8Array(0);
    expect(ours("jpg", Buffer.concat([jpeg, jpeg.subarray(0, 200)]))).toBe(true);
  });

  test("is not fooled by the end marker of an EXIF preview", () => {
    const jpeg = files[0]?.bytes ?? new Uint8Array(0);
    const preview = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), jpeg]);
    const app1 = Buffer.from([0xff, 0xe1, (preview.length + 2) >> 8, (preview.length + 2) & 255]);
    const file = Buffer.concat([jpeg.subarray(0, 2), app1, preview, jpeg.subarray(2)]);
    const cutAfterPreview = file.subarray(0, 2 + app1.length + preview.length);
    expect([ours("jpg", file), ours("jpg", cutAfterPreview)]).toEqual([true, false]);
  });

  test("is total", () => {
    const type = fc.constantFrom(...files.map((file) => file.type));
    fc.assert(
      fc.property(type, fc.uint8Array({ maxLength: 300 }), (name, bytes) => void ours(name, bytes)),
    );
  });
});

describe("the laws find", () => {
  const jpeg = files[0] as SampleFile;
  test("a check that only looks for the marker somewhere", () => {
    const somewhere: HasEnd = (_type, bytes) => bytes.includes(0xff);
    expect(fc.check(cutLaw(jpeg, somewhere), { seed: 1 }).failed).toBe(true);
  });
  test("a check that only looks at the last two bytes", () => {
    const lastTwo: HasEnd = (_type, bytes) => bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
    expect(fc.check(trailerLaw(jpeg, lastTwo), { seed: 1 }).failed).toBe(true);
  });
});
