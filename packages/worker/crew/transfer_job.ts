import type { TransferPlan, TransferResult } from "@acacia/core";
import type { TransferSettings } from "@acacia/core/transfer";
import type { LimitAnswer, LimitCall } from "./limit_messages.ts";
import type { FromMember, ToMember } from "./messages.ts";

/** What a member that transfers is told when it starts. */
export interface TransferSetup {
  readonly settings: TransferSettings;
  /** Whether there is a `--limit-rate`, so that bytes must be asked for. */
  readonly isRated: boolean;
  /** The member's share of the bodies that the run may hold in memory, bytes. */
  readonly bodyBytes: number;
}

/** One transfer, and the coordinator's number of the lane that it runs in. */
export interface TransferJob {
  readonly plan: TransferPlan;
  readonly slot: number;
}

/** What is said to a member that transfers. */
export type ToTransferMember = ToMember<TransferSetup, TransferJob> | LimitAnswer;

/** What a member that transfers says. */
export type FromTransferMember = FromMember<TransferResult> | LimitCall;
