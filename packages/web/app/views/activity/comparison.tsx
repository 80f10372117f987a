import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { RunDetail } from "../../../routes/run_schemas.ts";
import { Icon } from "../../parts/icon.tsx";
import { fetchRun } from "./activity_api.ts";
import { compareFacts, compareSpeed, haveSameSources } from "./compare_runs.ts";
import { LedgerLines } from "./ledger.tsx";
import { Scroller } from "./scroller.tsx";
import { t } from "./strings.ts";

/** What a comparison needs. */
export interface ComparisonProps {
  readonly run: RunDetail;
  /** The number of the other. */
  readonly other: number;
  readonly onClose: () => void;
}

/** Two runs side by side: a sentence, their ledgers, and what differs. */
export function Comparison({ run, other: id, onClose }: ComparisonProps) {
  const other = useSignal<RunDetail | null>(null);
  useEffect(() => {
    other.value = null;
    fetchRun(id)
      .then((detail) => {
        other.value = detail;
      })
      .catch(onClose);
  }, [id]);
  if (other.value === null || other.value.id !== id) return null;
  const pair = [run, other.value] as const;
  return (
    <section class="comparison" aria-label={t("compare.title", { a: pair[0].id, b: pair[1].id })}>
      <header>
        <h2>{compareSpeed(...pair)}</h2>
        <button
          class="icon-button"
          type="button"
          aria-label={t("compare.close")}
          title={t("compare.close")}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      {!haveSameSources(...pair) && <p class="comparison__warning">{t("compare.sources")}</p>}
      <div class="comparison__ledgers">
        {pair.map((one) => (
          <div key={one.id}>
            <h3>{t("activity.run", { run: one.id })}</h3>
            <LedgerLines run={one} />
          </div>
        ))}
      </div>
      <Facts pair={pair} />
    </section>
  );
}

function Facts({ pair }: { readonly pair: readonly [RunDetail, RunDetail] }) {
  const [a, b] = pair;
  return (
    <Scroller label={t("compare.facts", { a: a.id, b: b.id })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("compare.fact")}</th>
            {pair.map(({ id }) => (
              <th key={id} scope="col">
                {t("activity.run", { run: id })}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {compareFacts(a, b).map((fact) => (
            <tr
              key={fact.name}
              class="comparison__fact"
              data-differs={fact.differs ? "" : undefined}
            >
              <th scope="row">{fact.name}</th>
              <td class="comparison__cell">{fact.a}</td>
              <td class="comparison__cell">{fact.b}</td>
              <td class="comparison__differs">{fact.differs && t("compare.differs")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
