import { describe, expect, test } from "bun:test";
import { DEFAULT_BASES, parseBases } from "./bases.ts";
import { type AddressOptions, fileAddress, guessMedia, planAddresses } from "./media_url.ts";
import type { Media } from "./model.ts";

const CDN = "https://i.imgur.com";
const GIF: AddressOptions = { bases: DEFAULT_BASES, prefer: "gif" };
const MP4: AddressOptions = { bases: DEFAULT_BASES, prefer: "mp4" };
const BOTH: AddressOptions = { bases: DEFAULT_BASES, prefer: "both" };

describe("planAddresses()", () => {
  test("asks for a photo by its id and type", () =>
    expect(planAddresses(make({ ext: "png" }), GIF)).toEqual({
      url: `${CDN}/aBc12De.png`,
      fallbackUrls: [],
      companions: [],
      role: "original",
    }));

  test("asks for the GIF itself where the link names its small picture", () => {
    const media = make({ kind: "gif", ext: "gif", hasMp4: true, link: `${CDN}/aBc12Deh.gif` });
    expect(planAddresses(media, GIF)?.url).toBe(`${CDN}/aBc12De.gif`);
  });

  test("prefers the mp4 of a GIF, and falls back to the GIF", () =>
    expect(planAddresses(make({ kind: "gif", ext: "gif", hasMp4: true }), MP4)).toEqual({
      url: `${CDN}/aBc12De.mp4`,
      fallbackUrls: [`${CDN}/aBc12De.gif`],
      companions: [],
      role: "mp4",
    }));

  test("keeps both files of a GIF", () =>
    expect(planAddresses(make({ kind: "gif", ext: "gif", hasMp4: true }), BOTH)).toEqual({
      url: `${CDN}/aBc12De.gif`,
      fallbackUrls: [],
      companions: [{ role: "mp4", url: `${CDN}/aBc12De.mp4` }],
      role: "original",
    }));

  test.each(["mp4", "both"] as const)(
    "asks for no mp4 of a GIF that has none, preferring %s",
    (prefer) =>
      expect(
        planAddresses(make({ kind: "gif", ext: "gif" }), { bases: DEFAULT_BASES, prefer }),
      ).toEqual({
        url: `${CDN}/aBc12De.gif`,
        fallbackUrls: [],
        companions: [],
        role: "original",
      }),
  );

  test("takes the poster along with a video", () =>
    expect(planAddresses(make({ kind: "video", ext: "mp4" }), GIF)).toEqual({
      url: `${CDN}/aBc12De.mp4`,
      fallbackUrls: [],
      companions: [{ role: "poster", url: `${CDN}/aBc12Deh.jpg` }],
      role: "original",
    }));

  test.each(["photo", "gif", "video"] as const)(
    "never asks for the page around an animation: %s",
    (kind) =>
      expect(
        JSON.stringify(planAddresses(make({ kind, ext: "gifv", hasMp4: true }), BOTH)),
      ).not.toContain("gifv"),
  );

  test("asks the CDN base", () => {
    const bases = parseBases({ cdn: "http://127.0.0.1:4000/cdn" });
    expect(planAddresses(make({}), { bases })?.url).toBe("http://127.0.0.1:4000/cdn/aBc12De.jpg");
  });

  test("keeps an id that reads as one of Imgur's pages", () =>
    expect(planAddresses(make({ id: "rules" }), GIF)?.url).toBe(`${CDN}/rules.jpg`));

  test("takes an empty link for none", () =>
    expect(planAddresses(make({ link: "" }), GIF)?.url).toBe(`${CDN}/aBc12De.jpg`));

  test("uses the link when the id is none", () =>
    expect(planAddresses(make({ id: "", link: "http://i.imgur.com/odd/name.jpg" }), GIF)?.url).toBe(
      `${CDN}/odd/name.jpg`,
    ));

  test.each([
    ["a link to another host", make({ link: "https://evil.example/aBc12De.jpg" })],
    ["a link to a private address", make({ link: "http://169.254.169.254/aBc12De.jpg" })],
    ["neither id nor link", make({ id: "../../etc" })],
  ])("refuses %s", (_what, media) => expect(planAddresses(media, GIF)).toBeUndefined());
});

describe("guessMedia()", () => {
  test.each([
    [undefined, "photo", "jpg", false],
    ["JPEG", "photo", "jpg", false],
    ["png", "photo", "png", false],
    ["webp", "photo", "jpg", false],
    ["gif", "gif", "gif", true],
    ["gifv", "gif", "gif", true],
    ["mp4", "video", "mp4", false],
    ["exe", "photo", "jpg", false],
  ] as const)("takes %p for a %s", (extension, kind, ext, hasMp4) =>
    expect(guessMedia("aBc12De", extension)).toMatchObject({ id: "aBc12De", kind, ext, hasMp4 }),
  );

  test("claims no facts", () => {
    const { width, height, sizeBytes, durationMs, title, postedAt, link } = guessMedia("aBc12De");
    expect(
      [width, height, sizeBytes, durationMs, title, postedAt, link].every((fact) => fact === null),
    ).toBe(true);
  });
});

describe("fileAddress()", () => {
  test("asks for what it does not know as jpg, since the CDN serves the stored bytes", () =>
    expect(fileAddress("aBc12De", "", DEFAULT_BASES)).toBe(`${CDN}/aBc12De.jpg`));
});

function make(facts: Partial<Media>): Media {
  return { ...guessMedia("aBc12De"), ...facts };
}
