import { expect, test } from "bun:test";
import { type Animation, encodeMp4 } from "./animate.ts";
import { MOTIFS } from "./draw.ts";

const motif = MOTIFS.find(({ moves }) => moves)!;
const ROOM_BYTES = 1_000_000;

test("encodeMp4() gives the same bytes when others are encoded at the same time", async () => {
  const animations: Animation[] = [12, 15, 18, 21].map((frames, at) => ({
    motif,
    seed: at + 1,
    width: 160 + 16 * at,
    height: 128,
    frames,
    framesPerSecond: 12,
  }));
  const alone: Uint8Array[] = [];
  for (const animation of animations) alone.push(await encodeMp4(animation, ROOM_BYTES));
  const together = await Promise.all(animations.map((one) => encodeMp4(one, ROOM_BYTES)));
  expect(together).toEqual(alone);
});
