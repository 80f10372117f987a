import { expect, test } from "bun:test";
import { HostPause } from "./host_pause.ts";

const MINUTE = 60_000;

test.each([
  ["one second at first", [["throttled", 0]], [1_000]],
  [
    "twice as long when it repeats",
    [
      ["throttled", 0],
      ["throttled", 1_500],
      ["throttled", 4_000],
    ],
    [1_000, 3_500, 8_000],
  ],
  [
    "one second again after a quiet minute",
    [
      ["throttled", 0],
      ["throttled", 62_000],
    ],
    [1_000, 63_000],
  ],
  ["two minutes when over capacity", [["capacity", 0]], [2 * MINUTE]],
  [
    "four minutes when still over capacity",
    [
      ["capacity", 0],
      ["capacity", 2 * MINUTE],
    ],
    [2 * MINUTE, 6 * MINUTE],
  ],
  [
    "at least two minutes for capacity after a throttle",
    [
      ["throttled", 0],
      ["capacity", 1_000],
    ],
    [1_000, 1_000 + 2 * MINUTE],
  ],
  [
    "no longer for refusals from before the pause",
    [
      ["throttled", 0],
      ["throttled", 1],
      ["throttled", 999],
    ],
    [1_000, 1_000, 1_000],
  ],
] as const)("HostPause pauses %s", (_rule, refusals, untils) => {
  const pause = new HostPause();
  const seen = refusals.map(([kind, at]) => {
    pause.note({ kind }, at);
    return pause.until;
  });
  expect(seen).toEqual([...untils]);
});

test("HostPause is never longer than ten minutes of its own making", () => {
  const pause = new HostPause();
  let at = 0;
  for (let i = 0; i < 20; i++) {
    pause.note({ kind: "throttled" }, at);
    const lastMs = pause.until - at;
    at = pause.until;
    expect(lastMs).toBeLessThanOrEqual(10 * MINUTE);
  }
});

test.each([
  ["longer than ours", 7_000, 7_000],
  ["shorter than ours", 300, 1_000],
  ["the edge's 0", 0, 1_000],
  ["longer than an hour, which nobody means", 86_400_000, 60 * MINUTE],
])("HostPause given a Retry-After that is %s", (_what, retryAfterMs, until) => {
  const pause = new HostPause();
  pause.note({ kind: "throttled", retryAfterMs }, 0);
  expect(pause.until).toBe(until);
});

test("HostPause grows by a Retry-After that comes during the pause", () => {
  const pause = new HostPause();
  pause.note({ kind: "throttled" }, 0);
  pause.note({ kind: "throttled", retryAfterMs: 5_000 }, 500);
  expect(pause.until).toBe(5_500);
});

test("HostPause is over at its end", () => {
  const pause = new HostPause();
  pause.note({ kind: "throttled" }, 0);
  expect([pause.isOn(999), pause.isOn(1_000)]).toEqual([true, false]);
});

test.each([
  ["a fifth of a second", undefined, 200],
  ["as long as Retry-After asks", 7_000, 7_000],
])("HostPause of a width that was cut is %s", (_what, retryAfterMs, until) => {
  const pause = new HostPause();
  pause.note({ kind: "throttled", ...(retryAfterMs ? { retryAfterMs } : {}) }, 0, {
    isTooWide: true,
  });
  expect(pause.until).toBe(until);
});

test("HostPause doubles no pause of a width, and none because of it", () => {
  const pause = new HostPause();
  const seen = [true, true, false, true, false].map((isTooWide, n) => {
    pause.note({ kind: "throttled" }, n * 10_000, { isTooWide });
    return pause.until - n * 10_000;
  });
  expect(seen).toEqual([200, 200, 1_000, 200, 2_000]);
});
