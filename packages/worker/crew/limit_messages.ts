import type { Observation } from "@acacia/core";
import type { TransferEvent } from "@acacia/core/transfer";
import type { Failure } from "./messages.ts";

/** What a member says about limits, which are the coordinator's. */
export type LimitCall =
  /** May I send a request? Answered by `granted`. `ask` is the member's own number for it. */
  | { readonly type: "enter"; readonly ask: number }
  /** So many bytes came: when may I go on? Answered by `granted`. */
  | { readonly type: "take"; readonly ask: number; readonly bytes: number }
  /** The request is over, or I no longer wait. */
  | { readonly type: "leave"; readonly ask: number }
  | { readonly type: "note"; readonly observation: Observation }
  | { readonly type: "event"; readonly event: TransferEvent };

/** What the coordinator answers. */
export type LimitAnswer =
  | { readonly type: "granted"; readonly ask: number }
  /** Wait no more: transfers that wait, for their turn or before another try, end as cancelled, for this reason. */
  | { readonly type: "call_off"; readonly failure: Failure }
  /** Drop what runs: every transfer ends as cancelled, for this reason. */
  | { readonly type: "cancel"; readonly failure: Failure };
