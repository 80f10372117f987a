import type { TransferResult } from "@acacia/core";
import { systemClock } from "@acacia/core/clock";
import { buildTransfer } from "@acacia/core/transfer";
import type { FromMember, ToMember } from "./messages.ts";
import { RemoteLimiter } from "./remote_limiter.ts";
import { type Port, serveMember } from "./serve_member.ts";
import type {
  FromTransferMember,
  ToTransferMember,
  TransferJob,
  TransferSetup,
} from "./transfer_job.ts";

/**
 * The member's side of the strategies `threads` and `processes`: builds the same transfer that every strategy
 * runs, with limits that are the coordinator's.
 */
export function serveTransfers(line: Port<ToTransferMember, FromTransferMember>): void {
  const limiter = new RemoteLimiter<
    ToMember<TransferSetup, TransferJob>,
    FromMember<TransferResult>
  >(line);
  serveMember<TransferSetup, TransferJob, TransferResult>({
    port: limiter.port,
    async prepare({ settings, isRated, bodyBytes }) {
      const { gate, rate, signal, draining, onEvent } = limiter;
      const shared = { gate, signal, draining, onEvent, rate: isRated ? rate : undefined };
      const tools = { ...shared, clock: systemClock, bodyBytes };
      const transfer = buildTransfer(settings, tools);
      return ({ plan, slot }, isAgain) => {
        // What a dead member left lies in the folder since then: only a new look at it finds that.
        const current = isAgain ? buildTransfer(settings, tools) : transfer;
        return current(plan, slot);
      };
    },
  });
}
