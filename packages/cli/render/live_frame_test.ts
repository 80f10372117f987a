import { expect, test } from "bun:test";
import type { RunEvent, Unstamped } from "@acacia/core";
import fc from "fast-check";
import { drawFrame, type FramePlace } from "./live_frame.ts";
import { LiveState } from "./live_state.ts";
import { openStyle, PLAIN_STYLE } from "./style.ts";

const T = 1_700_000_000_000;

function stateOf(...events: Unstamped[]): LiveState {
  const state = new LiveState();
  for (const [index, event] of events.entries())
    state.follow({ t: T + index, ...event } as RunEvent);
  return state;
}

function frame(state: LiveState, place: Partial<FramePlace> = {}): string[] {
  return drawFrame(state, {
    columns: 80,
    rows: 24,
    now: T,
    style: PLAIN_STYLE,
    isDraining: false,
    ...place,
  });
}

function planned(media: string, bytes?: number): Unstamped {
  return { type: "media.planned", media, source: "hot", ...(bytes === undefined ? {} : { bytes }) };
}

function started(media: string, slot: number, attempt = 1): Unstamped {
  return { type: "transfer.started", media, slot, attempt };
}

function finished(
  media: string,
  slot: number,
  outcome: "stored" | "failed" | "known" = "stored",
): Unstamped {
  return {
    type: "media.finished",
    media,
    source: "hot",
    outcome,
    bytes: 9,
    ms: 9,
    attempts: 1,
    slot,
  };
}

const PROGRESS: Unstamped = {
  type: "run.progress",
  done: 2,
  announced: 3482,
  bytes: 733_000_000,
  bytesPerSecond: 2_900_000,
  eta: 720,
};

test("drawFrame() shows a line for each transfer: id, size, and what came", () => {
  const state = stateOf(planned("aBc12De", 2_000_000), started("aBc12De", 0), {
    type: "transfer.progress",
    media: "aBc12De",
    slot: 0,
    bytes: 1_000_000,
    total: 2_000_000,
  });
  expect(frame(state)[0]).toMatch(/^ {2}aBc12De ━+╸?─+ +1\.0 MB of 2\.0 MB/);
});

test("drawFrame() shows from the second on which attempt it is", () => {
  expect(frame(stateOf(started("aBc12De", 0, 2)))[0]).toContain("try 2");
});

test("drawFrame() tells of a transfer that is silent", () => {
  expect(frame(stateOf(started("aBc12De", 0)), { now: T + 12_300 })[0]).toContain("silent 12s");
});

test("drawFrame() takes a transfer away when it has ended", () => {
  const lines = frame(stateOf(started("aBc12De", 0), finished("aBc12De", 0)));
  expect(lines.join("\n")).not.toContain("aBc12De");
});

test("drawFrame() ends with the totals: how many of how many, speed, time left, bytes, credits", () => {
  const credits: Unstamped = {
    type: "credits",
    userRemaining: 488,
    clientRemaining: 12_000,
    resetAt: null,
  };
  const line = frame(stateOf(PROGRESS, credits), { columns: 120 }).at(-1);
  expect(line).toMatch(/0 of 3\u202f482 {2}2\.9 MB\/s {2}12m left {2}733 MB {2}488 credits$/);
});

test("drawFrame() leaves the least needed figures out where there is no room", () => {
  const credits: Unstamped = {
    type: "credits",
    userRemaining: 488,
    clientRemaining: null,
    resetAt: null,
  };
  expect(frame(stateOf(PROGRESS, credits), { columns: 48 }).at(-1)).toMatch(
    /of 3\u202f482 {2}2\.9 MB\/s {2}12m left$/,
  );
});

test("drawFrame() counts down while a host waits", () => {
  const pause: Unstamped = {
    type: "host.paused",
    host: "cdn",
    reason: "too many requests",
    until: T + 5_000,
  };
  const at = (now: number) => frame(stateOf(pause), { now }).at(-1);
  expect([at(T + 100), at(T + 3_500)]).toEqual([
    "CDN: too many requests, goes on in 5s",
    "CDN: too many requests, goes on in 2s",
  ]);
});

