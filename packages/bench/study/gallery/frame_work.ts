import type { MainThread, Span } from "./trace.ts";

/** Work of our own: script, style and layout. */
export interface Work {
  /** Of the processor, ms. */
  readonly cpuMs: number;
  /** On the wall, with what others took of the processor meanwhile, ms. */
  readonly wallMs: number;
}

/** Our work in each frame, from its beginning to that of the next; the last one is cut off and left out. */
export function workOfFrames({ frames, work }: MainThread): Work[] {
  return workWithin(
    work,
    frames.slice(0, -1).map((start, at) => ({ start, end: frames[at + 1]! })),
  );
}

/** Our work in each task. */
export function workOfTasks({ tasks, work }: MainThread): Work[] {
  return workWithin(work, tasks);
}

/** @param work In order. @param spans In order, none within another. */
function workWithin(work: readonly Span[], spans: readonly Pick<Span, "start" | "end">[]): Work[] {
  let at = 0;
  return spans.map(({ start, end }) => {
    while (at < work.length && work[at]!.start < start) at++;
    let [cpuMs, wallMs] = [0, 0];
    for (; at < work.length && work[at]!.start < end; at++) {
      cpuMs += work[at]!.cpuMs;
      wallMs += work[at]!.wallMs;
    }
    return { cpuMs, wallMs };
  });
}
