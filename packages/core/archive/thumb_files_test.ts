import { expect, test } from "bun:test";
import { mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeTempFolder } from "../testing/temp_archive.ts";
import { makeLayout } from "./layout.ts";
import { findThumb, removeThumbs, thumbPath, writeThumb } from "./thumb_files.ts";

const NAME = { size: 128, sha256: `ab${"0".repeat(62)}`, format: "webp" } as const;

test("writeThumb() writes the file whole and leaves nothing beside it", async () => {
  await using folder = await makeTempFolder();
  const path = thumbPath(makeLayout(folder.dir), NAME);
  await writeThumb(path, new Uint8Array([1, 2, 3]));
  expect(await Bun.file(path).bytes()).toEqual(new Uint8Array([1, 2, 3]));
  expect(await readdir(dirname(path))).toHaveLength(1);
});

test("writeThumb() replaces the one that is there", async () => {
  await using folder = await makeTempFolder();
  const path = thumbPath(makeLayout(folder.dir), NAME);
  await writeThumb(path, new Uint8Array([1]));
  await writeThumb(path, new Uint8Array([2]));
  expect(await Bun.file(path).bytes()).toEqual(new Uint8Array([2]));
});

test("writeThumb() leaves nothing when the disk refuses", async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.dir, "thumb.webp");
  await mkdir(path);
  await expect(writeThumb(path, new Uint8Array([1]))).rejects.toMatchObject({ code: "disk" });
  expect(await readdir(folder.dir)).toEqual(["thumb.webp"]);
});

test.each(["webp", "jpeg", "png"] as const)("findThumb() finds one in %s", async (format) => {
  await using folder = await makeTempFolder();
  const layout = makeLayout(folder.dir);
  await writeThumb(thumbPath(layout, { ...NAME, format }), new Uint8Array(5));
  expect(await findThumb(layout, NAME)).toEqual({
    path: thumbPath(layout, { ...NAME, format }),
    format,
    sizeBytes: 5,
  });
});

test("findThumb() finds none", async () => {
  await using folder = await makeTempFolder();
  expect(await findThumb(makeLayout(folder.dir), NAME)).toBeUndefined();
});

test("removeThumbs() removes every size, and does not mind when there is none", async () => {
  await using folder = await makeTempFolder();
  const layout = makeLayout(folder.dir);
  for (const size of [128, 1600])
    await writeThumb(thumbPath(layout, { ...NAME, size }), new Uint8Array(1));
  await removeThumbs(layout, NAME.sha256);
  await removeThumbs(layout, NAME.sha256);
  expect(await findThumb(layout, NAME)).toBeUndefined();
  expect(await findThumb(layout, { ...NAME, size: 1600 })).toBeUndefined();
});
