import { expect, test } from "bun:test";
import { makeFacts } from "./facts.ts";
import { makeLayout } from "./layout.ts";
import type { WorldOptions } from "./model.ts";
import { MIN_FILLER_BYTES } from "./pad.ts";
import { makeRoles } from "./roles.ts";

test.each([
  ["sizes of their own", { nearDuplicates: 40, duplicates: 10 }],
  ["shared pictures", { distinctPictures: 30, nearDuplicates: 40 }],
  ["one size", { sizeBytes: 120_000, nearDuplicates: 40 }],
] satisfies [string, WorldOptions][])(
  "a recipe leaves its filler room in a world with %s: else what is drawn may not fit",
  (_name, more) => {
    const options: WorldOptions = {
      seed: 1,
      posts: 400,
      albums: 20,
      gifs: 20,
      videos: 10,
      ...more,
    };
    const layout = makeLayout(options);
    const { media, recipes } = makeFacts(options, {
      layout,
      roles: makeRoles(layout, options),
      photos: [],
    });
    const tight = media.flatMap(({ id }, index) => {
      const { roomBytes, sizeBytes } = recipes.at(index);
      return roomBytes + MIN_FILLER_BYTES > sizeBytes ? [id] : [];
    });
    expect(tight).toEqual([]);
  },
);
