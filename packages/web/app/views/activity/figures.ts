import type { Run } from "../../../routes/schemas.ts";
import { LOCALE } from "../../format_message.ts";
import { t } from "./strings.ts";

const speeds = new Intl.NumberFormat(LOCALE, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** A speed or ratio: `15.0`; without digits behind the point from 100 on. */
export function printRate(rate: number): string {
  return rate >= 100 ? String(Math.round(rate)) : speeds.format(rate);
}

/** A span of time in words: `6 min 50 s`. @param seconds At least 0. */
export function printSpan(seconds: number): string {
  if (seconds < 10) return t("span.seconds", { s: speeds.format(seconds) });
  const whole = Math.round(seconds);
  if (whole < 60) return t("span.seconds", { s: whole });
  const m = Math.floor(whole / 60);
  if (m < 60) return t("span.minutes", { m, s: String(whole % 60).padStart(2, "0") });
  return t("span.hours", { h: Math.floor(m / 60), m: m % 60 });
}

/** What a run fetches: its sources, the first two of many, and whether it is a sync or a retry. */
export function printTargets({ targets, command }: Pick<Run, "targets" | "command">): string {
  const named = nameTargets(targets);
  if (command === "sync") return t("activity.sync", { targets: named });
  return command === "retry" ? t("activity.retry", { targets: named }) : named;
}

function nameTargets(targets: readonly string[]): string {
  if (targets.length === 0) return t("activity.targets.none");
  if (targets.length <= 3) return targets.join(", ");
  return t("activity.targets.more", {
    first: targets.slice(0, 2).join(", "),
    n: targets.length - 2,
  });
}

/** The next of 1, 2, 5, 10, 20 … that holds a peak with some air. */
export function niceTop(peak: number): number {
  let step = 1;
  for (;;) {
    for (const factor of [1, 2, 5]) if (factor * step >= peak * 1.08) return factor * step;
    step *= 10;
  }
}
