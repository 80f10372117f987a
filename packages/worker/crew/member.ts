import type { FromMember, ToMember } from "./messages.ts";

/** What a member reports; called by the member, never while it is being opened. */
export interface MemberEvents<Result> {
  readonly onMessage: (message: FromMember<Result>) => void;
  /** It is gone, by itself or by {@link Member.stop}; comes once, and nothing after it. */
  readonly onExit: (detail: string) => void;
}

/** One worker of a crew: a thread or a child process. */
export interface Member<Setup, Work> {
  /** Queued until the member listens; lost when it is gone. */
  send(message: ToMember<Setup, Work>): void;
  /** Ends it at once, whatever it does. May be called again. */
  stop(): void;
}

/** Starts a member. A member that cannot start reports `onExit`; only a bug throws. */
export type OpenMember<Setup, Work, Result> = (events: MemberEvents<Result>) => Member<Setup, Work>;
