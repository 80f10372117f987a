import type { TransferResult } from "@acacia/core";
import {
  DEFAULT_BASES,
  openHostGate,
  type Strategy,
  systemClock,
  type Transfer,
} from "@acacia/core";
import { describeStrategy } from "@acacia/core/testing";
import { TRANSFER_DEFAULTS, type TransferRecipe } from "@acacia/core/transfer";
import { makeCrewStrategy } from "../crew/crew_strategy.ts";
import type { OpenLine } from "../crew/member.ts";
import type { FromTransferMember, ToTransferMember, TransferJob } from "../crew/transfer_job.ts";

/** What is said to a member that relays. */
export type ToRelay =
  | ToTransferMember
  | { readonly type: "relayed"; readonly item: number; readonly result: TransferResult }
  | { readonly type: "broken"; readonly item: number; readonly reason: string };

/** What a member that relays says. */
export type FromRelay = FromTransferMember | { readonly type: "relay"; readonly job: TransferJob };

/** The program of a member that has its transfers done here. */
export const RELAY_MAIN = new URL("./relay_main.ts", import.meta.url);

/**
 * Runs the suite of all strategies on a crew: its members are real threads or children, and the transfers, which
 * the suite holds, breaks and watches, are run here for them.
 */
export function describeCrewStrategy(
  strategy: Strategy,
  openLine: OpenLine<ToRelay, FromRelay>,
): void {
  describeStrategy(strategy, {
    run(_strategy, plans, options) {
      const { name } = strategy;
      const relayed = makeCrewStrategy({ name, openLine: relayTo(options.transfer, openLine) });
      const recipe = makeRecipe(options.signal);
      const transfer = Object.assign(() => Promise.reject(new Error("not here")), { recipe });
      return relayed.run(plans, { ...options, transfer });
    },
  });
}

function relayTo(
  transfer: Transfer,
  openLine: OpenLine<ToRelay, FromRelay>,
): OpenLine<ToTransferMember, FromTransferMember> {
  return ({ onMessage, onExit }) => {
    const line = openLine({
      onMessage(message) {
        if (message.type !== "relay") return onMessage(message);
        const { plan, slot } = message.job;
        const { item } = plan;
        void transfer(plan, slot).then(
          (result) => line.send({ type: "relayed", item, result }),
          (error: Error) => line.send({ type: "broken", item, reason: error.message }),
        );
      },
      onExit,
    });
    return line;
  };
}

/** Settings that no transfer of these members looks at. */
function makeRecipe(signal: AbortSignal): TransferRecipe {
  const gate = openHostGate({ role: "cdn", clock: systemClock });
  return {
    settings: { ...TRANSFER_DEFAULTS, archiveDir: "/", bases: DEFAULT_BASES, userAgent: "test" },
    tools: { gate, clock: systemClock, signal },
  };
}
