import type { Outcome, Reason, Totals } from "./outcomes.ts";

/** What every event carries. */
interface Stamped {
  /** When it happened, epoch ms. */
  readonly t: number;
}

/** A source's totals, and whether the listing delivered less than it announced. */
export type SourceTotals = Totals & {
  /** The target as printed, e.g. `r/aww`. */
  source: string;
  /** How many items the listing announced but never delivered. Zero for a limited source. */
  short: number;
};

/** A run begins. */
export interface RunStarted extends Stamped {
  readonly type: "run.started";
  readonly run: number;
  readonly strategy: string;
  readonly jobs: number | "auto";
  readonly targets: readonly string[];
}
/** A page of a listing was read. */
export interface SourcePage extends Stamped {
  readonly type: "source.page";
  readonly source: string;
  readonly page: number;
  readonly items: number;
  readonly announced?: number;
}
/** An item will be transferred. */
export interface MediaPlanned extends Stamped {
  readonly type: "media.planned";
  readonly media: string;
  readonly source: string;
  readonly bytes?: number;
}
/** An attempt at an item begins. */
export interface TransferStarted extends Stamped {
  readonly type: "transfer.started";
  readonly media: string;
  readonly slot: number;
  readonly attempt: number;
}
/** Bytes of an item so far; at most four a second a slot; never stored. */
export interface TransferProgress extends Stamped {
  readonly type: "transfer.progress";
  readonly media: string;
  readonly slot: number;
  readonly bytes: number;
  readonly total: number | null;
}
/** An item ended, with exactly one outcome. */
export interface MediaFinished extends Stamped {
  readonly type: "media.finished";
  readonly media: string;
  readonly source: string;
  readonly outcome: Outcome;
  readonly reason?: Reason;
  readonly sha256?: string;
  /** Where it came from, when not from Imgur. */
  readonly origin?: "wayback";
  /** Bytes received for it in this run. */
  readonly bytes: number;
  readonly ms: number;
  readonly attempts: number;
  /** -1 when no slot was needed (known, filtered). */
  readonly slot: number;
}
/** A blob has its thumbnails. */
export interface ThumbnailFinished extends Stamped {
  readonly type: "thumbnail.finished";
  readonly sha256: string;
  readonly sizes: readonly number[];
  readonly engine: string;
  readonly ms: number;
}
/** A blob cannot have thumbnails; marked once, not tried again. */
export interface ThumbnailFailed extends Stamped {
  readonly type: "thumbnail.failed";
  readonly sha256: string;
  readonly reason: string;
}
/** Nothing new goes to a host until then. */
export interface HostPaused extends Stamped {
  readonly type: "host.paused";
  /** `api` or `cdn`; `wayback`: the public web archive. */
  readonly host: string;
  readonly reason: string;
  /** Epoch ms. */
  readonly until: number;
}
/** Imgur's credits as the last answer told them. */
export interface Credits extends Stamped {
  readonly type: "credits";
  readonly userRemaining: number | null;
  readonly clientRemaining: number | null;
  /** Epoch ms. */
  readonly resetAt: number | null;
}
/** Where a run is; once a second. */
export interface RunProgress extends Stamped {
  readonly type: "run.progress";
  readonly done: number;
  readonly announced: number;
  readonly bytes: number;
  readonly bytesPerSecond: number;
  /** Seconds to go at this speed; null when unknown. */
  readonly eta: number | null;
}
/** A run is over. */
export interface RunFinished extends Stamped {
  readonly type: "run.finished";
  readonly run: number;
  readonly totals: Totals;
  readonly sources: readonly SourceTotals[];
  readonly seconds: number;
  readonly exitCode: number;
}
/** Something the user should read, that is no item's outcome: a listing that failed, a placeholder learned. */
export interface RunNotice extends Stamped {
  readonly type: "run.notice";
  /** `info`: how a part of the run went that is no item. */
  readonly level: "info" | "warning" | "error";
  readonly source?: string;
  readonly message: string;
  readonly hint?: string;
}

/**
 * The one stream that the terminal, NDJSON, the database and the browser read.
 * Every event is plain data: `JSON.stringify` of it is one NDJSON line.
 */
export type RunEvent =
  | RunStarted
  | SourcePage
  | MediaPlanned
  | TransferStarted
  | TransferProgress
  | MediaFinished
  | ThumbnailFinished
  | ThumbnailFailed
  | HostPaused
  | Credits
  | RunProgress
  | RunNotice
  | RunFinished;

/** An event before it is stamped with the time. */
export type Unstamped<Event extends RunEvent = RunEvent> = Event extends RunEvent
  ? Omit<Event, "t">
  : never;
