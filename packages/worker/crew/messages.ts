import type { ErrorCode } from "@acacia/core/errors";

/** What the coordinator says to a member. Plain cloneable data: the same for threads and child processes. */
export type ToMember<Setup, Work> =
  | { readonly type: "start"; readonly setup: Setup }
  | {
      readonly type: "job";
      readonly job: number;
      readonly work: Work;
      /** It was in a member that died; it is alone here. */
      readonly isAgain?: boolean;
    }
  /** Finish what you have, take nothing more, say `drained`. */
  | { readonly type: "drain" };

/** What a member says to the coordinator. */
export type FromMember<Result> =
  | { readonly type: "ready" }
  | {
      readonly type: "done";
      readonly job: number;
      readonly result: Result;
      /** Memory of the member's process at its last look, bytes; a thread's is the whole program's. */
      readonly rssBytes: number;
    }
  /** The job cannot go on, and neither can others like it: disk full, a bug. A broken picture is a result. */
  | { readonly type: "failed"; readonly job: number; readonly failure: Failure }
  | { readonly type: "drained" };

/** An error as plain data. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string | undefined;
}
