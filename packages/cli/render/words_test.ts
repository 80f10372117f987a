import { expect, test } from "bun:test";
import { makeTotals, type RunEvent, type RunFinished, type Unstamped } from "@acacia/core";
import { printFailure } from "../failure.ts";
import { quoteForShell } from "../quote_for_shell.ts";
import { TextOutput } from "../testing/test_context.ts";
import { PlainRenderer } from "./plain.ts";
import { jsonLine, safe } from "./safe.ts";
import { printSummary, ReasonCounts } from "./summary.ts";
import { printTable } from "./table.ts";

const T = 1_700_000_000_000;

function finished(given: Partial<RunFinished> = {}): RunFinished {
  const totals = { ...makeTotals(), announced: 91, stored: 88, removed: 3, bytes: 20_000_000 };
  return {
    t: T,
    type: "run.finished",
    run: 1,
    totals,
    sources: [{ source: "hot", short: 0, ...totals }],
    seconds: 10,
    exitCode: 0,
    ...given,
  };
}

test("printSummary() gives the sum, and what it came to", () => {
  expect(printSummary(finished())).toBe(
    "91 announced = 88 stored + 3 removed on Imgur.\n20.0 MB new in 10s, 2.0 MB/s.\n",
  );
});

test("printSummary() gives each source its own sum when there are several", () => {
  const one = { ...makeTotals(), announced: 2, stored: 2, short: 0 };
  const text = printSummary(
    finished({
      sources: [
        { source: "r/aww", ...one },
        { source: "hot", ...one },
      ],
    }),
  );
  expect(text.split("\n").slice(1, 3)).toEqual([
    "  r/aww  2 announced = 2 stored",
    "  hot    2 announced = 2 stored",
  ]);
});

test("printSummary() says why items were not kept, with the code", () => {
  const reasons = new ReasonCounts();
  const item = {
    t: T,
    type: "media.finished",
    source: "hot",
    bytes: 0,
    ms: 0,
    attempts: 1,
    slot: 0,
  } as const;
  for (const media of ["a", "b"])
    reasons.follow({ ...item, media, outcome: "removed", reason: "gone.404" });
  expect(printSummary(finished(), { reasons })).toContain(
    "  2 removed on Imgur: Imgur no longer has it (404) gone.404\n",
  );
});

test("printSummary() tells of a source that came back short", () => {
  const totals = makeTotals();
  const text = printSummary(finished({ sources: [{ source: "a/x", ...totals, short: 5 }] }));
  expect(text).toContain("a/x came back short: 5 announced and never listed");
});

test("printSummary() wraps between words where the terminal ends", () => {
  const text = printSummary(finished(), { columns: 40 });
  expect(text.split("\n").slice(0, 2)).toEqual([
    "91 announced = 88 stored + 3 removed",
    "    on Imgur.",
  ]);
});

test("printSummary() says so when nothing was found", () => {
  expect(printSummary(finished({ totals: makeTotals(), sources: [] }))).toStartWith(
    "Nothing was found.\n",
  );
});

function plain(...events: (Unstamped & { t?: number })[]): string {
  const output = new TextOutput({ isTerminal: false, columns: 80, rows: 24 });
  const renderer = new PlainRenderer(output);
  for (const event of events) renderer.show({ t: T, ...event } as RunEvent);
  return output.text;
}

const PROGRESS = {
  type: "run.progress",
  done: 3,
  announced: 9,
  bytes: 7e6,
  bytesPerSecond: 2e6,
  eta: 65,
} as const;

test("PlainRenderer tells where the run is every five seconds, not more often", () => {
  const start = {
    type: "run.started",
    run: 4,
    strategy: "pool",
    jobs: 4,
    targets: ["hot"],
  } as const;
  const seconds = Array.from({ length: 12 }, (_, index) => ({
    ...PROGRESS,
    t: T + (index + 1) * 1000,
  }));
  const line = "3 of 9, 7.0 MB, 2.0 MB/s, 1m5s to go\n";
  expect(plain(start, ...seconds)).toBe(`Run 4: hot\n${line}${line}`);
});

test("PlainRenderer tells of pauses, notices and failures at once", () => {
  const item = { media: "a", source: "hot", bytes: 0, ms: 0, attempts: 1, slot: 0 };
  expect(
    plain(
      { type: "host.paused", host: "cdn", reason: "too many requests", until: T + 4_000 },
      {
        type: "run.notice",
        level: "warning",
        source: "hot",
        message: "Something odd",
        hint: "Look",
      },
      { type: "media.finished", ...item, outcome: "failed", reason: "network.dns" },
      { type: "media.finished", ...item, outcome: "stored" },
      { type: "thumbnail.failed", sha256: "ab".repeat(32), reason: "undecodable" },
    ),
  ).toBe(
    "cdn paused for 4s: too many requests\nhot: Something odd\n  Try: Look\nfailed a (hot): The host's name could not be resolved\nno thumbnail of abababababab: undecodable\n",
  );
});

test("printTable() aligns words at the left and figures at the right", () => {
  expect(
    printTable(
      ["name", "size"],
      [
        ["猫", "9 B"],
        ["giraffe", "2.1 MB"],
      ],
    ),
  ).toBe("name       size\n猫          9 B\ngiraffe  2.1 MB\n");
});

test("safe() shows control and direction characters instead of sending them", () => {
  expect(safe("a\x1b[2J\u202eb\nc")).toBe("a\\u001b[2J\\u202eb c");
});

test.each([
  [{ message: "Cannot do it: no", hint: "Give more" }, "Cannot do it: no.\nTry: give more.\n"],
  [{ message: "Cannot do it: why?", hint: undefined }, "Cannot do it: why?\n"],
  [
    { message: "Cannot read: no\n  w:x\n  ^^^", hint: "URLs too" },
    "Cannot read: no.\nTry: URLs too.\n",
  ],
])("printFailure() is two lines at most: %j", (error, expected) => {
  expect(printFailure(error)).toBe(expected);
});

test.each([
  ["./archive", "./archive"],
  ["my cats", "'my cats'"],
  ["it's", "'it'\\''s'"],
  ["$HOME", "'$HOME'"],
])("quoteForShell() makes one word of %s", (text, expected) => {
  expect(quoteForShell(text)).toBe(expected);
});

test("jsonLine() escapes what a terminal obeys, and is read back as it was", () => {
  const title = "a\x1b\x7f\u009b2J\u061c\u202eb\u2029";
  const line = jsonLine({ title });
  expect(line).toBe('{"title":"a\\u001b\\u007f\\u009b2J\\u061c\\u202eb\\u2029"}\n');
  expect(JSON.parse(line)).toEqual({ title });
});

test.each([
  ["Cannot open /a\nb: there is no archive", "Cannot open /a b: there is no archive.\n"],
  ["Cannot read /a: unexpected\n1 | [", "Cannot read /a: unexpected.\n"],
  ["Cannot go on\nat all", "Cannot go on.\n"],
])("printFailure() makes one line of %j", (message, line) => {
  expect(printFailure({ message, hint: undefined })).toBe(line);
});

test("printFailure() shows what a server put into an error instead of sending it", () => {
  expect(printFailure({ message: "Cannot read a: \x1b]0;mine\x07", hint: undefined })).toBe(
    "Cannot read a: \\u001b]0;mine\\u0007.\n",
  );
});
