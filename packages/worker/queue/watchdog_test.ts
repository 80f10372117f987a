import { expect, test } from "bun:test";
import { Watchdog } from "./watchdog.ts";

/** What a watchdog says of one sight after another, a second apart. */
function watch(sights: readonly (readonly [waiting: number, active: number])[]): boolean[] {
  const watchdog = new Watchdog(2_000);
  return sights.map(([waiting, active], n) => watchdog.look({ waiting, active, at: n * 1_000 }));
}

test.each([
  [
    "speaks once jobs have waited for so long",
    [
      [3, 0],
      [3, 0],
      [3, 0],
    ],
    [false, false, true],
  ],
  [
    "speaks once only",
    [
      [3, 0],
      [3, 0],
      [3, 0],
      [3, 0],
    ],
    [false, false, true, false],
  ],
  [
    "says nothing when somebody works",
    [
      [3, 1],
      [3, 1],
      [3, 1],
    ],
    [false, false, false],
  ],
  [
    "says nothing when nothing waits",
    [
      [0, 0],
      [0, 0],
      [0, 0],
    ],
    [false, false, false],
  ],
  [
    "begins anew when somebody worked",
    [
      [3, 0],
      [3, 1],
      [3, 0],
      [3, 0],
    ],
    [false, false, false, false],
  ],
  [
    "speaks again after work was done",
    [
      [3, 0],
      [3, 0],
      [3, 0],
      [3, 1],
      [3, 0],
      [3, 0],
      [3, 0],
    ],
    [false, false, true, false, false, false, true],
  ],
] as const)("Watchdog %s", (_behaviour, sights, said) => {
  expect(watch(sights)).toEqual([...said]);
});
