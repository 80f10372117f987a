import { describe, expect, test } from "bun:test";
import { matchPlaceholder, PLACEHOLDERS, type PlaceholderFacts } from "./placeholders.ts";

const REMOVED_SHA256 = "9b5936f4006146e4e1e9025b474c02863c0b5614132ad40db4b925a10e8bfbb9";
const REMOVED_MD5 = "d835884373f4d6c8f24742ceabe74946";
const REGION_SHA256 = "faa24ec881e6040655c187a681d6dc496eb8aa41e1bd0652a180b3a40b457187";
const OTHER_SHA256 = "0".repeat(64);

const CASES: readonly (readonly [string, PlaceholderFacts, "removed" | "region" | undefined])[] = [
  ["the removed picture's SHA-256", { sha256: REMOVED_SHA256 }, "removed"],
  ["its MD5", { md5: REMOVED_MD5 }, "removed"],
  ["its MD5 in upper case, as an ETag may have it", { md5: REMOVED_MD5.toUpperCase() }, "removed"],
  [
    "a redirect to it",
    { sha256: OTHER_SHA256, finalUrl: "https://i.imgur.com/removed.png" },
    "removed",
  ],
  [
    "a redirect to it with a query",
    { finalUrl: "http://127.0.0.1:1/cdn/removed.png?1" },
    "removed",
  ],
  [
    "the region picture's SHA-256",
    { sha256: REGION_SHA256, finalUrl: "https://i.imgur.com/aBc12De.png" },
    "region",
  ],
  [
    "other bytes under its own address",
    { sha256: OTHER_SHA256, md5: "0".repeat(32), finalUrl: "https://i.imgur.com/aBc12De.png" },
    undefined,
  ],
  [
    "an address that only speaks of it",
    { finalUrl: "https://i.imgur.com/aBc12De.png?from=/removed.png" },
    undefined,
  ],
  ["an address that ends alike", { finalUrl: "https://i.imgur.com/not-removed.png" }, undefined],
  ["nothing", {}, undefined],
];

describe("matchPlaceholder()", () => {
  test.each(CASES)("decides by %s", (_facts, facts, kind) =>
    expect(matchPlaceholder(facts)).toBe(kind),
  );

  test("knows a stand-in's pictures by its own table", () =>
    expect(
      matchPlaceholder({ sha256: OTHER_SHA256 }, [
        { kind: "region", sha256: OTHER_SHA256, sizeBytes: 9 },
      ]),
    ).toBe("region"));

  test("forgets Imgur's pictures when another table is given", () =>
    expect(matchPlaceholder({ sha256: REGION_SHA256 }, [])).toBeUndefined());
});

describe("PLACEHOLDERS", () => {
  test("hold lower-case hashes", () => {
    for (const { sha256, md5 = "0".repeat(32) } of PLACEHOLDERS) {
      expect(`${sha256} ${md5}`).toMatch(/^[0-9a-f]{64} [0-9a-f]{32}$/);
    }
  });
});
