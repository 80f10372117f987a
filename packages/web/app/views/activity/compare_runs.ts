import type { RunDetail } from "../../../routes/run_schemas.ts";
import { printBytes } from "../../quantities.ts";
import { printRate, printSpan } from "./figures.ts";
import { rateOf } from "./run_model.ts";
import { t } from "./strings.ts";

/** The first two have lines of their own, with what they came to; the others change nothing of what is fetched. */
const NOT_COMPARED = ["jobs", "strategy", "archive", "quiet", "json", "color"];
/** A setting may be a list of checksums. */
const LONGEST_VALUE = 64;

/** A fact of two runs beside each other. */
export interface ComparedFact {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  readonly differs: boolean;
}

/** Which of two runs was faster, and how much, in one sentence; why not, where that cannot be said. */
export function compareSpeed(a: RunDetail, b: RunDetail): string {
  const running = [a, b].find(({ state }) => state === "running");
  if (running !== undefined) return t("compare.running", { run: running.id });
  const [x, y] = [rateOf(a), rateOf(b)];
  if (x === null || y === null) {
    return t("compare.nothing", { a: a.id, b: b.id, run: x === null ? a.id : b.id });
  }
  const [fast, slow] = x >= y ? [a, b] : [b, a];
  const [most, least] = [Math.max(x, y), Math.min(x, y)];
  const ratio = printRate(most / least);
  if (ratio === printRate(1)) return t("compare.same", { a: a.id, b: b.id, x: printRate(most) });
  return t("compare.faster", {
    ...{ a: fast.id, b: slow.id, ratio },
    ...{ x: printRate(most), y: printRate(least) },
  });
}

/** Whether two runs fetched the same, in any order. */
export function haveSameSources(a: RunDetail, b: RunDetail): boolean {
  return a.targets.toSorted().join("\n") === b.targets.toSorted().join("\n");
}

/** The figures and settings of two runs, one fact a line. */
export function compareFacts(a: RunDetail, b: RunDetail): ComparedFact[] {
  const unknown = t("runs.unknown");
  const rate = (run: RunDetail) => {
    const value = rateOf(run);
    return value === null ? unknown : printRate(value);
  };
  const fact = (name: string, read: (run: RunDetail) => string): ComparedFact => {
    const [one, other] = [read(a), read(b)];
    return { name, a: one, b: other, differs: one !== other };
  };
  const names = new Set([...Object.keys(a.settings), ...Object.keys(b.settings)]);
  for (const name of NOT_COMPARED) names.delete(name);
  return [
    fact(t("runs.sources"), ({ targets }) => targets.join(", ") || t("activity.targets.none")),
    fact(t("compare.seconds"), ({ seconds }) => (seconds === null ? unknown : printSpan(seconds))),
    fact(t("runs.rate"), rate),
    fact(t("compare.bytes"), ({ totals }) => printBytes(totals.bytes)),
    fact(t("compare.strategy"), ({ strategy }) => strategy),
    fact(t("compare.jobs"), ({ jobs }) => jobs),
    fact(t("compare.command"), ({ command }) => command),
    fact(t("compare.version"), ({ version }) => version),
    ...[...names].toSorted().map((name) => fact(`--${name.replaceAll("_", "-")}`, settingOf(name))),
  ];
}

function settingOf(name: string): (run: RunDetail) => string {
  return ({ settings }) => {
    const value = settings[name];
    const text = value === undefined ? t("compare.default") : String(value);
    return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
  };
}
