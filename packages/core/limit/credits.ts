import type { Clock } from "../async/clock.ts";

/** What Imgur told about its credits; null where it did not (docs/imgur.md §3). */
export interface CreditFacts {
  /** Requests an hour that this address may make with this Client-ID. */
  readonly userLimit: number | null;
  readonly userRemaining: number | null;
  /** When the hour ends, epoch ms. */
  readonly userResetAt: number | null;
  /** Requests a day for the Client-ID, by everybody who uses it. */
  readonly clientLimit: number | null;
  readonly clientRemaining: number | null;
  /** When the day ends, epoch ms. */
  readonly clientResetAt: number | null;
}

/** Nothing known yet. */
export const NO_CREDIT_FACTS: CreditFacts = {
  userLimit: null,
  userRemaining: null,
  userResetAt: null,
  clientLimit: null,
  clientRemaining: null,
  clientResetAt: null,
};

/** Why no credit may be spent. */
export interface CreditStop {
  /** `cap`: the user's own `--budget`; `user`: this address's hour; `client`: the Client-ID's day. */
  readonly by: "cap" | "user" | "client";
  /** When it may be spent again, epoch ms; null for the cap. */
  readonly resetAt: number | null;
}

/** Whether a number of calls would fit into what is left. */
export interface CreditEstimate {
  readonly credits: number;
  /** The least of what is left; null when nothing is known. */
  readonly available: number | null;
  readonly fits: boolean;
}

/** What {@link CreditBudget} is made with. */
export interface CreditBudgetOptions {
  readonly clock: Clock;
  /** Most credits to spend, at least 0. @default no cap */
  readonly maxCredits?: number;
}

/**
 * Keeps count of credits: what Imgur says is left, less what was spent since, and the user's own cap. Imgur
 * blocks a Client-ID that runs dry five times in a month, so nothing is sent when nothing is left.
 *
 * @example
 * ```ts
 * import { CreditBudget, systemClock } from "@acacia/core";
 * const budget = new CreditBudget({ clock: systemClock, maxCredits: 2 });
 * budget.spend();
 * console.assert(budget.canSpend(1) && !budget.canSpend(2));
 * ```
 */
export class CreditBudget {
  readonly #clock: Clock;
  readonly #maxCredits: number;
  #facts = NO_CREDIT_FACTS;
  #spent = 0;

  constructor({ clock, maxCredits = Number.POSITIVE_INFINITY }: CreditBudgetOptions) {
    this.#clock = clock;
    this.#maxCredits = maxCredits;
  }

  /** Credits spent through this budget. */
  get spent(): number {
    return this.#spent;
  }

  /** What is known now: a figure whose time has run out is null again. */
  get facts(): CreditFacts {
    const now = this.#clock.now();
    const { userResetAt, clientResetAt } = this.#facts;
    const user = userResetAt !== null && userResetAt <= now;
    const client = clientResetAt !== null && clientResetAt <= now;
    return {
      ...this.#facts,
      ...(user ? { userRemaining: null, userResetAt: null } : {}),
      ...(client ? { clientRemaining: null, clientResetAt: null } : {}),
    };
  }

  /** Takes over what an answer told; what it did not tell stays as it was. */
  note(facts: Partial<CreditFacts>): void {
    const known = Object.entries(facts).filter(
      ([, value]) => value !== null && value !== undefined,
    );
    this.#facts = { ...this.#facts, ...Object.fromEntries(known) };
  }

  /** Counts credits as spent, when their request begins. */
  spend(credits = 1): void {
    this.#spent += credits;
    const { userRemaining, clientRemaining } = this.#facts;
    this.#facts = {
      ...this.#facts,
      userRemaining: userRemaining === null ? null : Math.max(0, userRemaining - credits),
      clientRemaining: clientRemaining === null ? null : Math.max(0, clientRemaining - credits),
    };
  }

  /** Whether that many credits may be spent now. */
  canSpend(credits = 1): boolean {
    return this.findStop(credits) === undefined;
  }

  /**
   * What forbids to spend that many credits now; undefined when nothing does. A limit that does not say when
   * it ends forbids nothing: it would forbid for ever.
   */
  findStop(credits = 1): CreditStop | undefined {
    if (this.#spent + credits > this.#maxCredits) return { by: "cap", resetAt: null };
    const { userRemaining, userResetAt, clientRemaining, clientResetAt } = this.facts;
    if (userRemaining !== null && userResetAt !== null && userRemaining < credits) {
      return { by: "user", resetAt: userResetAt };
    }
    if (clientRemaining !== null && clientResetAt !== null && clientRemaining < credits) {
      return { by: "client", resetAt: clientResetAt };
    }
    return;
  }

  /** Whether `credits` fit into what is left, for `--dry-run`. */
  estimate(credits: number): CreditEstimate {
    const { userRemaining, clientRemaining } = this.facts;
    const cap = Number.isFinite(this.#maxCredits) ? this.#maxCredits - this.#spent : null;
    const known = [userRemaining, clientRemaining, cap].filter((value) => value !== null);
    const available = known.length === 0 ? null : Math.max(0, Math.min(...known));
    return { credits, available, fits: available === null || credits <= available };
  }
}
