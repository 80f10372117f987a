import type { Clock } from "../async/clock.ts";
import { CreditBudget, type CreditFacts } from "../limit/credits.ts";
import type { HostGate, Observation } from "../limit/host_gate.ts";
import { describeCall, fetchText, type ImgurCall, UnusableAnswer } from "./_call.ts";
import {
  callFailed,
  clientIdMissing,
  creditsStopped,
  type Failure,
  networkReason,
} from "./_failures.ts";
import type { ImgurBases } from "./bases.ts";
import { readCredits, readRateHeaders } from "./rate_headers.ts";
import { parseJson, type Refusal, readRefusal } from "./refusal.ts";

export type { ImgurCall } from "./_call.ts";

/** A success, or Imgur's word that there is no such thing. */
export type ImgurAnswer =
  | { readonly found: true; readonly json: unknown }
  | { readonly found: false; readonly message: string };

/** Reads Imgur, one GET at a time: authorised, limited, retried. */
export interface ImgurClient {
  readonly bases: ImgurBases;
  readonly clientId: string | undefined;
  readonly clock: Clock;
  /** What was spent and what is left. */
  readonly budget: CreditBudget;
  /**
   * Makes a call. A 404 is a value; every other refusal is an error once the retries are used up.
   * @throws {AcaciaError} `client_id.missing`, `client_id.refused`, `rate_limit`, `capacity`, `limit`,
   *   `network` or `wire`; the signal's reason when it aborts.
   */
  get(call: ImgurCall, options: { readonly signal: AbortSignal }): Promise<ImgurAnswer>;
  /**
   * Asks `/3/credits`.
   * @returns What is known afterwards.
   * @throws {AcaciaError} As `get`.
   */
  getCredits(options: { readonly signal: AbortSignal }): Promise<CreditFacts>;
}

/** What {@link makeImgurClient} takes. */
export interface ImgurClientOptions {
  readonly bases: ImgurBases;
  /** The user's own; there is no built-in one. */
  readonly clientId: string | undefined;
  /** Of the API. */
  readonly gate: HostGate;
  readonly clock: Clock;
  /** @default "Acacia/0.1 (personal archiver)" */
  readonly userAgent?: string;
  /** Further attempts after the first, 0 or more. @default 4 */
  readonly retries?: number;
  /** For a whole attempt. @default 30000 */
  readonly timeoutMs?: number;
  /** @default what the environment says */
  readonly proxy?: string;
  /** @default no cap */
  readonly budget?: CreditBudget;
  /** Called when an answer told something about credits. */
  readonly onCredits?: (facts: CreditFacts) => void;
  /** Called with a sentence when a wait needs explaining. */
  readonly onNotice?: (message: string) => void;
}

/** First and longest wait after a server error; the true one is drawn from below it. */
const BACKOFF_MS = { first: 500, most: 30_000 } as const;
/** A longer wait is not waited for: the run ends and says when to come back. */
const MAX_THROTTLE_MS = 15 * 60_000;
const MAX_CREDIT_WAIT_MS = 2 * 60_000;

/**
 * Makes a client. It sends nothing by itself.
 *
 * @example
 * ```ts
 * import { DEFAULT_BASES, type HostGate, makeImgurClient, systemClock } from "@acacia/core";
 * const open: HostGate = { role: "api", enter: async () => ({ [Symbol.dispose]() {} }), note() {} };
 * const imgur = makeImgurClient({ bases: DEFAULT_BASES, clientId: undefined, gate: open, clock: systemClock });
 * console.assert(imgur.budget.spent === 0);
 * ```
 */
export function makeImgurClient(options: ImgurClientOptions): ImgurClient {
  const budget = options.budget ?? new CreditBudget({ clock: options.clock });
  const line: Line = { ...options, budget };
  const get: ImgurClient["get"] = (call, { signal }) => getWithRetries(line, call, signal);
  return {
    bases: options.bases,
    clientId: options.clientId,
    clock: options.clock,
    budget,
    get,
    async getCredits({ signal }) {
      const answer = await get({ base: "api", path: "/3/credits", auth: "header" }, { signal });
      if (answer.found) noteCredits(line, readCredits(answer.json, options.clock.now()));
      return budget.facts;
    },
  };
}

type Line = ImgurClientOptions & { readonly budget: CreditBudget };

