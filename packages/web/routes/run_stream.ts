import { type Clock, type Run, type Runs, readRunEvent, runState } from "@acacia/core";
import type { EventWriter, StreamEvent } from "../server/event_stream.ts";

/** How often a stream looks for new rows, ms. */
const LOOK_MS = 500;
const ROWS_AT_ONCE = 500;

/** What is streamed, and from where on. */
export interface RunStreamOptions {
  readonly runs: Runs;
  readonly runId: number;
  /** Row id of the last event that the reader has; 0 from the beginning. */
  readonly after: number;
  readonly clock: Clock;
}

/**
 * Sends a run's events as its rows come, then `run.finished` and `end`; a lost run has only the `end`.
 * @returns Stops it.
 */
export function streamRun(
  writer: EventWriter,
  { runs, runId, after, clock }: RunStreamOptions,
): Disposable {
  const read = prepareReading({ runs, runId, after, clock });
  const look = () => {
    try {
      while (writer.hasRoom) {
        const { events, more } = read();
        writer.send(...events);
        if (more === "now") continue;
        if (more === "never") writer.end();
        return;
      }
    } catch {
      // The database is busy or closed; whoever watches asks again from the last event.
      writer.end();
    }
  };
  const looking = clock.every(LOOK_MS, look);
  look();
  return looking;
}

interface Piece {
  readonly events: readonly StreamEvent[];
  readonly more: "now" | "later" | "never";
}

function prepareReading({ runs, runId, after, clock }: RunStreamOptions): () => Piece {
  let last = after;
  let progressAt = 0;
  return () => {
    const run = runs.get(runId);
    // The rows are asked for after the run: one that is over has written all of them by then.
    const rows = runs.rowsAfter(last, { runId, limit: ROWS_AT_ONCE });
    last = rows.at(-1)?.id ?? last;
    const events = rows.flatMap((row): StreamEvent[] => {
      const event = readRunEvent(row);
      return event ? [{ id: row.id, event: event.type, data: event }] : [];
    });
    if (rows.length === ROWS_AT_ONCE) return { events, more: "now" };
    if (run?.progress && run.progress.t > progressAt) {
      progressAt = run.progress.t;
      events.push(progressEvent(run.progress));
    }
    if (run && runState(run, { now: clock.now() }) === "running") return { events, more: "later" };
    if (run && run.finishedAt !== null) events.push(finishedEvent(run, run.finishedAt));
    return { events: [...events, { event: "end", data: {} }], more: "never" };
  };
}

function progressEvent({ t, event }: NonNullable<Run["progress"]>): StreamEvent {
  return { event: "run.progress", data: { t, ...(event as object) } };
}

function finishedEvent(run: Run, t: number): StreamEvent {
  const { id, totals, sources, seconds, exitCode } = run;
  const type = "run.finished";
  return { event: type, data: { t, type, run: id, totals, sources, seconds, exitCode } };
}
