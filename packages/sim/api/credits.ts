import { creditsUsedUp } from "../faults/refusals.ts";
import type { Answer } from "../http/answer.ts";
import type { HttpRequest } from "../http/request.ts";
import type { Place } from "../place.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Window {
  used: number;
  endsAtMs: number;
}

/** What is left of a Client-ID's credits, docs/imgur.md §3. */
export interface Balance {
  readonly userLimit: number;
  readonly userRemaining: number;
  /** Epoch ms at which the hour is over. */
  readonly userResetMs: number;
  readonly clientLimit: number;
  readonly clientRemaining: number;
  /** Epoch ms at which the day is over. */
  readonly clientResetMs: number;
}

/** Credits: 500 an hour for an address under a Client-ID, 12,500 a day for the Client-ID. Every address is one here. */
export class Credits {
  readonly #hours = new Map<string, Window>();
  readonly #days = new Map<string, Window>();

  /** Takes one credit. @returns false when there was none. */
  spend(clientId: string, place: Place): boolean {
    const nowMs = place.clock.now();
    const hour = current(this.#hours, clientId, { nowMs, lengthMs: HOUR_MS });
    const day = current(this.#days, clientId, { nowMs, lengthMs: DAY_MS });
    if (hour.used >= place.knobs.userLimit) return refused(place, "userLimit");
    if (day.used >= place.knobs.clientLimit) return refused(place, "clientLimit");
    hour.used++;
    day.used++;
    return true;
  }

  balance(clientId: string, place: Place): Balance {
    const nowMs = place.clock.now();
    const hour = current(this.#hours, clientId, { nowMs, lengthMs: HOUR_MS });
    const day = current(this.#days, clientId, { nowMs, lengthMs: DAY_MS });
    const { userLimit, clientLimit } = place.knobs;
    return {
      userLimit,
      userRemaining: Math.max(0, userLimit - hour.used),
      userResetMs: hour.endsAtMs,
      clientLimit,
      clientRemaining: Math.max(0, clientLimit - day.used),
      clientResetMs: day.endsAtMs,
    };
  }

  /** Gives everybody the whole of their credits back. */
  reset(): void {
    this.#hours.clear();
    this.#days.clear();
  }
}

/** The 429 for who has no credits left. */
export function noCredits(request: HttpRequest, place: Place, balance: Balance): Answer {
  const waitMinutes = Math.ceil((balance.userResetMs - place.clock.now()) / 60_000);
  place.meet("limitBody");
  return creditsUsedUp(request, { form: place.knobs.limitBody, waitMinutes });
}

/**
 * The `X-RateLimit-*` headers in the form that the knobs ask for.
 *
 * @param kind What was asked for: galleries come from the edge's cache and may carry none.
 */
export function limitHeaders(kind: string, balance: Balance, place: Place): Record<string, string> {
  const { limitHeaders: which, resetForm } = place.knobs;
  if (which === "none" || (which === "no_gallery" && kind === "gallery")) {
    place.meet("limitHeaders");
    return {};
  }
  // Answers of `credits` itself reportedly carry none.
  if (kind === "credits") return {};
  place.meet("resetForm");
  const nowMs = place.clock.now();
  return {
    "X-RateLimit-UserLimit": String(balance.userLimit),
    "X-RateLimit-UserRemaining": String(balance.userRemaining),
    "X-RateLimit-UserReset": String(
      resetForm === "epoch"
        ? Math.ceil(balance.userResetMs / 1000)
        : Math.ceil((balance.userResetMs - nowMs) / 1000),
    ),
    "X-RateLimit-ClientLimit": String(balance.clientLimit),
    "X-RateLimit-ClientRemaining": String(balance.clientRemaining),
    "X-RateLimit-ClientReset": String(Math.ceil((balance.clientResetMs - nowMs) / 1000)),
  };
}

/** `credits`: UserReset is an epoch there in the documents; it follows the same knob as the headers. */
export function creditsWire(balance: Balance, place: Place): object {
  const nowMs = place.clock.now();
  const resetMs =
    place.knobs.resetForm === "epoch" ? balance.userResetMs : balance.userResetMs - nowMs;
  return {
    UserLimit: balance.userLimit,
    UserRemaining: balance.userRemaining,
    UserReset: Math.ceil(resetMs / 1000),
    ClientLimit: balance.clientLimit,
    ClientRemaining: balance.clientRemaining,
  };
}

function current(
  windows: Map<string, Window>,
  clientId: string,
  { nowMs, lengthMs }: { nowMs: number; lengthMs: number },
): Window {
  const known = windows.get(clientId);
  if (known && known.endsAtMs > nowMs) return known;
  const fresh = { used: 0, endsAtMs: nowMs + lengthMs };
  windows.set(clientId, fresh);
  return fresh;
}

function refused(place: Place, knob: string): false {
  place.meet(knob);
  return false;
}
