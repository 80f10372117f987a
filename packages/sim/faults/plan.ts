import { chance } from "./chance.ts";
import { type Fault, parseFault, type Role } from "./fault.ts";
import { type FaultRule, parseRule } from "./rules.ts";

/** A fault that a request is about to meet, and what asked for it. */
export interface ChosenFault extends Fault {
  /** The rule as written, or `ID[2]` for the third entry of a script. */
  readonly askedBy: string;
}

/** What the choice looks at. */
export interface Choice {
  readonly role: Role;
  readonly path: string;
  /** The media that is asked for on the CDN. */
  readonly mediaId: string | undefined;
  /** Requests of this role in flight, this one included. */
  readonly inFlight: number;
}

interface Script {
  readonly entries: readonly string[];
  next: number;
}

/** Decides which request meets which fault: scripts first, then the rules in their order. */
export class FaultPlan {
  readonly #seed: number;
  readonly #rules: readonly { rule: FaultRule; counter: { seen: number } }[];
  readonly #scripts = new Map<string, Script>();
  readonly #asked = new Map<string, number>();

  /** @throws {Error} when a rule or a script names an unknown fault. */
  constructor(
    seed: number,
    given: { rules: readonly string[]; faults: Readonly<Record<string, readonly string[]>> },
  ) {
    this.#seed = seed;
    this.#rules = given.rules.map((text) => ({ rule: parseRule(text), counter: { seen: 0 } }));
    for (const [key, entries] of Object.entries(given.faults)) {
      for (const entry of entries) if (bare(entry) !== "ok") parseFault(bare(entry));
      this.#scripts.set(key, { entries, next: 0 });
    }
  }

  /** No rules and no scripts: nothing to decide. */
  get idle(): boolean {
    return this.#rules.length === 0 && this.#scripts.size === 0;
  }

  /** Everything that asks for a fault, as `askedBy` will name it. */
  get wishes(): readonly string[] {
    const scripted = [...this.#scripts].flatMap(([key, { entries }]) =>
      entries.flatMap((entry, i) => (bare(entry) === "ok" ? [] : [`${key}[${i}]`])),
    );
    return [...this.#rules.map(({ rule }) => rule.text), ...scripted];
  }

  /** The fault that this request meets, or null. */
  choose(choice: Choice): ChosenFault | null {
    const scripted = this.#fromScript(choice.mediaId) ?? this.#fromScript(choice.path);
    if (scripted) return scripted === "ok" ? null : scripted;
    const key = choice.mediaId ?? choice.path;
    const nth = (this.#asked.get(key) ?? 0) + 1;
    this.#asked.set(key, nth);
    let chosen: ChosenFault | null = null;
    for (const { rule, counter } of this.#rules) {
      if (rule.role && rule.role !== choice.role) continue;
      counter.seen++;
      if (chosen || !this.#bites(rule, { ...choice, key, nth, seen: counter.seen })) continue;
      chosen = { name: rule.name, arg: rule.arg, askedBy: rule.text };
    }
    return chosen;
  }

  #fromScript(key: string | undefined): ChosenFault | "ok" | null {
    const script = key === undefined ? undefined : this.#scripts.get(key);
    const entry = script?.entries[script.next];
    if (!script || entry === undefined) return null;
    const askedBy = `${key}[${script.next}]`;
    if (!entry.endsWith("*")) script.next++;
    return bare(entry) === "ok" ? "ok" : { ...parseFault(bare(entry)), askedBy };
  }

  #bites(rule: FaultRule, seen: Choice & { key: string; nth: number; seen: number }): boolean {
    const { when } = rule;
    switch (when.kind) {
      case "always":
        return true;
      case "rate":
        return chance(this.#seed, rule.text, seen.key, seen.nth) < when.share;
      case "first":
        return seen.seen <= when.count;
      case "after":
        return seen.seen > when.count;
      case "every":
        return seen.seen % when.count === 0;
      case "above":
        return seen.inFlight > when.count;
      default:
        return when satisfies never;
    }
  }
}

/** A star at the end of an entry keeps it for every later request. */
function bare(entry: string): string {
  return entry.endsWith("*") ? entry.slice(0, -1) : entry;
}
