import type { Whole } from "./attempt.ts";
import { fetchAddress } from "./fetch_address.ts";
import type { Arrived, CompanionRole, TransferPlan, TransferResult } from "./plan.ts";
import type { TransferDeps } from "./settings.ts";
import { TransferLog } from "./transfer_log.ts";

/** A companion's absence fails nothing, so it is not waited for long. */
const COMPANION_RETRIES = 1;

/**
 * Moves one file from its address to a whole, checked file under `partial/`; the one function that every strategy
 * runs. Expected answers (gone, region picture, HTML, cut bodies) are results.
 *
 * @param plan What to fetch.
 * @param deps Settings, gate, clock, signal, folder.
 * @param slot The lane that does it, from 0.
 * @throws {AcaciaError} `disk` when the archive's disk refuses.
 */
export async function transferOne(
  plan: TransferPlan,
  deps: TransferDeps,
  slot: number,
): Promise<TransferResult> {
  const log = new TransferLog(plan, deps, slot);
  let answer = await fetchAddress(plan.url, log, { retries: deps.settings.retries });
  for (const url of plan.fallbackUrls) {
    if (answer.kind === "whole" || answer.verdict.outcome !== "removed") break;
    answer = await fetchAddress(url, log, { retries: deps.settings.retries });
  }
  if (answer.kind === "refused") {
    const { outcome, reason } = answer.verdict;
    const { detail } = answer.fault;
    return {
      ...log.facts(),
      verdict: "refused",
      outcome,
      reason,
      ...(detail === undefined ? {} : { detail }),
    };
  }
  const companions = await fetchCompanions(log);
  const { file, finalUrl, lastModified } = answer;
  return { ...log.facts(), verdict: "arrived", file, companions, finalUrl, lastModified };
}

/** Fetches what goes with the file; what does not come is left out. */
async function fetchCompanions(log: TransferLog): Promise<Arrived["companions"]> {
  const companions: { role: CompanionRole; file: Whole["file"] }[] = [];
  for (const { role, url } of log.plan.companions) {
    const answer = await fetchAddress(url, log, { retries: COMPANION_RETRIES, role });
    if (answer.kind === "whole") companions.push({ role, file: answer.file });
  }
  return companions;
}
