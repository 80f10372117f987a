import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Run } from "../../../routes/schemas.ts";
import { printCount, printMoment } from "../../quantities.ts";
import { pageAddress, printAddress } from "../../router.ts";
import { fetchRuns, RUNS_AT_ONCE } from "./activity_api.ts";
import { printRate, printSpan, printTargets } from "./figures.ts";
import { rateOf } from "./run_model.ts";
import { Scroller } from "./scroller.tsx";
import { t } from "./strings.ts";

/** What the table of runs needs. */
export interface EarlierRunsProps {
  /** The run on the page. */
  readonly shown: number;
  /** The one it is compared with; null for none. */
  readonly compared: number | null;
  /** Changes when there may be another run. */
  readonly mark: string;
  readonly onCompare: (ticked: readonly number[]) => void;
}

/** All runs, the newest first: each leads to its page, two ticked ones are compared. */
export function EarlierRuns({ shown, compared, mark, onCompare }: EarlierRunsProps) {
  const runs = useSignal<readonly Run[]>([]);
  const isAll = useSignal(true);
  const ticked = useSignal<readonly number[]>([]);
  useEffect(() => {
    ticked.value = compared === null ? [] : [shown, compared];
  }, [shown, compared]);
  const load = async (before?: number) => {
    const page = await fetchRuns(before).catch(() => null);
    if (page === null) return;
    isAll.value = page.length < RUNS_AT_ONCE;
    runs.value = before === undefined ? page : [...runs.peek(), ...page];
  };
  useEffect(() => void load(), [mark]);
  const tick = (id: number) => {
    const without = ticked.peek().filter((one) => one !== id);
    const isOff = without.length < ticked.peek().length;
    // A third one takes the place of the one that was ticked last.
    ticked.value = isOff ? without : [...without.slice(0, 1), id];
    onCompare(ticked.value);
  };
  if (runs.value.length === 0) return null;
  return (
    <section class="runs">
      <h2>
        {t("runs.title")} <small>{t("runs.hint")}</small>
      </h2>
      <Scroller label={t("runs.title")}>
        <table>
          <Head />
          <tbody>
            {runs.value.map((run) => (
              <Row
                key={run.id}
                run={run}
                isShown={run.id === shown}
                isTicked={ticked.value.includes(run.id)}
                onTick={() => tick(run.id)}
              />
            ))}
          </tbody>
        </table>
      </Scroller>
      {!isAll.value && (
        <button class="button" type="button" onClick={() => void load(runs.peek().at(-1)?.id)}>
          {t("runs.more")}
        </button>
      )}
    </section>
  );
}

function Head() {
  const numbers = ["runs.items", "runs.time", "runs.rate", "runs.bad"] as const;
  return (
    <thead>
      <tr>
        <td />
        {(["runs.run", "runs.sources", "runs.way"] as const).map((id) => (
          <th key={id} scope="col">
            {t(id)}
          </th>
        ))}
        {numbers.map((id) => (
          <th key={id} scope="col" data-number>
            {t(id)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface RowProps {
  readonly run: Run;
  readonly isShown: boolean;
  readonly isTicked: boolean;
  readonly onTick: () => void;
}

function Row({ run, isShown, isTicked, onTick }: RowProps) {
  const { id, startedAt, finishedAt, strategy, totals, state } = run;
  const seconds = finishedAt === null ? null : (finishedAt - startedAt) / 1000;
  const rate = rateOf({ totals, seconds });
  const bad = totals.failed + totals.rejected;
  return (
    <tr data-ticked={isTicked ? "" : undefined}>
      <td>
        <label class="runs__tick">
          <input
            type="checkbox"
            checked={isTicked}
            aria-label={t("runs.compare", { run: id })}
            onChange={onTick}
          />
        </label>
      </td>
      <th scope="row">
        <a
          href={printAddress(pageAddress("activity", String(id)))}
          aria-current={isShown ? "page" : undefined}
        >
          {id}
        </a>
        <small>{printMoment(startedAt)}</small>
      </th>
      <td class="runs__targets">{printTargets(run)}</td>
      <td>{strategy}</td>
      <td data-number>{printCount(totals.announced)}</td>
      <td data-number>
        {state === "running"
          ? t("runs.now")
          : seconds === null
            ? t("runs.unknown")
            : printSpan(seconds)}
      </td>
      <td data-number>{rate === null ? t("runs.unknown") : printRate(rate)}</td>
      <td data-number data-bad={bad > 0 ? "" : undefined}>
        {printCount(bad)}
      </td>
    </tr>
  );
}
