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
      options.recording.saveNote({ run: options.run, kind, t: event.t, detail: event });
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
  const t = context.clock.now();
  const facts = {
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
  context.recording.saveItem({
    ...facts,
    run: context.run,
    t,
    mediaId: end.mediaId,
    startedAt: t,
  });
  context.tally.end({
    source: end.source,
    outcome: end.outcome,
    storedBytes: 0,
    ...(end.reason ? { reason: end.reason } : {}),
  });
  context.emit({ type: "media.finished", ...facts });
}

/** Ends the same media in the run's other sources as it ended in the first. */
export function endFollowers(
  context: RunContext,
  item: PlannedItem,
  end: { outcome: Outcome; reason?: Reason },
): void {
  for (const follower of item.followers) {
    endQuietly(context, {
      media: item.media.id,
      mediaId: item.mediaId,
      source: follower.source,
      ...end,
    });
  }
}
