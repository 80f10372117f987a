import { expect, test } from "bun:test";
import { workOfFrames, workOfTasks } from "./frame_work.ts";
import { readMainThread, type TraceEvent } from "./trace.ts";

const PAGE = { pid: 7, tid: 70 };

/** A trace of the page, of its compositor and of another page, in ms; times of the processor are half the wall's. */
function traceOf(events: readonly [name: string, from: number, to?: number][]): string {
  const own = events.map(([name, from, to]): TraceEvent => {
    const about = { ...PAGE, name, ts: from * 1000 };
    if (to === undefined) return { ...about, ph: "I" };
    return { ...about, ph: "X", dur: (to - from) * 1000, tdur: (to - from) * 500 };
  });
  const started = { name: "TracingStartedInBrowser", ph: "I", pid: 1, tid: 1, ts: 0 };
  const frames = [{ processId: PAGE.pid, url: "http://127.0.0.1/" }];
  const thread = { name: "thread_name", ph: "M", ts: 0 };
  const traceEvents: TraceEvent[] = [
    // A buffer has no order among threads.
    ...own.toReversed(),
    { ...started, args: { data: { frames } } },
    { ...thread, pid: 8, tid: 80, args: { name: "CrRendererMain" } },
    { ...thread, pid: 7, tid: 71, args: { name: "Compositor" } },
    { ...thread, ...PAGE, args: { name: "CrRendererMain" } },
    { name: "Layout", ph: "X", pid: 8, tid: 80, ts: 1_000, dur: 90_000, tdur: 90_000 },
    { name: "FunctionCall", ph: "X", pid: 7, tid: 71, ts: 1_000, dur: 90_000, tdur: 90_000 },
  ];
  return JSON.stringify({ traceEvents });
}

test("workOfFrames() sums script, style and layout from one frame's beginning to the next", () => {
  const main = readMainThread(
    traceOf([
      ["TimerFire", 1, 3],
      ["BeginMainThreadFrame", 10],
      ["FireAnimationFrame", 11, 15],
      ["UpdateLayoutTree", 15, 17],
      ["BeginMainThreadFrame", 26],
      ["Layout", 27, 28],
      ["EventDispatch", 40, 46],
      ["BeginMainThreadFrame", 50],
      ["Layout", 51, 99],
    ]),
  );
  expect(workOfFrames(main)).toEqual([
    { wallMs: 6, cpuMs: 3 },
    { wallMs: 7, cpuMs: 3.5 },
  ]);
});

test("workOfFrames() counts work within other work once, and drawing never", () => {
  const main = readMainThread(
    traceOf([
      ["BeginMainThreadFrame", 0],
      ["FireAnimationFrame", 1, 9],
      ["FunctionCall", 1, 8],
      ["UpdateLayoutTree", 3, 5],
      ["PrePaint", 9, 20],
      ["Paint", 20, 40],
      ["BeginMainThreadFrame", 50],
    ]),
  );
  expect(workOfFrames(main)).toEqual([{ wallMs: 8, cpuMs: 4 }]);
});

test("workOfTasks() tells the work in each task", () => {
  const main = readMainThread(
    traceOf([
      ["BeginMainThreadFrame", 0],
      ["RunTask", 1, 80],
      ["RunTask", 2, 4],
      ["FunctionCall", 2, 30],
      ["Paint", 30, 60],
      ["Layout", 60, 70],
      ["RunTask", 90, 99],
    ]),
  );
  expect(workOfTasks(main)).toEqual([
    { wallMs: 38, cpuMs: 19 },
    { wallMs: 0, cpuMs: 0 },
  ]);
});

test.each([
  ["without a page", JSON.stringify({ traceEvents: [] })],
  ["without a frame", traceOf([["Layout", 0, 5]])],
])("readMainThread() refuses a trace %s", (_what, text) => {
  expect(() => readMainThread(text)).toThrow(expect.objectContaining({ code: "integrity" }));
});
