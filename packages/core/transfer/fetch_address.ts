import type { PartialFile } from "../archive/partial_file.ts";
import { attempt, type FetchJob, type Whole } from "./attempt.ts";
import { type Fault, fault } from "./fault.ts";
import { nextWait, type Verdict } from "./next_wait.ts";
import type { CompanionRole } from "./plan.ts";
import type { TransferLog } from "./transfer_log.ts";

/** An address that brought nothing, and why. */
export interface GivenUp {
  readonly kind: "refused";
  readonly fault: Fault;
  readonly verdict: Extract<Verdict, { kind: "give_up" }>;
}

/** Tries one address until it is there, refused for good, or tried often enough. */
export async function fetchAddress(
  url: string,
  log: TransferLog,
  { retries, role }: { retries: number; role?: CompanionRole },
): Promise<Whole | GivenUp> {
  const { deps } = log;
  using lease = new PartialLease(url, log, role);
  let failures = 0;
  let triedReferer = false;
  let triedFresh = false;
  let isFresh = false;
  for (let number = 1; ; number++) {
    const result = await attempt(lease.job, { withReferer: triedReferer, isFresh, number }).catch(
      (error: unknown) => fault("unexpected", { error }),
    );
    if (result.kind === "whole") return result;
    failures += 1;
    const random = deps.clock.random();
    const verdict = nextWait(result, { failures, retries, triedReferer, triedFresh, random });
    if (verdict.kind === "stop_run") throw verdict.error;
    if (verdict.kind === "give_up") return { kind: "refused", fault: result, verdict };
    if (verdict.kind === "stop_host") {
      // The file itself has come: nobody waits minutes for what goes with it.
      if (role !== undefined) return { kind: "refused", fault: result, verdict: failed(result) };
      continue;
    }
    if (verdict.isFree) failures -= 1;
    isFresh = verdict.using === "fresh_connection";
    triedFresh ||= isFresh;
    triedReferer ||= verdict.using === "referer";
    // Whoever stops the run ends the wait; the next attempt sees it before it asks.
    if (verdict.afterMs > 0) {
      const { clock, signal, draining = signal } = deps;
      await clock.sleep(verdict.afterMs, draining).catch(() => undefined);
    }
  }
}

function failed({ reason }: Fault): GivenUp["verdict"] {
  return { kind: "give_up", outcome: "failed", reason };
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
      onBegin: () => {
        if (role === undefined) log.startAttempt();
      },
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
