import type { FromMember, ToMember } from "./messages.ts";

/** What comes over a line; called by the line, never while it is being opened. */
export interface LineEvents<Up> {
  readonly onMessage: (message: Up) => void;
  /** The other end is gone, by itself or by {@link Line.stop}; comes once, and nothing after it. */
  readonly onExit: (detail: string) => void;
}

/** A line to a thread or a child process. `Down` is what is said to it; plain data. */
export interface Line<Down> {
  /** Queued until the other end listens; lost when it is gone. */
  send(message: Down): void;
  /** Ends the other end at once, whatever it does. May be called again. */
  stop(): void;
}

/** Starts a thread or a child. One that cannot start reports `onExit`; only a bug throws. */
export type OpenLine<Down, Up> = (events: LineEvents<Up>) => Line<Down>;

/** What a member reports. */
export type MemberEvents<Result> = LineEvents<FromMember<Result>>;

/** One worker of a crew. */
export type Member<Setup, Work> = Line<ToMember<Setup, Work>>;

/** Starts a member. */
export type OpenMember<Setup, Work, Result> = OpenLine<ToMember<Setup, Work>, FromMember<Result>>;
