import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ApiFailure } from "../../api.ts";
import { pageAddress, printAddress, push, replace } from "../../router.ts";
import { live } from "../../state.ts";
import type { PageProps } from "../pages.ts";
import { fetchRuns } from "./activity_api.ts";
import { Comparison } from "./comparison.tsx";
import { CreditMeter } from "./credits.tsx";
import { EarlierRuns } from "./earlier_runs.tsx";
import { Lanes } from "./lanes.tsx";
import { Ledger } from "./ledger.tsx";
import { Reasons } from "./reasons.tsx";
import { RunHead, RunProgress } from "./run_head.tsx";
import type { RunModel } from "./run_model.ts";
import { RunWatch } from "./run_watch.ts";
import { begin, starting } from "./starting.ts";
import { t } from "./strings.ts";
import { TargetField } from "./target_field.tsx";

/** Running and past runs: one in full, all as a table, two compared; and a field to start one. */
export function Activity({ at }: PageProps) {
  const newest = useSignal<number | null | undefined>(undefined);
  const failed = useSignal(false);
  const running = live.value?.run?.id ?? null;
  const wanted = Number(at.id);
  const find = () => {
    failed.value = false;
    fetchRuns()
      .then(([run]) => {
        newest.value = run?.id ?? null;
      })
      .catch(() => {
        failed.value = true;
      });
  };
  useEffect(find, [running]);
  const id = Number.isInteger(wanted) && wanted > 0 ? wanted : (running ?? newest.value);
  if (id === undefined) {
    return failed.value ? (
      <Failure onRetry={find} />
    ) : (
      <article class="activity" aria-busy="true" />
    );
  }
  return (
    <article class="activity">
      {running === null && <StartRun isFirst={id === null} />}
      {running !== null && running !== id && (
        <p class="activity__other">
          <a href={printAddress(pageAddress("activity", String(running)))}>
            {t("activity.other", { run: running })}
          </a>
        </p>
      )}
      {id !== null && <RunPage key={id} id={id} at={at} isIdle={running === null} />}
    </article>
  );
}

function Failure({ text, onRetry }: { readonly text?: string; readonly onRetry: () => void }) {
  return (
    <p class="failure" role="alert">
      {text ?? t("activity.failed")}{" "}
      <button class="button" type="button" onClick={onRetry}>
        {t("action.retry")}
      </button>
    </p>
  );
}

function StartRun({ isFirst }: { readonly isFirst: boolean }) {
  const state = starting.value;
  return (
    <section class="start" data-first={isFirst ? "" : undefined}>
      {isFirst ? <h1>{t("activity.none")}</h1> : <h2>{t("activity.idle")}</h2>}
      {isFirst && <p>{t("activity.none.text")}</p>}
      <TargetField
        action={t("start.button")}
        icon="play"
        isBusy={state?.kind === "waiting"}
        failure={state?.kind === "failed" ? state.message : ""}
        onGive={(target) => begin({ command: "fetch", targets: [target] })}
      />
      {state?.kind === "waiting" && (
        <p class="start__waiting" role="status">
          {t("start.starting", { target: state.what })}
        </p>
      )}
    </section>
  );
}

interface RunPageProps extends PageProps {
  readonly id: number;
  readonly isIdle: boolean;
}

function RunPage({ id, at, isIdle }: RunPageProps) {
  const watch = useSignal<RunWatch | null>(null);
  useEffect(() => {
    const made = new RunWatch(id);
    watch.value = made;
    return () => made.close();
  }, [id]);
  const model = watch.value?.model.value ?? null;
  if (watch.value === null) return null;
  const failure = watch.value.failure.value;
  if (failure !== null && model === null) {
    const isMissing = failure instanceof ApiFailure && failure.code === "not_found";
    const text = t(isMissing ? "activity.missing" : "activity.failed", { run: id });
    return <Failure text={text} onRetry={() => void watch.value?.open()} />;
  }
  if (model === null) return <div class="activity__shape" aria-busy="true" />;
  return <Shown watch={watch.value} model={model} at={at} isIdle={isIdle} />;
}

interface ShownProps extends PageProps {
  readonly watch: RunWatch;
  readonly model: RunModel;
  readonly isIdle: boolean;
}

function Shown({ watch, model, at, isIdle }: ShownProps) {
  watch.tick.value;
  const run = model.detail;
  const isOn = run.state === "running";
  const { pausedFor } = watch;
  const other = Number(at.params.with);
  const compared = Number.isInteger(other) && other > 0 && other !== run.id ? other : null;
  const go = (params: Record<string, string | undefined>) => {
    const all = Object.entries({ ...at.params, ...params });
    const kept = all.filter((entry): entry is [string, string] => entry[1] !== undefined);
    replace(pageAddress("activity", at.id, Object.fromEntries(kept)));
  };
  const compare = ([a, b]: readonly number[]) => {
    if (a !== undefined && b !== undefined) {
      push(pageAddress("activity", String(a), { with: String(b) }));
    } else if (compared !== null) go({ with: undefined });
  };
  return (
    <>
      <div class="run" data-paused={pausedFor === null ? undefined : ""}>
        <RunHead run={run} pausedFor={pausedFor} />
        <RunProgress run={run} speeds={model.speeds(watch.shownAt + (isOn ? 0 : 1000))} />
        <Ledger run={run} />
        {compared !== null && (
          <Comparison run={run} other={compared} onClose={() => go({ with: undefined })} />
        )}
        <Lanes
          watch={watch}
          model={model}
          isTable={at.params.tab === "table"}
          onToggle={() => go({ tab: at.params.tab === "table" ? undefined : "table" })}
        />
        <div class="run__two">
          <Reasons run={run} canStart={isIdle} />
          <CreditMeter run={run} />
        </div>
      </div>
      <EarlierRuns
        shown={run.id}
        compared={compared}
        mark={`${run.state} ${live.value?.run?.id}`}
        onCompare={compare}
      />
    </>
  );
}
