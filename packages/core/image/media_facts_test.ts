import { describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { makeSampleFiles } from "../testing/sample_files.ts";
import { makePngChunk } from "../testing/sample_media.ts";
import { makeMp4 } from "../testing/sample_video.ts";
import { bytesSource, openFileSource } from "./byte_source.ts";
import { hasEnd } from "./end_marker.ts";
import { readMediaFacts } from "./media_facts.ts";
import { sniffType } from "./sniff.ts";

const files = await makeSampleFiles();

describe("readMediaFacts()", () => {
  test.each(files.map((file) => [file.name, file] as const))("reads a %s", (_name, file) => {
    const { type, bytes, width, height, animated, durationMs } = file;
    expect(readMediaFacts(type, bytesSource(bytes))).toEqual({
      width,
      height,
      animated,
      durationMs,
    });
  });

  test("counts the frames of an APNG, and their times", () => {
    const png = files.find((file) => file.type === "png")?.bytes ?? new Uint8Array(0);
    const frame = Buffer.alloc(26);
    frame.writeUInt16BE(1, 20);
    frame.writeUInt16BE(4, 22);
    const frames = [2, 0].map((n) => Buffer.from([0, 0, 0, n]));
    const chunks = [
      makePngChunk("acTL", Buffer.concat(frames)),
      makePngChunk("fcTL", frame),
      makePngChunk("fcTL", frame),
    ];
    const apng = Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
    expect(readMediaFacts("png", bytesSource(apng))).toMatchObject({
      animated: true,
      durationMs: 500,
    });
  });

  test("counts a GIF's hasty frames as browsers show them", () => {
    const gif = Buffer.from(files.find((file) => file.name === "GIF with frames")?.bytes ?? []);
    for (let at = 0; at < gif.length - 8; at++) {
      if (gif.readUIntBE(at, 3) === 0x21f904) gif.writeUInt16LE(0, at + 4);
    }
    expect(readMediaFacts("gif", bytesSource(gif)).durationMs).toBe(300);
  });

  test("tells no duration when the movie header has none", () => {
    expect(readMediaFacts("mp4", bytesSource(makeMp4({ durationMs: 0 }))).durationMs).toBeNull();
  });

  test.each(["jpg", "png", "gif", "webp", "avif", "tiff", "mp4", "webm"] as const)(
    "tells nothing about an empty %s",
    (type) => {
      expect(readMediaFacts(type, bytesSource(new Uint8Array(0)))).toMatchObject({
        width: null,
        height: null,
        durationMs: null,
      });
    },
  );

  test("reads the same from a file as from memory", () => {
    const folder = mkdtempSync(join(tmpdir(), "acacia-facts-"));
    try {
      const differing = files.filter(({ name, type, bytes }) => {
        writeFileSync(join(folder, name), bytes);
        using source = openFileSource(join(folder, name));
        const fromMemory = readMediaFacts(type, bytesSource(bytes));
        return !Bun.deepEquals(readMediaFacts(type, source), fromMemory);
      });
      expect(differing).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** A few bytes changed, a stretch removed or doubled: what a bad disk or an attacker would do. */
const damaged = fc
  .record({
    file: fc.constantFrom(...files),
    changes: fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })),
      {
        maxLength: 12,
      },
    ),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ file, changes, from, to }) => {
    const bytes = Buffer.from(file.bytes);
    for (const [place, value] of changes) bytes[Math.floor(place * (bytes.length - 1))] = value;
    const [a, b] = [Math.floor(from * bytes.length), Math.floor(to * bytes.length)];
    return { type: file.type, bytes: Buffer.concat([bytes.subarray(0, a), bytes.subarray(b)]) };
  });

test("headers of damaged files give values, never errors", () => {
  fc.assert(
    fc.property(damaged, ({ type, bytes }) => {
      const { width, height, durationMs } = readMediaFacts(type, bytesSource(bytes));
      hasEnd(type, bytesSource(bytes));
      sniffType(bytes);
      return [width, height, durationMs].every(
        (value) => value === null || Number.isInteger(value),
      );
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["png", "00000000 49444154 00000000"],
  ["gif", "21 01 00"],
  ["mp4", "00000008 66726565"],
  ["webm", "ec 80"],
  ["webp", "41424344 00000000"],
  ["jpg", "ffe0 0002"],
  ["tiff", "0000"],
] as const)("a %s of a million empty parts is walked in no time", (type, part) => {
  const head = Buffer.from(files.find((file) => file.type === type)?.bytes.subarray(0, 33) ?? []);
  const unit = Buffer.from(part.replaceAll(" ", ""), "hex");
  const bytes = Buffer.concat([head, Buffer.alloc(unit.length * 1_000_000, unit)]);
  const startedAt = performance.now();
  readMediaFacts(type, bytesSource(bytes));
  hasEnd(type, bytesSource(bytes));
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
