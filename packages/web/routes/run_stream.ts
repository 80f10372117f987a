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
 * Sends a run's events as its rows come, and as `run.slots` what its slots do; then `run.finished` and `end`. A lost
 * run has only the `end`.
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
  const slotTimes = new Map<number, number>();
  /** Slots that changed since the last look. */
  const newSlots = () => {
    const changed = runs.slots(runId).filter(({ slot, t }) => slotTimes.get(slot) !== t);
    for (const { slot, t } of changed) slotTimes.set(slot, t);
    return changed;
  };
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
    const isOn = run !== undefined && runState(run, { now: clock.now() }) === "running";
    // What a slot did last stays in its row: of a run that is over it says nothing.
    const slots = isOn ? newSlots() : [];
    if (slots.length > 0) events.push({ event: "run.slots", data: { now: clock.now(), slots } });
    if (run?.progress && run.progress.t > progressAt) {
      progressAt = run.progress.t;
      events.push(progressEvent(run.progress));
    }
    if (isOn) return { events, more: "later" };
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
