import { AcaciaError } from "@acacia/core/errors";

/** An event of Chromium's performance trace, as far as it is read here. Times in µs. */
export interface TraceEvent {
  readonly name: string;
  /** `X`: has a duration. `I`: a moment. `M`: tells of a thread. */
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of the processor, without what others took meanwhile. */
  readonly tdur?: number;
  readonly args?: {
    readonly name?: string;
    readonly data?: {
      readonly frames?: readonly { readonly processId: number; readonly url: string }[];
    };
  };
}

/** Something the page's main thread did. */
export interface Span {
  /** µs. */
  readonly start: number;
  /** µs. */
  readonly end: number;
  /** On the wall, ms. */
  readonly wallMs: number;
  /** Of the processor, ms: what it would take with nobody else on the machine. */
  readonly cpuMs: number;
}

/** What the page's main thread did, in order. */
export interface MainThread {
  /** When each frame began, µs. */
  readonly frames: readonly number[];
  /** Script, style and layout, none within another; drawing is not among them. */
  readonly work: readonly Span[];
  /** Tasks: while one runs, the page answers nobody. */
  readonly tasks: readonly Span[];
}

/** What to ask a browser for, so that {@link readMainThread} finds what it needs. */
export const TRACE_CATEGORIES: readonly string[] = [
  "-*",
  "devtools.timeline",
  "disabled-by-default-devtools.timeline",
  "disabled-by-default-devtools.timeline.frame",
];

/** Script, style and layout. Painting, layers and commits are left out: without a GPU they are the rasteriser's. */
const WORK = new Set([
  "EvaluateScript",
  "EventDispatch",
  "FireAnimationFrame",
  "FireIdleCallback",
  "FunctionCall",
  "Layout",
  "MajorGC",
  "MinorGC",
  "ParseAuthorStyleSheet",
  "ParseHTML",
  "RunMicrotasks",
  "TimerFire",
  "UpdateLayoutTree",
  "v8.compile",
]);

/**
 * The main thread of the page that a trace was taken of.
 *
 * @param text JSON with `traceEvents`.
 * @throws {AcaciaError} `integrity` when the trace has no such thread, or no frames.
 */
export function readMainThread(text: string): MainThread {
  const { traceEvents } = JSON.parse(text) as { traceEvents: readonly TraceEvent[] };
  const page = traceEvents.find(({ name }) => name === "TracingStartedInBrowser");
  const pid = page?.args?.data?.frames?.[0]?.processId;
  const thread = traceEvents.find(
    (event) => event.ph === "M" && event.pid === pid && event.args?.name === "CrRendererMain",
  );
  const own = traceEvents
    .filter((event) => thread && event.pid === pid && event.tid === thread.tid)
    .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const frames = own.filter(({ name }) => name === "BeginMainThreadFrame").map(({ ts }) => ts);
  if (frames.length === 0) {
    throw new AcaciaError("integrity", "Cannot read the trace: it has no frame of the page");
  }
  return {
    frames,
    work: outermost(own.filter(({ name }) => WORK.has(name))),
    tasks: outermost(own.filter(({ name }) => name === "RunTask")),
  };
}

/** @param events In order of their start, longer ones first. */
function outermost(events: readonly TraceEvent[]): Span[] {
  const spans: Span[] = [];
  for (const { ph, ts, dur = 0, tdur = dur } of events) {
    if (ph !== "X" || ts < (spans.at(-1)?.end ?? 0)) continue;
    spans.push({ start: ts, end: ts + dur, wallMs: dur / 1000, cpuMs: tdur / 1000 });
  }
  return spans;
}