test("drawFrame() tells which host waits", () => {
  const pause = (host: string): Unstamped => ({
    ...{ type: "host.paused", host, reason: "it is asked too much" },
    until: T + 5_000,
  });
  const lines = ["api", "cdn", "wayback"].map((host) =>
    frame(stateOf(pause(host)), { now: T }).at(-1),
  );
  expect(lines.map((line) => line?.split(":")[0])).toEqual(["API", "CDN", "Web archive"]);
});

test("drawFrame() no longer tells of a pause that is over", () => {
  const pause: Unstamped = {
    type: "host.paused",
    host: "cdn",
    reason: "over capacity",
    until: T + 5_000,
  };
  expect(frame(stateOf(pause), { now: T + 5_000 }).join()).not.toContain("over capacity");
});

test("drawFrame() tells of thumbnails when nothing else is left to do", () => {
  const thumb: Unstamped = {
    type: "thumbnail.finished",
    sha256: "a",
    sizes: [128],
    engine: "bun",
    ms: 9,
  };
  const all = [planned("a"), planned("b"), finished("a", 0), finished("b", 1)];
  const lines = [
    frame(stateOf(planned("c"), ...all, thumb)).at(-1),
    frame(stateOf(...all, thumb)).at(-1),
    frame(stateOf(...all, thumb, thumb)).at(-1),
  ];
  expect(lines.map((line) => line?.startsWith("Thumbnails: 1 of 2"))).toEqual([false, true, false]);
});

test("drawFrame() says that it is stopping, and how to stop at once", () => {
  expect(frame(stateOf(), { isDraining: true }).at(-1)).toContain("Ctrl-C again stops at once");
});

test("drawFrame() shows the longest-running transfers when not all fit", () => {
  const many = Array.from({ length: 30 }, (_, slot) =>
    started(`media${String(slot).padStart(2, "0")}`, 29 - slot),
  );
  const lines = frame(stateOf(...many), { rows: 12 });
  expect([lines.length, lines[0]?.includes("media04"), lines[5]]).toEqual([
    7,
    true,
    "  and 25 more",
  ]);
});

test("drawFrame() shows no control characters of an id", () => {
  expect(frame(stateOf(started("a\x1b[2Jb", 0))).join()).not.toContain("\x1b");
});

test("drawFrame() gives kept, failed and running items their colours", () => {
  const style = openStyle(
    { isTerminal: true, columns: 80, rows: 24, write() {} },
    { config: { text: () => "always" } as never, context: { env: { COLORTERM: "truecolor" } } },
  );
  const state = stateOf(
    ...["a", "b", "c", "d"].map((media) => planned(media)),
    finished("a", 0),
    finished("b", 1, "failed"),
    started("c", 2),
  );
  const line = frame(state, { style }).at(-1) ?? "";
  const tones = [...line.matchAll(/38;2;(\d+)/g)].map(([, red]) => red);
  expect(tones).toEqual(["104", "208", "214"]);
});

const EVENT = fc.oneof(
  fc.record({
    type: fc.constant("media.planned" as const),
    media: fc.string(),
    source: fc.string(),
    bytes: fc.nat(),
  }),
  fc.record({
    type: fc.constant("transfer.started" as const),
    media: fc.string({ unit: "grapheme" }),
    slot: fc.nat(40),
    attempt: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({
    type: fc.constant("transfer.progress" as const),
    media: fc.string(),
    slot: fc.nat(40),
    bytes: fc.nat(),
    total: fc.option(fc.nat()),
  }),
  fc.record({
    type: fc.constant("host.paused" as const),
    host: fc.constantFrom("api", "cdn"),
    reason: fc.string({ unit: "grapheme" }),
    until: fc.integer({ min: T, max: T + 9e9 }),
  }),
);

test("drawFrame() is never wider nor higher than the terminal, whatever happens", () => {
  fc.assert(
    fc.property(
      fc.array(EVENT, { maxLength: 60 }),
      fc.integer({ min: 20, max: 200 }),
      fc.integer({ min: 8, max: 60 }),
      (events, columns, rows) => {
        const lines = frame(stateOf(...events), {
          columns,
          rows,
          now: T + 60_000,
          isDraining: true,
        });
        return lines.length < rows && lines.every((line) => Bun.stringWidth(line) < columns);
      },
    ),
    { numRuns: 300 },
  );
});
