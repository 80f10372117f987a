import { printQuantity } from "./amounts.ts";
import type { Measurement } from "./measurements.ts";
import type { KeptResult } from "./read_result.ts";
import type { Regression } from "./regress.ts";

const WORDS: Readonly<Record<Regression["kind"], string>> = {
  exact: "is exact, and another",
  worse: "is worse: the intervals do not meet",
  missed: "kept its target, and misses it",
  gone: "is no longer measured",
};

/** What is worse, a line each, with both values; or that nothing is. */
export function printRegressions(
  regressions: readonly Regression[],
  { base, now }: { readonly base: KeptResult; readonly now: KeptResult },
): string {
  const between = `from ${base.path} (${base.result.machine.at}) to ${now.path} (${now.result.machine.at})`;
  if (regressions.length === 0) return `Nothing is worse for certain ${between}\n`;
  const lines = regressions.map((one) => {
    const values = [one.base, ...(one.now ? [one.now] : [])].map(printWithInterval).join(" → ");
    return `${one.base.what}, ${one.base.metric}: ${values}; ${WORDS[one.kind]}\n`;
  });
  return [...lines, `\n${regressions.length} worse ${between}\n`].join("");
}

function printWithInterval({ value, low, high, unit }: Measurement): string {
  const amount = printQuantity(value, unit);
  if (low === high) return amount;
  return `${amount} (${printQuantity(low, unit)} – ${printQuantity(high, unit)})`;
}
