import { expect, test } from "bun:test";
import { type Animation, encodeMp4 } from "./animate.ts";
import { MOTIFS } from "./draw.ts";

const motif = MOTIFS.find(({ moves }) => moves)!;
const ROOM_BYTES = 1_000_000;

test("encodeMp4() gives the same bytes when others are encoded at the same time", async () => {
  const animations: Animation[] = [
    { motif, seed: 1, width: 64, height: 48, frames: 4, framesPerSecond: 12 },
    { motif, seed: 2, width: 96, height: 80, frames: 6, framesPerSecond: 12 },
  ];
  const alone: Uint8Array[] = [];
  for (const animation of animations) alone.push(await encodeMp4(animation, ROOM_BYTES));
  const together = await Promise.all(animations.map((one) => encodeMp4(one, ROOM_BYTES)));
  expect(together).toEqual(alone);
});
