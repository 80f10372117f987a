import type { Reason } from "@acacia/core/outcomes";
import type { RunDetail } from "../../../routes/run_schemas.ts";
import { WriteButton } from "../../parts/write_button.tsx";
import { printCount } from "../../quantities.ts";
import { EVERYTHING, printAddress } from "../../router.ts";
import { beginOrTell } from "./starting.ts";
import { t } from "./strings.ts";
import { canRetry, printHelp, printReason } from "./words.ts";

type Group = RunDetail["reasons"][number];

/** What was not kept, by reason: one sentence, what helps, and a retry where that can help. */
export function Reasons({
  run,
  canStart,
}: {
  readonly run: RunDetail;
  readonly canStart: boolean;
}) {
  const { reasons, notices, state } = run;
  const total = reasons.reduce((sum, { items }) => sum + items, 0);
  const failed = reasons.filter(({ outcome }) => canRetry(outcome));
  const count = failed.reduce((sum, { items }) => sum + items, 0);
  return (
    <section class="reasons">
      <h2>
        {t("reasons.title")} {total > 0 && <small>{t("reasons.count", { n: total })}</small>}
        {canStart && failed.length > 0 && <Retry run={run.id} count={count} />}
      </h2>
      {total === 0 && notices.length === 0 && (
        <p class="reasons__none">{t(state === "running" ? "reasons.running" : "reasons.none")}</p>
      )}
      {reasons.map((group) => (
        <ReasonGroup key={`${group.outcome} ${group.reason}`} group={group}>
          {canStart && failed.length > 1 && canRetry(group.outcome) && (
            <Retry run={run.id} count={group.items} reason={group.reason as Reason} />
          )}
        </ReasonGroup>
      ))}
      {notices.length > 0 && (
        <ul class="notices" aria-label={t("notices.title")}>
          {notices.slice(-8).map(({ t: at, level, message, hint }) => (
            <li key={`${at}${message}`} data-level={level}>
              {message}
              {hint !== undefined && <small>{hint}</small>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Retry(props: { readonly run: number; readonly count: number; readonly reason?: Reason }) {
  const { run, count, reason } = props;
  return (
    <WriteButton
      className="button reasons__retry"
      icon="refresh"
      action={t("reasons.retry", { n: count })}
      hasWord
      onPress={() => void beginOrTell({ command: "retry", run, ...(reason ? { reason } : {}) })}
    />
  );
}

function ReasonGroup({
  group,
  children,
}: {
  readonly group: Group;
  readonly children: preact.ComponentChildren;
}) {
  const { outcome, reason, items, examples } = group;
  return (
    <details
      class="reason"
      data-calm={outcome !== "failed" && outcome !== "rejected" ? "" : undefined}
    >
      <summary>
        <span class="reason__count">{printCount(items)}</span>
        <span class="reason__words">
          <b>{printReason(reason)}</b>
          <small>{printHelp(reason)}</small>
        </span>
      </summary>
      <ul class="reason__examples">
        {examples.map((media) => (
          <li key={media}>
            <a href={printAddress({ view: "media", id: media, grid: EVERYTHING })}>{media}</a>
          </li>
        ))}
        {items > examples.length && <li>{t("reasons.more", { n: items - examples.length })}</li>}
      </ul>
      {children}
    </details>
  );
}
