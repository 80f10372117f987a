import { OUTCOMES, type Outcome, type Totals } from "@acacia/core/outcomes";
import type { RunDetail } from "../../../routes/run_schemas.ts";
import { printCount } from "../../quantities.ts";
import { doneOf } from "./run_model.ts";
import { t } from "./strings.ts";

/** What a ledger tells of. */
export interface LedgerProps {
  readonly run: Pick<RunDetail, "id" | "totals" | "state" | "sources">;
}

/** The outcomes of the page's run, as a part of its own. */
export function Ledger({ run }: LedgerProps) {
  return (
    <section aria-label={t("activity.ledger", { run: run.id })}>
      <LedgerLines run={run} />
    </section>
  );
}

/** The outcomes of a run as a bar and a list, which end in their sum. */
export function LedgerLines({ run }: LedgerProps) {
  const { totals, state } = run;
  const left = Math.max(0, totals.announced - doneOf(totals));
  const parts = OUTCOMES.filter((outcome) => totals[outcome] > 0);
  return (
    <>
      <LedgerBar totals={totals} />
      <ul class="ledger__list">
        {parts.map((outcome) => (
          <li key={outcome}>
            <i class="ledger__key" data-outcome={outcome} />
            {t(`outcome.${outcome}`)} <b>{printCount(totals[outcome])}</b>
          </li>
        ))}
        {left > 0 && (
          <li>
            <i class="ledger__key" data-outcome="left" />
            {t(state === "running" ? "activity.toGo" : "activity.notReached")}{" "}
            <b>{printCount(left)}</b>
          </li>
        )}
        <Sum run={run} left={left} />
      </ul>
    </>
  );
}

/** The list beside it says the same in words. */
function LedgerBar({ totals }: { readonly totals: Totals }) {
  const left = Math.max(0, totals.announced - doneOf(totals));
  const part = (name: Outcome | "left", size: number) =>
    size > 0 && (
      <i key={name} class="ledger__part" data-outcome={name} style={{ flexGrow: size }} />
    );
  return (
    <div class="ledger__bar" aria-hidden="true">
      {OUTCOMES.map((outcome) => part(outcome, totals[outcome]))}
      {part("left", left)}
    </div>
  );
}

function Sum({ run, left }: LedgerProps & { readonly left: number }) {
  const { totals, state, sources } = run;
  const short = sources.filter((source) => source.short > 0);
  if (short.length > 0) {
    return (
      <li class="ledger__sum" data-short>
        {short.map(({ source, short: missing, announced }) => (
          <span key={source}>
            {t("activity.short", {
              ...{ short: missing, source },
              ...{ announced: announced + missing, listed: announced },
            })}
          </span>
        ))}
      </li>
    );
  }
  if (state !== "running" && left > 0) {
    return (
      <li class="ledger__sum" data-short>
        {t("activity.sum.lost", { n: left })}
      </li>
    );
  }
  return <li class="ledger__sum">{t("activity.sum", { announced: totals.announced })}</li>;
}
