import { expect, test } from "bun:test";
import { Preloader } from "./preload.ts";

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
