import { describe, expect, test } from "bun:test";
import { findMediaExt, hasIdShape, isImgurId, RESERVED_WORDS } from "./ids.ts";

describe("isImgurId()", () => {
  test.each(["aBc12", "aBc12De", "kittens", "12345", "Rules"])("takes %p", (id) =>
    expect(isImgurId(id)).toBe(true),
  );

  test.each([
    "",
    "aBc1",
    "aBc12D",
    "aBc12DeF",
    "aBc_2De",
    "äBc12De",
    "aBc12\n",
    "gallery",
    "rules",
  ])("refuses %p", (id) => expect(isImgurId(id)).toBe(false));
});

describe("hasIdShape()", () => {
  test("takes an id that reads as one of Imgur's pages", () =>
    expect(hasIdShape("rules")).toBe(true));

  test("refuses an id of six characters", () => expect(hasIdShape("aBc12D")).toBe(false));
});

describe("RESERVED_WORDS", () => {
  test("are lower case, since an id may have any", () =>
    expect([...RESERVED_WORDS].filter((word) => word !== word.toLowerCase())).toEqual([]));
});

describe("findMediaExt()", () => {
  test.each([
    ["JPEG", "jpg"],
    ["gifv", "gif"],
    ["GIFV", "gif"],
    ["webm", "mp4"],
    ["m3u8", "mp4"],
    ["webp", "webp"],
    ["html", undefined],
    ["", undefined],
  ])("reads %p as %p", (ext, named) => expect(findMediaExt(ext)).toBe(named));
});
