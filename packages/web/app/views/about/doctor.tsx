import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Doctor as Answer } from "../../../routes/doctor.ts";
import { get } from "../../api.ts";
import { Icon } from "../../parts/icon.tsx";
import type { IconName } from "../../parts/make_icon.ts";
import { t } from "./strings.ts";

type Finding = NonNullable<Answer["findings"]>[number];

const MARKS: Readonly<Record<Finding["status"], IconName>> = {
  ok: "check",
  warn: "info",
  fail: "close",
};

/** What `acacia doctor` finds, as sentences: what is wrong first, each with what helps. */
export function Doctor() {
  /** undefined until known; null when nobody here can examine. */
  const findings = useSignal<readonly Finding[] | null | undefined>(undefined);
  const failure = useSignal<unknown>(undefined);
  const isAsking = useSignal(false);
  const ask = () => {
    isAsking.value = true;
    failure.value = undefined;
    get<Answer>("api/doctor")
      .then((answer) => {
        findings.value = answer.findings?.toSorted((a, b) => rankOf(a) - rankOf(b)) ?? null;
      })
      .catch((reason) => {
        failure.value = reason;
      })
      .finally(() => {
        isAsking.value = false;
      });
  };
  useEffect(ask, []);
  const found = findings.value;
  return (
    <section class="doctor" aria-labelledby="doctor-title">
      <h2 id="doctor-title">{t("about.doctor")}</h2>
      <p class="doctor__sum" role="status">
        {isAsking.value && t("about.doctor.asking")}
        {!isAsking.value && found && sumOf(found)}
      </p>
      {failure.value !== undefined && (
        <p class="doctor__failure" role="alert">
          {t("about.doctor.failed")}
        </p>
      )}
      {found && (
        <ul class="doctor__findings">
          {found.map((finding) => (
            <li key={`${finding.check} ${finding.detail}`} data-status={finding.status}>
              <Icon name={MARKS[finding.status]} />
              <p>
                <b>{finding.check}</b>{" "}
                <span class="spoken">{t(`about.doctor.${finding.status}`)}: </span>
                {finding.detail}
                {finding.hint !== undefined && (
                  <span class="doctor__hint">
                    {t("about.doctor.try", { hint: finding.hint.replaceAll("`", "") })}
                  </span>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
      {found !== undefined && (
        <p class="doctor__note">
          {t(found === null ? "about.doctor.none" : "about.doctor.network")}
        </p>
      )}
      {found !== null && (
        <button class="button" type="button" disabled={isAsking.value} onClick={ask}>
          {t(failure.value === undefined ? "about.doctor.again" : "action.retry")}
        </button>
      )}
    </section>
  );
}

function rankOf({ status }: Finding): number {
  return ["fail", "warn", "ok"].indexOf(status);
}

function sumOf(findings: readonly Finding[]): string {
  const count = (status: Finding["status"]) =>
    findings.filter((finding) => finding.status === status).length;
  if (count("fail") > 0) return t("about.doctor.wrong", { n: count("fail") });
  if (count("warn") > 0) return t("about.doctor.look", { n: count("warn") });
  return t("about.doctor.fine");
}