async function getWithRetries(
  line: Line,
  call: ImgurCall,
  signal: AbortSignal,
): Promise<ImgurAnswer> {
  if (call.auth !== "none" && !line.clientId) throw clientIdMissing(describeCall(call));
  const retries = line.retries ?? 4;
  for (let attempt = 0; ; attempt++) {
    if (call.auth !== "none") await awaitCredits(line, call, signal);
    const result = await tryOnce(line, call, signal);
    if ("found" in result) return result;
    const wait = waitAfter(result, { attempt, clock: line.clock });
    if (wait === undefined || attempt >= retries) throw callFailed(call, result);
    if (wait > 0) await line.clock.sleep(wait, signal);
  }
}

/** Waits for credits that come back soon; those that do not end the run. */
async function awaitCredits(line: Line, call: ImgurCall, signal: AbortSignal): Promise<void> {
  const stop = line.budget.findStop();
  if (stop === undefined) return;
  const waitMs = (stop.resetAt ?? Number.POSITIVE_INFINITY) - line.clock.now();
  if (waitMs > MAX_CREDIT_WAIT_MS) throw creditsStopped(call, stop);
  line.onNotice?.(
    `Imgur's credits are used up: waiting ${Math.ceil(waitMs / 1000)} s for new ones`,
  );
  await line.clock.sleep(waitMs, signal);
}

async function tryOnce(
  line: Line,
  call: ImgurCall,
  signal: AbortSignal,
): Promise<ImgurAnswer | Failure> {
  using _slot = await line.gate.enter(signal);
  using timeout = line.clock.timeout(line.timeoutMs ?? 30_000);
  if (call.auth !== "none") line.budget.spend();
  const startedAt = line.clock.monotonic();
  try {
    const fetched = await fetchText(call, {
      bases: line.bases,
      clientId: line.clientId,
      userAgent: line.userAgent ?? "Acacia/0.1 (personal archiver)",
      proxy: line.proxy,
      signal: AbortSignal.any([signal, timeout.signal]),
    });
    if (call.auth !== "none") {
      noteCredits(line, readRateHeaders(fetched.headers, line.clock.now()));
    }
    const json = parseJson(fetched.bodyText);
    const refusal = readRefusal({ ...fetched, json });
    const ms = line.clock.monotonic() - startedAt;
    line.gate.note(observe(refusal, { ms, bytes: fetched.sizeBytes }));
    if (refusal === undefined) return { found: true, json };
    if (refusal.kind === "not_found") return { found: false, message: refusal.message };
    return { refusal };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UnusableAnswer) return { unusable: error.message };
    line.gate.note({ kind: "error" });
    return { network: networkReason(error), cause: error };
  }
}

function noteCredits(line: Line, facts: CreditFacts | undefined): void {
  if (facts === undefined) return;
  line.budget.note(facts);
  line.onCredits?.(line.budget.facts);
}

function observe(refusal: Refusal | undefined, size: { ms: number; bytes: number }): Observation {
  const wait = refusal?.retryAfterMs === undefined ? {} : { retryAfterMs: refusal.retryAfterMs };
  switch (refusal?.kind) {
    case "throttled":
      return { kind: "throttled", ...wait };
    case "capacity":
      return { kind: "capacity", ...wait };
    case "server":
    case "html":
      return { kind: "error" };
    default:
      return { kind: "ok", ...size };
  }
}

/**
 * Milliseconds until the next attempt: full jitter after a failure of the server or the network, none after a
 * throttle, whose pause the gate keeps. Undefined when another attempt would change nothing.
 */
function waitAfter(
  failure: Failure,
  { attempt, clock }: { attempt: number; clock: Clock },
): number | undefined {
  const ceiling = Math.min(BACKOFF_MS.most, BACKOFF_MS.first * 2 ** attempt);
  if ("network" in failure) return clock.random() * ceiling;
  if ("unusable" in failure) return undefined;
  const { kind, retryAfterMs = 0 } = failure.refusal;
  if (kind === "server" || kind === "html") {
    return Math.min(MAX_CREDIT_WAIT_MS, Math.max(retryAfterMs, clock.random() * ceiling));
  }
  if (kind === "capacity") return 0;
  return kind === "throttled" && retryAfterMs <= MAX_THROTTLE_MS ? 0 : undefined;
}
