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
      const { gate, rate, signal, onEvent } = limiter;
      const transfer = buildTransfer(settings, {
        gate,
        clock: systemClock,
        signal,
        rate: isRated ? rate : undefined,
        onEvent,
        bodyBytes,
      });
      return ({ plan, slot }) => transfer(plan, slot);
    },
  });
}
