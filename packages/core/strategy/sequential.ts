import { Tap } from "../async/tap.ts";
import type { Strategy } from "./strategy.ts";

/** One after the other, the way the concurrency article begins; whatever `jobs` says. */
export const sequential: Strategy = {
  name: "sequential",
  async *run(plans, { transfer, draining, signal }) {
    const tap = new Tap(plans, [draining, signal]);
    try {
      for (let taken = await tap.take(); taken; taken = await tap.take()) {
        yield await transfer(taken.item, 0);
      }
    } finally {
      await tap.close();
    }
  },
};
