import { expect, test } from "bun:test";
import { makeLayout } from "./layout.ts";

const SHA256 = `ab${"0".repeat(62)}`;

test("makeLayout() names every part of the archive", () => {
  const { database, blobs, images, thumbs, partial, lock, config } = makeLayout("/archive");
  expect([database, blobs, images, thumbs, partial, lock, config]).toEqual([
    "/archive/acacia.sqlite",
    "/archive/blobs",
    "/archive/images",
    "/archive/thumbs",
    "/archive/partial",
    "/archive/acacia.lock",
    "/archive/acacia.toml",
  ]);
});

test("makeLayout() makes a relative folder absolute", () => {
  expect(makeLayout("a/../b").dir).toBe(`${process.cwd()}/b`);
});

test("makeLayout() spreads blobs and thumbnails over folders", () => {
  const layout = makeLayout("/a");
  expect(layout.blobPath(SHA256, "jpg")).toBe(`/a/blobs/ab/${SHA256}.jpg`);
  expect(layout.thumbPath({ size: 128, sha256: SHA256, ext: "webp" })).toBe(
    `/a/thumbs/128/ab/${SHA256}.webp`,
  );
});

test.each([
  ["a path", "../../etc/passwd", "jpg"],
  ["upper case", SHA256.toUpperCase(), "jpg"],
  ["too short", "ab", "jpg"],
  ["an extension that is a path", SHA256, "../x"],
  ["no extension", SHA256, ""],
])("makeLayout() refuses to name a blob by %s", (_what, sha256, ext) => {
  expect(() => makeLayout("/a").blobPath(sha256, ext)).toThrow("Cannot name a blob");
});

test.each([0, -1, 1.5, Number.NaN])("makeLayout() refuses a thumbnail of %d px", (size) => {
  expect(() => makeLayout("/a").thumbPath({ size, sha256: SHA256, ext: "webp" })).toThrow(
    "Cannot name a thumbnail",
  );
});
