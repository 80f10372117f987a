import { expect, test } from "bun:test";
import { DEFAULT_BASES } from "../imgur/bases.ts";
import { guessMedia, type Prefer, planAddresses } from "../imgur/media_url.ts";
import type { Media } from "../imgur/model.ts";
import { mediaOf } from "./queued.ts";

const MEDIA: readonly (readonly [what: string, media: Media])[] = [
  ["a JPEG", guessMedia("aBc12De", "jpg")],
  ["a PNG", guessMedia("aBc12De", "png")],
  ["a GIF", guessMedia("aBc12De", "gif")],
  ["a GIF without an mp4", { ...guessMedia("aBc12De", "gif"), hasMp4: false }],
  ["a video", guessMedia("aBc12De", "mp4")],
  ["what only its address names", { ...guessMedia("x"), link: "https://i.imgur.com/x.jpg" }],
];
const PREFERENCES: readonly Prefer[] = ["gif", "mp4", "both"];

/** What was planned for a media, and what is planned for the media that is read back from that plan. */
function planTwice(media: Media, prefer: Prefer, readBack = mediaOf) {
  const options = { bases: DEFAULT_BASES, prefer };
  const addresses = planAddresses(media, options)!;
  const plan = { item: 0, media: media.id, source: "hot", sizeBytes: null, ...addresses };
  return { first: addresses, again: planAddresses(readBack(plan), options) };
}

test.each(MEDIA)("mediaOf() plans %s again as it was planned", (_what, media) => {
  for (const prefer of PREFERENCES) {
    const { first, again } = planTwice(media, prefer);
    expect(again).toEqual(first);
  }
});

test("mediaOf() plans everything as it was planned: one that forgets the mp4 is found out", () => {
  const forgetful: typeof mediaOf = (plan) => ({ ...mediaOf(plan), hasMp4: false });
  const wrong = MEDIA.filter(([, media]) =>
    PREFERENCES.some((prefer) => {
      const { first, again } = planTwice(media, prefer, forgetful);
      return !Bun.deepEquals(first, again);
    }),
  );
  expect(wrong.map(([what]) => what)).toEqual(["a GIF"]);
});
