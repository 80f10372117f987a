import { REASONS, type Reason } from "@acacia/core/outcomes";
import { ACTIVITY_STRINGS, t } from "./strings.ts";

type OwnId = keyof typeof ACTIVITY_STRINGS;

/** Whether this page has a message of that name. */
export function isOwn(id: string): id is OwnId {
  return id in ACTIVITY_STRINGS;
}

/** How a run ended, in words. */
export function printExit(code: number): string {
  const id = `exit.${code}`;
  return isOwn(id) ? t(id) : t("exit.other", { code });
}

/** Why items were not kept, as a sentence. */
export function printReason(reason: string): string {
  return REASONS[reason as Reason] ?? reason;
}

/** What helps with a reason. */
export function printHelp(reason: string): string {
  if (reason === "http.429" || reason === "capacity" || reason === "stopped.host") {
    return t("reasons.help.later");
  }
  const help = HELP[reason] ?? HELP[reason.split(".")[0] ?? ""] ?? "reasons.help.checked";
  return t(help);
}

/** By the code, or by its first word. */
const HELP: Readonly<Record<string, OwnId>> = {
  gone: "reasons.help.gone",
  "placeholder.region": "reasons.help.region",
  filter: "reasons.help.filter",
  http: "reasons.help.retry",
  network: "reasons.help.retry",
  length: "reasons.help.retry",
  checksum: "reasons.help.retry",
  body: "reasons.help.retry",
  post: "reasons.help.retry",
  worker: "reasons.help.retry",
  stopped: "reasons.help.stopped",
  disk: "reasons.help.disk",
  "size.limit": "reasons.help.limit",
};

/** Whether a retry asks again for what ended so. */
export function canRetry(outcome: string): boolean {
  return outcome === "failed" || outcome === "rejected" || outcome === "region_blocked";
}
