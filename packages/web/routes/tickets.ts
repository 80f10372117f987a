import type { Clock } from "@acacia/core";

/** More downloads than anybody has under way; the oldest is forgotten. */
const MAX_TICKETS = 32;

/** Things that an address stands for, for a while: what it names cannot be guessed. */
export class Tickets<Thing> {
  readonly #ms: number;
  readonly #clock: Clock;
  readonly #things = new Map<string, { readonly thing: Thing; readonly until: number }>();

  /** @param ms How long a ticket holds. @param clock Tells the time. */
  constructor(ms: number, clock: Clock) {
    this.#ms = ms;
    this.#clock = clock;
  }

  /** Keeps a thing. @returns Its ticket. */
  give(thing: Thing): string {
    const ticket = crypto.randomUUID();
    this.#things.set(ticket, { thing, until: this.#clock.now() + this.#ms });
    const [oldest] = this.#things.keys();
    if (this.#things.size > MAX_TICKETS && oldest !== undefined) this.#things.delete(oldest);
    return ticket;
  }

  /** What a ticket stands for; undefined when it holds no more. */
  find(ticket: string): Thing | undefined {
    const kept = this.#things.get(ticket);
    return kept !== undefined && kept.until > this.#clock.now() ? kept.thing : undefined;
  }
}
