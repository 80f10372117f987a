import { expect, test } from "bun:test";
import { chooseEncoding, encodeFast, encodeWell } from "./encoding.ts";

test.each([
  ["what Chromium sends", "gzip, deflate, br, zstd", "zstd"],
  ["an old browser's", "gzip, deflate", "gzip"],
  ["a refusal by weight", "zstd;q=0, gzip;q=0.5", "gzip"],
  ["a refusal in decimals", "gzip;q=0.000", undefined],
  ["capitals and blanks", " GZIP ; q=1 ", "gzip"],
  ["nothing that we have", "br", undefined],
  ["nothing", null, undefined],
])("chooseEncoding() for %s", (_what, header, expected) => {
  expect(chooseEncoding(header)).toBe(expected as never);
});

const plain = new TextEncoder().encode("acacia ".repeat(500));

test("encodeFast() can be undone", () => {
  expect(Bun.gunzipSync(encodeFast(plain, "gzip"))).toEqual(plain);
  expect(new Uint8Array(Bun.zstdDecompressSync(encodeFast(plain, "zstd")))).toEqual(plain);
});

test("encodeWell() can be undone", async () => {
  const { gzip, zstd } = await encodeWell(plain);
  expect(Bun.gunzipSync(gzip)).toEqual(plain);
  expect(new Uint8Array(Bun.zstdDecompressSync(zstd))).toEqual(plain);
});
