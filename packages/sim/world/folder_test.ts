import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { readPhotoFolder } from "./folder.ts";
import { makeWorld } from "./world.ts";

const folder = mkdtempSync(join(tmpdir(), "sim-photos-"));

beforeAll(async () => {
  const plain = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "#395" } });
  await plain(60, 40).jpeg().toFile(join(folder, "a.jpg"));
  await plain(33, 44).jpeg({ progressive: true }).toFile(join(folder, "b.JPEG"));
  await plain(21, 17).png().toFile(join(folder, "c.png"));
  await plain(50, 25).webp().toFile(join(folder, "d.webp"));
  await plain(51, 26).webp({ lossless: true }).toFile(join(folder, "e.webp"));
  await plain(19, 13).gif().toFile(join(folder, "f.gif"));
  writeFileSync(join(folder, "notes.txt"), "not a picture");
  writeFileSync(join(folder, "liar.png"), "not a picture either");
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("readPhotoFolder()", () => {
  test("reads kind and size from the header and passes others over", () => {
    expect(readPhotoFolder(folder).map(({ mime, width, height }) => [mime, width, height])).toEqual(
      [
        ["image/jpeg", 60, 40],
        ["image/jpeg", 33, 44],
        ["image/png", 21, 17],
        ["image/webp", 50, 25],
        ["image/webp", 51, 26],
        ["image/gif", 19, 13],
      ],
    );
  });

  test("refuses a folder without pictures", () => {
    const empty = mkdtempSync(join(tmpdir(), "sim-empty-"));
    expect(() => readPhotoFolder(empty)).toThrow(RangeError);
    rmSync(empty, { recursive: true });
  });
});

describe("makeWorld({ images })", () => {
  test("serves each photograph as it is, and each further time under bytes of its own", async () => {
    const world = makeWorld({ images: folder, posts: 20, albums: 0, duplicates: 0 });
    const media = world.posts.flatMap((post) => post.media);
    const digests = new Set<string>();
    for (const { id, sizeBytes, width } of media) {
      const bytes = await world.bytes(id);
      expect(bytes).toHaveLength(sizeBytes);
      expect((await sharp(bytes).metadata()).width).toBe(width);
      digests.add(await world.md5(id));
    }
    expect(digests.size).toBe(media.length);
    const sizes = readPhotoFolder(folder).map((photo) => photo.sizeBytes);
    expect(
      media
        .slice(0, 6)
        .map((one) => one.sizeBytes)
        .toSorted(),
    ).toEqual(sizes.toSorted());
  });
});
