import type { PartialFile } from "../archive/partial.ts";
import { attempt, type FetchJob, type Whole } from "./attempt.ts";
import { type Fault, fault } from "./fault.ts";
import { nextWait, type Verdict } from "./next_wait.ts";
import type { Arrived, CompanionRole, TransferPlan, TransferResult } from "./plan.ts";
import type { TransferDeps } from "./settings.ts";

/** Progress is told at most so often for a slot, ms. */
const PROGRESS_MS = 250;
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

/** An address that brought nothing, and why. */
interface GivenUp {
  readonly kind: "refused";
  readonly fault: Fault;
  readonly verdict: Extract<Verdict, { kind: "give_up" }>;
}

/** Tries one address until it is there, refused for good, or tried often enough. */
async function fetchAddress(
  url: string,
  log: TransferLog,
  { retries, role }: { retries: number; role?: CompanionRole },
): Promise<Whole | GivenUp> {
  const { deps } = log;
  using lease = new PartialLease(url, log, role);
  let failures = 0;
  let triedReferer = false;
  let triedFresh = false;
  let using: "referer" | "fresh_connection" | undefined;
  for (let number = 1; ; number++) {
    const isFresh = using === "fresh_connection";
    const result = await attempt(lease.job, { withReferer: triedReferer, isFresh, number }).catch(
      (error: unknown) => fault("unexpected", { error }),
    );
    if (result.kind === "whole") return result;
    failures += 1;
    const random = deps.clock.random();
    const verdict = nextWait(result, { failures, retries, triedReferer, triedFresh, random });
    if (verdict.kind === "stop_run") throw verdict.error;
    if (verdict.kind === "give_up") return { kind: "refused", fault: result, verdict };
    if (verdict.kind === "stop_host") continue;
    if (verdict.isFree) failures -= 1;
    using = verdict.using;
    triedReferer ||= using === "referer";
    triedFresh ||= using === "fresh_connection";
    if (verdict.afterMs > 0)
      await deps.clock.sleep(verdict.afterMs, deps.signal).catch(() => undefined);
  }
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

/** The partial file of one address: opened when first needed, closed when the address is done with. */
class PartialLease implements Disposable {
  readonly job: FetchJob;
  #file: PartialFile | undefined;

  constructor(url: string, log: TransferLog, role: CompanionRole | undefined) {
    const { deps, plan } = log;
    const name = `${safeName(plan.media)}-${Bun.hash(url).toString(36)}`;
    this.job = {
      deps,
      url,
      wholeName: `${name}.${plan.item}`,
      hasPart: () => this.#file !== undefined || deps.partials.has(name),
      partial: () => {
        this.#file ??= deps.partials.open(name, url);
        return this.#file;
      },
      onBegin: () => role ?? log.startAttempt(),
      onBytes: (piece) => log.addBytes(piece, role === undefined),
    };
  }

  [Symbol.dispose](): void {
    this.#file?.[Symbol.dispose]();
  }
}

/** An id as it may stand in a file name; ids of Imgur are left as they are. */
function safeName(media: string): string {
  return media.replace(/[^\w-]/g, "_").slice(0, 40);
}

/** What is counted and told about one transfer. */
class TransferLog {
  readonly plan: TransferPlan;
  readonly deps: TransferDeps;
  readonly #slot: number;
  readonly #startedAt: number;
  readonly #began: number;
  #attempts = 0;
  #bytes = 0;
  #toldAt: number;

  constructor(plan: TransferPlan, deps: TransferDeps, slot: number) {
    this.plan = plan;
    this.deps = deps;
    this.#slot = slot;
    this.#startedAt = deps.clock.now();
    this.#began = deps.clock.monotonic();
    this.#toldAt = this.#began;
  }

  startAttempt(): void {
    this.#attempts += 1;
    this.deps.onEvent?.({
      type: "transfer.started",
      media: this.plan.media,
      slot: this.#slot,
      attempt: this.#attempts,
    });
  }

  /** Counts a piece; tells of it when it belongs to the file itself and the last word is old enough. */
  addBytes(
    { count, bytes, total }: { count: number; bytes: number; total: number | null },
    isMain: boolean,
  ): void {
    this.#bytes += count;
    const at = this.deps.clock.monotonic();
    if (!isMain || !this.deps.onEvent || at - this.#toldAt < PROGRESS_MS) return;
    this.#toldAt = at;
    this.deps.onEvent({
      type: "transfer.progress",
      media: this.plan.media,
      slot: this.#slot,
      bytes,
      total: total ?? this.plan.sizeBytes,
    });
  }

  facts() {
    return {
      plan: this.plan,
      startedAt: this.#startedAt,
      ms: Math.round(this.deps.clock.monotonic() - this.#began),
      attempts: this.#attempts,
      bytes: this.#bytes,
      slot: this.#slot,
    };
  }
}
