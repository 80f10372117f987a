import { describe, expect, test } from "bun:test";
import { AcaciaError } from "../errors.ts";
import { readKeylessAlbum } from "./wire_keyless.ts";

/** As docs/imgur.md §1 lists its fields. */
const IMAGE = {
  hash: "aBc12De",
  title: "",
  description: null,
  has_sound: false,
  width: 1920,
  height: 1080,
  size: 210_000,
  ext: ".jpg",
  animated: false,
  prefer_video: false,
  looping: false,
  datetime: "2026-05-31 10:20:30",
  edited: "0",
};

function answer(images: readonly unknown[], count: unknown = images.length) {
  return { data: { count, images, include_album_ads: false }, success: true, status: 200 };
}

describe("readKeylessAlbum()", () => {
  test("reads an album under the id that was asked for", () => {
    expect(readKeylessAlbum(answer([IMAGE]), "aLb12")).toMatchObject({
      id: "aLb12",
      kind: "album",
      title: null,
      mediaCount: 1,
      address: "https://imgur.com/a/aLb12",
    });
  });

  test("reads a picture: extension without its dot, date as UTC", () => {
    expect(readKeylessAlbum(answer([IMAGE]), "aLb12")?.media[0]).toMatchObject({
      id: "aBc12De",
      ext: "jpg",
      title: null,
      sizeBytes: 210_000,
      postedAt: Date.parse("2026-05-31T10:20:30Z"),
      link: null,
    });
  });

  test.each([
    [".mp4", "video", false],
    [".gif", "gif", true],
    [".jpeg?1", "photo", false],
  ] as const)("tells the type of %s", (ext, kind, hasMp4) => {
    const post = readKeylessAlbum(answer([{ ...IMAGE, ext, animated: true }]), "aLb12");
    expect([post?.media[0]?.kind, post?.media[0]?.hasMp4]).toEqual([kind, hasMp4]);
  });

  test.each([
    ["an empty list", { data: [], success: true, status: 200 }],
    ["nothing", { data: null, success: true, status: 200 }],
    ["an album of none", answer([])],
  ])("finds no album in %s", (_what, json) => {
    expect(readKeylessAlbum(json, "aLb12")).toBeUndefined();
  });

  test("shows an album that delivers less than it says", () => {
    expect(readKeylessAlbum(answer([IMAGE], "60"), "aLb12")?.mediaCount).toBe(60);
  });

  test.each([[null], ["text"], [[]], [{ data: "text" }]])("refuses %j", (json) => {
    expect(() => readKeylessAlbum(json, "aLb12")).toThrow(AcaciaError);
  });
});
