import { type Fault, parseFault, type Role } from "./fault.ts";

/** When a rule bites, among the requests of its role. */
export type When =
  | { readonly kind: "always" }
  /** This share of the requests, chosen by seed. */
  | { readonly kind: "rate"; readonly share: number }
  | { readonly kind: "first"; readonly count: number }
  | { readonly kind: "after"; readonly count: number }
  | { readonly kind: "every"; readonly count: number }
  /** While more than this many are in flight, this one included. */
  | { readonly kind: "above"; readonly count: number };

/** A fault for whatever request meets its condition. */
export interface FaultRule extends Fault {
  /** The rule as written. */
  readonly text: string;
  /** Absent: all three. */
  readonly role: Role | null;
  readonly when: When;
}

const ROLES: readonly string[] = ["api", "site", "cdn"] satisfies Role[];

/**
 * Reads a rule: `[api:|site:|cdn:]FAULT[:ARG][@WHEN]`. WHEN is a share (`@0.1`), `@first3`, `@after10`, `@every5`
 * or `@above16` (in flight); without it the rule always bites.
 *
 * @throws {Error} when the fault or the condition is unknown.
 */
export function parseRule(text: string): FaultRule {
  const at = text.lastIndexOf("@");
  const what = at < 0 ? text : text.slice(0, at);
  const colon = what.indexOf(":");
  const role = ROLES.includes(what.slice(0, colon)) ? (what.slice(0, colon) as Role) : null;
  return {
    text,
    role,
    ...parseFault(role ? what.slice(colon + 1) : what),
    when: at < 0 ? { kind: "always" } : parseWhen(text.slice(at + 1), text),
  };
}

function parseWhen(condition: string, rule: string): When {
  const share = Number(condition);
  if (condition !== "" && share > 0 && share <= 1) return { kind: "rate", share };
  const counted = /^(first|after|every|above)(\d+)$/.exec(condition);
  if (counted) return { kind: counted[1] as "first", count: Number(counted[2]) };
  throw new Error(
    `Cannot read the rule '${rule}': after @ comes a share up to 1, firstN, afterN, everyN or aboveN`,
  );
}
