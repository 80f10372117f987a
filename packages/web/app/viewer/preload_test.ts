import { expect, test } from "bun:test";
import { FLAGS } from "../../routes/flags.ts";
import type { Item } from "../grid/item.ts";
import { Preloader, wantedOf } from "./preload.ts";

const makePreloader = (budget: number) => {
  const made: { src: string }[] = [];
  const make = () => {
    const image = { src: "" };
    made.push(image);
    return image;
  };
  return { preloader: new Preloader({ budget, make }), made };
};

test("Preloader asks for the likeliest first and stays within its bytes", () => {
  const { preloader } = makePreloader(1_000);
  preloader.want([
    { address: "next", bytes: 600 },
    { address: "too large", bytes: 600 },
    { address: "previous", bytes: 300 },
  ]);
  expect(preloader.held).toEqual(["next", "previous"]);
});

test("Preloader drops the request for what is no longer near, and keeps the rest", () => {
  const { preloader, made } = makePreloader(1_000);
  preloader.want([
    { address: "a", bytes: 1 },
    { address: "b", bytes: 1 },
  ]);
  preloader.want([
    { address: "b", bytes: 1 },
    { address: "c", bytes: 1 },
  ]);
  expect(made.map(({ src }) => src)).toEqual(["", "b", "c"]);
});

const ITEM = { thumb: "aa", width: 4000, height: 3000, bytes: 5_000_000, flags: 0 } as Item;

test("wantedOf() asks for what is sharp enough, by its weight", () => {
  expect(wantedOf(ITEM, () => 960)).toEqual([{ address: "thumb/960/aa", bytes: 150_000 }]);
  expect(wantedOf(ITEM, () => "original")).toEqual([{ address: "blob/aa", bytes: 5_000_000 }]);
});

test.each([
  ["nothing", undefined],
  ["an NSFW one", { ...ITEM, flags: FLAGS.nsfw }],
  ["a GIF", { ...ITEM, flags: FLAGS.gif }],
  ["a video", { ...ITEM, flags: FLAGS.video }],
  ["one without thumbnails", { ...ITEM, thumb: "" }],
] as const)("wantedOf() leaves %s alone", (_what, item) => {
  expect(wantedOf(item, () => 1600)).toEqual([]);
});
