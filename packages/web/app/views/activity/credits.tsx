import type { RunDetail } from "../../../routes/run_schemas.ts";
import { printClock, printCount } from "../../quantities.ts";
import { t } from "./strings.ts";

/** What Imgur gives a Client-ID each hour and user, by its documentation (docs/imgur.md §3). */
const HOURLY = 500;

/** Imgur's credits: what is left, when they come back, and what the run still takes. */
export function CreditMeter({ run }: { readonly run: RunDetail }) {
  const { credits, state, eta } = run;
  const left = credits?.userRemaining ?? null;
  if (credits === null || left === null) {
    return (
      <section class="credits">
        <h2>{t("credits.title")}</h2>
        <p>{t("credits.none")}</p>
      </section>
    );
  }
  const most = Math.max(HOURLY, left);
  const isOn = state === "running";
  const isOut = isOn && left <= 1;
  const time = credits.resetAt === null ? null : printClock(credits.resetAt);
  return (
    <section class="credits">
      <h2>{t("credits.title")}</h2>
      {/* biome-ignore lint/a11y/useSemanticElements: a <meter> has no second part */}
      <div
        class="credits__meter"
        role="meter"
        aria-label={t("credits.label")}
        aria-valuemin={0}
        aria-valuemax={most}
        aria-valuenow={left}
        aria-valuetext={t("credits.left", { n: left })}
        data-out={isOut || undefined}
      >
        <i class="credits__left" style={{ inlineSize: `${(left / most) * 100}%` }} />
        <i
          class="credits__spent"
          style={{
            insetInlineStart: `${(left / most) * 100}%`,
            inlineSize: `${(Math.min(credits.spent, most - left) / most) * 100}%`,
          }}
        />
      </div>
      <p>
        <b>{t(isOn ? "credits.left" : "credits.then", { n: left })}</b>
        {isOn && time !== null && t("credits.back", { time })}.{" "}
        {isOn &&
          credits.clientRemaining !== null &&
          t("credits.day", { n: credits.clientRemaining })}
      </p>
      <p data-out={isOut || undefined}>
        {t("credits.spent", { n: credits.spent })}{" "}
        {isOut && t("credits.out", { time: time ?? printCount(0) })}
        {!isOut && isOn && t(eta === null ? "credits.more" : "credits.done")}
      </p>
    </section>
  );
}
