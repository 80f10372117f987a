import { useSignal } from "@preact/signals";
import type { RunDetail } from "../../../routes/run_schemas.ts";
import { ApiFailure } from "../../api.ts";
import { WriteButton } from "../../parts/write_button.tsx";
import { printBytes, printClock, printCount, printMoment } from "../../quantities.ts";
import { toast } from "../../state.ts";
import { stopRun } from "./activity_api.ts";
import { printRate, printSpan, printTargets } from "./figures.ts";
import { doneOf, movedOf, rateOf } from "./run_model.ts";
import { SpeedLine } from "./speed_line.tsx";
import { t } from "./strings.ts";
import { printExit } from "./words.ts";

const DAY_MS = 86_400_000;

/** The run's name, what it fetches, and what can be done to it. */
export function RunHead({ run, pausedFor }: { readonly run: RunDetail; pausedFor: number | null }) {
  const { id, startedAt, strategy, jobs, state } = run;
  const isToday = Date.now() - startedAt < DAY_MS / 2;
  const moment = isToday ? printClock(startedAt) : printMoment(startedAt);
  const facts = { targets: printTargets(run), moment, strategy };
  const n = Number(jobs);
  return (
    <header class="run-head">
      <div>
        <h1>{t("activity.run", { run: id })}</h1>
        <p>
          {Number.isInteger(n)
            ? t("activity.head.slots", { ...facts, n })
            : t("activity.head", facts)}
        </p>
      </div>
      {state === "running" && (
        <div class="run-head__tools">
          {pausedFor !== null && (
            <p class="run-head__paused" role="status">
              {t("activity.paused", { n: pausedFor })}
            </p>
          )}
          {run.canStop ? <Stop run={id} /> : <p>{t("activity.terminal")}</p>}
        </div>
      )}
    </header>
  );
}

function Stop({ run }: { readonly run: number }) {
  const isAsked = useSignal(false);
  if (isAsked.value) return <p role="status">{t("activity.stopping")}</p>;
  const stop = async () => {
    try {
      await stopRun(run);
      isAsked.value = true;
    } catch (error) {
      const text = error instanceof ApiFailure ? error.message : String(error);
      toast.value = { kind: "failure", text };
    }
  };
  return (
    <WriteButton
      className="button"
      icon="stop"
      action={t("activity.stop")}
      hasWord
      onPress={() => void stop()}
    />
  );
}

/** How far the run is, how fast, and how long still; how it went, once it is over. */
export function RunProgress({
  run,
  speeds,
}: {
  readonly run: RunDetail;
  speeds: readonly number[];
}) {
  const { totals, state, exitCode } = run;
  const done = doneOf(totals);
  const isOn = state === "running";
  const isGrowing = isOn && totals.announced <= done;
  return (
    <section class="run-progress" aria-label={t("activity.progress")}>
      <div>
        <p class="run-progress__total">
          {printCount(done)}{" "}
          <small>
            {isGrowing ? t("activity.growing") : t("activity.of", { announced: totals.announced })}
          </small>
        </p>
        {isOn ? <Pace run={run} rate={speeds.at(-1) ?? 0} /> : <Outcome run={run} />}
        {state === "finished" && exitCode !== null && (
          <p class="run-progress__exit" data-bad={exitCode === 0 ? undefined : ""}>
            {printExit(exitCode)}
          </p>
        )}
        {state === "lost" && (
          <p class="run-progress__exit" data-bad>
            {t("exit.lost")}
          </p>
        )}
      </div>
      {(isOn || movedOf(totals) > 0) && <SpeedLine speeds={speeds} isOn={isOn} />}
    </section>
  );
}

function Pace({ run, rate }: { readonly run: RunDetail; readonly rate: number }) {
  const { eta, bytesPerSecond } = run;
  return (
    <dl class="pace">
      <div>
        <dt>{t(eta === null ? "activity.togo.unknown" : "activity.togo")}</dt>
        <dd>{eta === null ? t("activity.unknown") : printSpan(eta)}</dd>
      </div>
      <div>
        <dt>{t("activity.rate")}</dt>
        <dd>{printRate(rate)}</dd>
      </div>
      <div>
        <dt>{t("activity.bytes")}</dt>
        <dd>{printBytes(bytesPerSecond)}</dd>
      </div>
    </dl>
  );
}

function Outcome({ run }: { readonly run: RunDetail }) {
  const rate = rateOf(run);
  const { seconds, totals } = run;
  return (
    <dl class="pace">
      {seconds !== null && (
        <div>
          <dt>{t("activity.took")}</dt>
          <dd>{printSpan(seconds)}</dd>
        </div>
      )}
      {rate !== null && movedOf(totals) > 0 && (
        <div>
          <dt>{t("activity.rate")}</dt>
          <dd>{printRate(rate)}</dd>
        </div>
      )}
      <div>
        <dt>{t("activity.kept")}</dt>
        <dd>{printBytes(totals.bytes)}</dd>
      </div>
    </dl>
  );
}
