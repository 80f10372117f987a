import {
  AcaciaError,
  type Clock,
  cancelReason,
  mapBounded,
  type Refused,
  type Strategy,
  type StrategyOptions,
  type TransferPlan,
  type TransferResult,
} from "@acacia/core";
import { BODY_BYTES } from "@acacia/core/transfer";
import { Crew, type Recycling } from "./crew.ts";
import { lendLimits } from "./lend_limits.ts";
import type { OpenLine } from "./member.ts";
import type {
  FromTransferMember,
  ToTransferMember,
  TransferJob,
  TransferSetup,
} from "./transfer_job.ts";
import { Turns } from "./turns.ts";

/** What {@link makeCrewStrategy} takes. */
export interface CrewStrategyOptions {
  readonly name: string;
  /** Starts a member whose program calls `serveTransfers`. */
  readonly openLine: OpenLine<ToTransferMember, FromTransferMember>;
  /** @default never */
  readonly recycling?: Partial<Recycling>;
}

/** More members cost more memory and are no faster; further jobs become lanes of these. */
const MOST_MEMBERS = 8;
/** Jobs when it is left to us. */
const AUTO_JOBS = 8;
/** After a cancel a member has so long to say how its transfers ended, ms. */
const CANCEL_MS = 3_000;

/**
 * A strategy whose transfers run in the members of a crew: each builds the same transfer from its recipe, and asks
 * the coordinator for leave. They take plans from one line; a member that dies costs no item.
 *
 * `jobs` transfers run at once, in at most 8 members: 32 jobs are 8 members with 4 lanes each.
 */
export function makeCrewStrategy(crewOptions: CrewStrategyOptions): Strategy {
  return {
    name: crewOptions.name,
    async *run(plans, options) {
      const jobs = options.jobs === "auto" ? AUTO_JOBS : Math.max(1, Math.floor(options.jobs));
      await using crew = openCrew({ ...crewOptions, jobs }, options);
      using lanes = new CrewLanes(crew, options);
      yield* mapBounded(plans, (plan, slot) => lanes.transfer(plan, slot), {
        limit: jobs,
        stops: [options.draining, options.signal],
      });
    },
  };
}

type TransferCrew = Crew<TransferSetup, TransferJob, TransferResult>;

function openCrew(
  given: CrewStrategyOptions & { readonly jobs: number },
  { transfer, clock, signal, draining }: StrategyOptions,
): TransferCrew {
  const { recipe } = transfer;
  if (!recipe) throw new TypeError("Cannot run a transfer elsewhere: it has no recipe");
  const { settings, tools } = recipe;
  const size = Math.min(given.jobs, MOST_MEMBERS);
  return new Crew({
    openMember: lendLimits(given.openLine, { ...tools, signal, draining }),
    setup: {
      settings,
      isRated: tools.rate !== undefined,
      bodyBytes: Math.floor((tools.bodyBytes ?? BODY_BYTES) / size),
    },
    size,
    inFlight: Math.ceil(given.jobs / size),
    // A transfer has time-outs of its own, and may stand in a pause for hours.
    jobTimeoutMs: Number.POSITIVE_INFINITY,
    hint: "Use `--strategy pool`, and report this",
    clock,
    ...(given.recycling ? { recycling: given.recycling } : {}),
  });
}

/** How an item ends that no member has told the end of. */
type Refusal = Pick<Refused, "outcome" | "reason" | "attempts"> & { readonly detail?: string };

/** Runs plans in a crew, and says for each how it ended, whatever becomes of the member. */
class CrewLanes implements Disposable {
  readonly #crew: TransferCrew;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  /** Two members must never write the same partial file: its name is made from the media. */
  readonly #turns = new Turns();
  readonly #cleanup = new DisposableStack();
  #isAbandoned = false;

  constructor(crew: TransferCrew, { clock, signal }: StrategyOptions) {
    this.#crew = crew;
    this.#clock = clock;
    this.#signal = signal;
    const onAbort = () => this.#abandonSoon();
    signal.addEventListener("abort", onAbort, { once: true });
    this.#cleanup.defer(() => signal.removeEventListener("abort", onAbort));
  }

  async transfer(plan: TransferPlan, slot: number): Promise<TransferResult> {
    const startedAt = this.#clock.now();
    const began = this.#clock.monotonic();
    const end = await this.#run({ plan, slot });
    if ("verdict" in end) return end;
    const ms = Math.round(this.#clock.monotonic() - began);
    return { plan, slot, startedAt, ms, bytes: 0, verdict: "refused", ...end };
  }

  [Symbol.dispose](): void {
    this.#cleanup.dispose();
  }

  async #run(job: TransferJob): Promise<TransferResult | Refusal> {
    using _turn = await this.#turns.take(job.plan.media);
    try {
      const ending = await this.#crew.run(job);
      if (ending.type === "done") return ending.result;
      const detail = ending.type === "crashed" ? { detail: ending.detail } : {};
      return { outcome: "failed", reason: "worker.crashed", attempts: 2, ...detail };
    } catch (error) {
      if (!this.#isAbandoned) throw error;
      return { outcome: "cancelled", reason: cancelReason(this.#signal), attempts: 0 };
    }
  }

  /** A member that is stuck must not hold back a user who wants to stop. */
  #abandonSoon(): void {
    const timeout = this.#cleanup.use(this.#clock.timeout(CANCEL_MS));
    timeout.signal.addEventListener("abort", () => {
      this.#isAbandoned = true;
      this.#crew.abandon(
        new AcaciaError("cancelled", "Cannot wait for a worker: it does not answer"),
      );
    });
  }
}
