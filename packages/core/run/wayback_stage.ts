import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Channel } from "../async/channel.ts";
import { AcaciaError } from "../errors.ts";
import { type Capture, printDigest, type WaybackIndex } from "../imgur/wayback.ts";
import type { Transfer } from "../strategy/strategy.ts";
import type { Arrived, Refused, TransferResult } from "../transfer/plan.ts";
import type { RunContext } from "./context.ts";

/** The public web archive, as a run asks it: politely, and nobody else. */
export interface Wayback {
  readonly index: WaybackIndex;
  /** Moves a file from the archive, checked as any other. */
  readonly transfer: Transfer;
}

/** Removed pictures that may wait for their look-up: one a second is slow, and more than this an hour's work. */
const WAITING_ITEMS = 4_096;
/** So many look-ups in a row that fail end the asking. */
const MAX_FAILURES = 3;

/**
 * Looks removed pictures up in the web archive, one after the other beside the transfers; every other result
 * goes straight on. What is found is stored in the removed one's place, marked with where it came from.
 */
export class WaybackStage {
  readonly #context: RunContext;
  readonly #wayback: Wayback;
  readonly #draining: AbortSignal;
  readonly #sum = { asked: 0, found: 0, wrong: 0 };
  #failures = 0;

  /** @param context The run. @param wayback Whom to ask. @param draining Look nothing more up. */
  constructor(context: RunContext, wayback: Wayback, draining: AbortSignal) {
    this.#context = context;
    this.#wayback = wayback;
    this.#draining = draining;
  }

  /** The results, with what was found in place of what was removed. */
  async *fill(results: AsyncIterable<TransferResult>): AsyncGenerator<TransferResult> {
    const out = new Channel<TransferResult>({ maxItems: 1 });
    const removed = new Channel<Refused>({ maxItems: WAITING_ITEMS });
    const sort = async () => {
      for await (const result of results) {
        const isTaken = isRemoved(result) ? await removed.send(result) : await out.send(result);
        if (!isTaken) return;
      }
      removed.close();
    };
    const lookUp = async () => {
      for await (const result of removed) {
        if (!(await out.send(await this.#find(result)))) return;
      }
    };
    const working = Promise.all([sort(), lookUp()]).then(
      () => out.close(),
      (error) => out.close(error),
    );
    try {
      yield* out;
      this.#tellSum();
    } finally {
      out.cancel();
      removed.cancel();
      await working;
    }
  }

  async #find(result: Refused): Promise<TransferResult> {
    if (this.#draining.aborted || this.#failures >= MAX_FAILURES) return result;
    this.#sum.asked += 1;
    let captures: readonly Capture[];
    try {
      captures = await this.#wayback.index.list(result.plan.media, this.#draining);
      this.#failures = 0;
    } catch (error) {
      if (this.#draining.aborted) return result;
      if (!(error instanceof AcaciaError)) throw error;
      this.#noteFailure(error);
      return result;
    }
    for (const capture of sortByName(captures, result.plan.url)) {
      if (this.#draining.aborted) return result;
      const found = await this.#take(capture, result);
      if (found) return found;
    }
    return result;
  }

  /** A capture's file, when it comes and is what the index says. */
  async #take(capture: Capture, removed: Refused): Promise<Arrived | undefined> {
    const plan = { ...removed.plan, url: capture.url, fallbackUrls: [], companions: [] };
    const result = await this.#wayback.transfer(plan, removed.slot);
    if (result.verdict === "refused") return undefined;
    const path = join(this.#context.archive.dir, result.file.path);
    if ((await digestOf(path)) !== capture.digest) {
      this.#sum.wrong += 1;
      await rm(path, { force: true });
      return undefined;
    }
    this.#sum.found += 1;
    return {
      ...result,
      plan: removed.plan,
      startedAt: removed.startedAt,
      ms: removed.ms + result.ms,
      attempts: removed.attempts + result.attempts,
      bytes: removed.bytes + result.bytes,
      origin: { kind: "wayback", address: capture.url },
    };
  }

  #noteFailure(error: AcaciaError): void {
    this.#failures += 1;
    const isLast = this.#failures === MAX_FAILURES;
    const rest = isLast ? "; nothing more is looked up in this run" : "";
    const { hint } = error;
    this.#tell("warning", `${error.message}${rest}`, hint);
  }

  #tellSum(): void {
    const { asked, found, wrong } = this.#sum;
    if (asked === 0) return;
    const lies =
      wrong === 0 ? "" : `; ${wrong} files were not what its index says, and were refused`;
    this.#tell("info", `From the web archive: ${found} of ${asked} removed pictures${lies}`);
  }

  #tell(level: "info" | "warning", message: string, hint?: string): void {
    this.#context.emit({ type: "run.notice", level, message, ...(hint ? { hint } : {}) });
  }
}

/** Those that were captured under the name that is wanted first: a GIF's mp4 has the same id. */
function sortByName(captures: readonly Capture[], url: string): Capture[] {
  const isNamed = ({ original }: Capture) => Number(extOf(original) === extOf(url));
  return captures.toSorted((one, other) => isNamed(other) - isNamed(one));
}

function extOf(address: string): string | undefined {
  return /\.(\w+)(?:\?|$)/.exec(address)?.[1]?.toLowerCase();
}

function isRemoved(result: TransferResult): result is Refused {
  return result.verdict === "refused" && result.outcome === "removed";
}

async function digestOf(path: string): Promise<string> {
  const sha1 = new Bun.CryptoHasher("sha1");
  for await (const chunk of Bun.file(path).stream()) sha1.update(chunk);
  return printDigest(new Uint8Array(sha1.digest()));
}
