import { sumOutcomes } from "../outcomes.ts";
import { keepIfPossible, type RunContext } from "./context.ts";
import { PaceMeter } from "./progress.ts";

const PROGRESS_MS = 1_000;
const SLOTS_MS = 250;

/** Once a second where the run is, four times what each slot does. */
export function startTicks(context: RunContext, isListed: () => boolean): Disposable {
  const { clock, recording, run, tally, slots, emit } = context;
  const pace = new PaceMeter();
  const stack = new DisposableStack();
  let received = 0;
  stack.use(
    clock.every(PROGRESS_MS, () => {
      const { totals } = tally;
      const done = sumOutcomes(totals);
      received = Math.max(received, totals.bytes + slots.bytesInFlight);
      const { bytesPerSecond, eta } = pace.sample(clock.monotonic(), {
        done,
        bytes: received,
        toGo: isListed() ? totals.announced - done : null,
      });
      const facts = { done, announced: totals.announced, bytes: totals.bytes };
      const event = { type: "run.progress", ...facts, bytesPerSecond, eta } as const;
      keepIfPossible(() =>
        recording.saveProgress(run, { t: clock.now(), event: { ...event, totals } }),
      );
      emit(event);
    }),
  );
  stack.use(
    clock.every(SLOTS_MS, () => {
      const changed = slots.takeChanged();
      if (changed.length === 0) return;
      keepIfPossible(() => recording.saveSlots(run, { t: clock.now(), slots: changed }));
    }),
  );
  return stack;
}
