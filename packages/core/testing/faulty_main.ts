import { openHostGate } from "../limit/gate.ts";
import type { HostGate } from "../limit/host_gate.ts";
import type { Strategy } from "../strategy/strategy.ts";
import type { TransferResult } from "../transfer/plan.ts";
import { describeHostGate, type OpenGate } from "./limiter_suite.ts";
import { describeStrategy } from "./strategy_suite.ts";

// Strategies and gates with a bug each, for the tests of the suites: run with `bun test` and FAULTY=name.

/** Takes the whole list at once, as a careless `Promise.all` does. */
const greedy: Strategy = {
  name: "greedy",
  async *run(plans, { transfer }) {
    yield* await Promise.all(
      (await Array.fromAsync(plans)).map((plan, slot) => transfer(plan, slot)),
    );
  },
};

/** Forgets what it has taken when it is told to drain. */
const forgetful: Strategy = {
  name: "forgetful",
  async *run(plans, { transfer, draining }) {
    for await (const plan of plans) {
      const result = await transfer(plan, 0);
      if (draining.aborted) return;
      yield result;
    }
  },
};

/** Goes on taking after a cancel. */
const deaf: Strategy = {
  name: "deaf",
  async *run(plans, { transfer }) {
    for await (const plan of plans) yield await transfer(plan, 0);
  },
};

/** Swallows what a transfer throws. */
const silent: Strategy = {
  name: "silent",
  async *run(plans, { transfer }) {
    for await (const plan of plans) {
      const result: TransferResult | undefined = await transfer(plan, 0).catch(() => undefined);
      if (result) yield result;
    }
  },
};

/** A gate that hears of throttles and does nothing. */
const tireless: OpenGate = (options) => {
  const gate = openHostGate({ role: "cdn", ...options });
  const deafGate: HostGate = {
    role: gate.role,
    enter: (signal) => gate.enter(signal),
    note: () => undefined,
  };
  return deafGate;
};

/** A gate without a door. */
const open: OpenGate = () => ({
  role: "cdn",
  enter: async () => ({ [Symbol.dispose]: () => undefined }),
  note: () => undefined,
});

const faulty: Record<string, () => void> = {
  greedy: () => describeStrategy(greedy),
  forgetful: () => describeStrategy(forgetful, { widest: 1 }),
  deaf: () => describeStrategy(deaf, { widest: 1 }),
  silent: () => describeStrategy(silent, { widest: 1 }),
  tireless: () => describeHostGate("tireless", tireless),
  open: () => describeHostGate("open", open),
};

faulty[Bun.env.FAULTY ?? ""]?.();
