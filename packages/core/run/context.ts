import { SQLiteError } from "bun:sqlite";
import type { Archive } from "../archive/archive.ts";
import type { Clock } from "../async/clock.ts";
import type { Recording } from "../db/recording.ts";
import type { RunEvent, Unstamped } from "../events.ts";
import type { Media, Post } from "../imgur/model.ts";
import type { Outcome, Reason } from "../outcomes.ts";
import type { PlannedItem } from "./planner.ts";
import type { SlotBoard } from "./slot_board.ts";
import type { Tally } from "./tally.ts";

/** What the stages of one run share. */
export interface RunContext {
  readonly run: number;
  readonly archive: Archive;
  readonly recording: Recording;
  readonly clock: Clock;
  readonly tally: Tally;
  readonly slots: SlotBoard;
  /** Items that are being transferred, by their number; its size is the memory of a run. */
  readonly inFlight: Map<number, PlannedItem>;
  /** The same by media row, so that a media named twice is transferred once. */
  readonly inFlightByMedia: Map<number, PlannedItem>;
  /** Gives a kept file its name for people. */
  readonly linkView: (place: ViewPlace) => void;
  /** Stamps an event, keeps what the database keeps of it, and hands it on. */
  readonly emit: (event: Unstamped) => void;
}

/** A kept file and where a source places it. */
export interface ViewPlace {
  readonly mediaId: number;
  readonly sourceId: number;
  readonly source: string;
  readonly media: Media;
  readonly post: Post;
  readonly position: number;
  readonly sha256: string;
}

/** Keeps of an event what the run's log keeps, then hands it to whoever watches. */
export function makeEmit(
  options: { run: number; recording: Recording; clock: Clock },
  onEvent: (event: RunEvent) => void,
): (event: Unstamped) => void {
  return (unstamped) => {
    const event = { t: options.clock.now(), ...unstamped } as RunEvent;
    const kind = NOTE_KINDS[event.type];
    if (kind) {
      const note = { run: options.run, kind, t: event.t, detail: event };
      keepIfPossible(() => options.recording.saveNote(note));
    }
    onEvent(event);
  };
}

const NOTE_KINDS: Partial<
  Record<RunEvent["type"], "pause" | "credits" | "notice" | "thumb_refused">
> = {
  "host.paused": "pause",
  credits: "credits",
  "run.notice": "notice",
  "thumbnail.failed": "thumb_refused",
};

/** How an item ended that needed no transfer, or whose transfer was called off. */
export interface QuietEnd {
  readonly media: string;
  readonly mediaId: number;
  readonly source: string;
  readonly outcome: Outcome;
  readonly reason?: Reason;
  readonly sha256?: string;
}

/** Ends an item outside a transfer: its row, its count, its event. Call inside a transaction when there are many. */
export function endQuietly(context: RunContext, end: QuietEnd): void {
  saveQuietEnd(context, end);
  tellQuietEnd(context, end);
}

/** The row of {@link endQuietly}. */
export function saveQuietEnd(context: RunContext, end: QuietEnd): void {
  const t = context.clock.now();
  const { run } = context;
  const { mediaId } = end;
  context.recording.saveItem({ ...factsOf(end), run, t, mediaId, startedAt: t });
}

/** The count and the event of {@link endQuietly}. */
export function tellQuietEnd(context: RunContext, end: QuietEnd): void {
  const { source, outcome, reason } = end;
  context.tally.end({ source, outcome, storedBytes: 0, ...(reason ? { reason } : {}) });
  context.emit({ type: "media.finished", ...factsOf(end) });
}

function factsOf(end: QuietEnd) {
  return {
    media: end.media,
    source: end.source,
    outcome: end.outcome,
    ...(end.reason ? { reason: end.reason } : {}),
    ...(end.sha256 ? { sha256: end.sha256 } : {}),
    bytes: 0,
    ms: 0,
    attempts: 0,
    slot: -1,
  };
}

/** How the same media ends in the run's other sources. */
export function followersOf(
  { media, mediaId, followers }: PlannedItem,
  end: { outcome: Outcome; reason?: Reason },
): QuietEnd[] {
  return followers.map(({ source }) => ({ media: media.id, mediaId, source, ...end }));
}

/**
 * Writes what only shows how a run goes. A database that refuses it, because it is busy or its disk is full,
 * refuses what counts as well: that ends the run, in its place, and this does not.
 */
export function keepIfPossible(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof SQLiteError)) throw error;
  }
}
