import type { Clock } from "../async/clock.ts";
import { CreditBudget, type CreditFacts } from "../limit/credits.ts";
import type { HostGate, Observation } from "../limit/host_gate.ts";
import {
  describeCall,
  type FetchedText,
  fetchText,
  type ImgurCall,
  UnusableAnswer,
} from "./_call.ts";
import {
  callFailed,
  clientIdMissing,
  creditsStopped,
  type Failure,
  networkReason,
} from "./_failures.ts";
import { nextAttempt } from "./_next_attempt.ts";
import type { ImgurBases } from "./bases.ts";
import { readCredits, readRateHeaders } from "./rate_headers.ts";
import { parseJson, type Refusal, readRefusal } from "./refusal.ts";

export type { ImgurCall } from "./_call.ts";

/** A success, or Imgur's word that there is no such thing. */
export type ImgurAnswer =
  | { readonly found: true; readonly json: unknown }
  | { readonly found: false; readonly message: string };

/** What {@link ImgurClient.get} takes beside the call. */
export interface GetOptions {
  readonly signal: AbortSignal;
  /** Whether to wait out a throttle, "over capacity" and the like, or to fail at once. @default true */
  readonly patient?: boolean;
  /**
   * Whether only JSON may say 404: a web page that does (docs/imgur.md §2.6) is then a failure, tried again, and
   * not the word that there is no such thing. @default false
   */
  readonly jsonOnly?: boolean;
}

/** Reads Imgur, one GET at a time: authorised, limited, retried. */
export interface ImgurClient {
  readonly bases: ImgurBases;
  readonly clientId: string | undefined;
  readonly clock: Clock;
  /** What was spent and what is left. */
  readonly budget: CreditBudget;
  /**
   * Makes a call. A 404 is a value, and so is a 403 for one thing by a Client-ID that works for others; every
   * other refusal is an error once the retries are used up.
   * @throws {AcaciaError} `client_id.missing`, `client_id.refused`, `rate_limit`, `capacity`, `limit`,
   *   `network` or `wire`; the signal's reason when it aborts.
   */
  get(call: ImgurCall, options: GetOptions): Promise<ImgurAnswer>;
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
  /** Further attempts after the first, 0 or more; twice as many after a 429. @default 4 */
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

const USER_AGENT = "Acacia/0.1 (personal archiver)";
/** Credits that come back sooner are waited for. */
const MAX_CREDIT_WAIT_MS = 2 * 60_000;
/** How long an impatient caller takes the API for closed, when the answer names no time. */
const CLOSED_MS = { capacity: 10 * 60_000, otherwise: 60_000 } as const;

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
  return new HttpClient(options);
}

class HttpClient implements ImgurClient {
  readonly bases: ImgurBases;
  readonly clientId: string | undefined;
  readonly clock: Clock;
  readonly budget: CreditBudget;
  readonly #options: ImgurClientOptions;
  /** Set once Imgur has answered to the Client-ID: from then on a 403 is about the thing, not about the key. */
  #accepted = false;
  /** Why every further call with this Client-ID is in vain. */
  #refused: Refusal | undefined;
  /** What last closed the API to callers who do not wait, and when that is thought to end, epoch ms. */
  #closed: { readonly failure: Failure; readonly until: number } | undefined;

  constructor(options: ImgurClientOptions) {
    this.#options = options;
    this.bases = options.bases;
    this.clientId = options.clientId || undefined;
    this.clock = options.clock;
    this.budget = options.budget ?? new CreditBudget({ clock: options.clock });
  }

  async get(call: ImgurCall, options: GetOptions): Promise<ImgurAnswer> {
    const { signal, patient = true, jsonOnly = false } = options;
    const { retries = 4 } = this.#options;
    for (let attempt = 0; ; attempt++) {
      if (call.auth !== "none") await this.#prepare(call, { signal, patient });
      const result = await this.#tryOnce(call, { signal, jsonOnly });
      if ("found" in result) return result;
      const random = () => this.clock.random();
      const waitMs = nextAttempt(result, { attempt, retries, patient, random });
      if (call.auth !== "none") this.#noteClosed(result, waitMs === undefined);
      if (waitMs === undefined) throw callFailed(call, result);
      if (waitMs > 0) await this.clock.sleep(waitMs, signal);
    }
  }

  async getCredits({ signal }: { readonly signal: AbortSignal }): Promise<CreditFacts> {
    const call: ImgurCall = { base: "api", path: "/3/credits", auth: "header" };
    const answer = await this.get(call, { signal });
    if (answer.found) this.#noteCredits(readCredits(answer.json, this.clock.now()));
    return this.budget.facts;
  }

  /** Throws what is known already; waits for credits that come back soon. */
  async #prepare(call: ImgurCall, options: Required<Omit<GetOptions, "jsonOnly">>): Promise<void> {
    if (!this.clientId) throw clientIdMissing(describeCall(call));
    if (this.#refused) throw callFailed(call, { refusal: this.#refused });
    const now = this.clock.now();
    if (!options.patient && this.#closed && this.#closed.until > now) {
      throw callFailed(call, this.#closed.failure);
    }
    const stop = this.budget.findStop();
    if (stop === undefined) return;
    const waitMs = (stop.resetAt ?? Number.POSITIVE_INFINITY) - now;
    if (!options.patient || waitMs > MAX_CREDIT_WAIT_MS) throw creditsStopped(call, stop);
    const seconds = Math.ceil(waitMs / 1000);
    this.#options.onNotice?.(`Imgur's credits are used up: waiting ${seconds} s for new ones`);
    await this.clock.sleep(waitMs, options.signal);
  }

  async #tryOnce(
    call: ImgurCall,
    { signal, jsonOnly }: { signal: AbortSignal; jsonOnly: boolean },
  ): Promise<ImgurAnswer | Failure> {
    const { gate, timeoutMs = 30_000, userAgent = USER_AGENT, proxy } = this.#options;
    using _slot = await gate.enter(signal);
    using timeout = this.clock.timeout(timeoutMs);
    if (call.auth !== "none") this.budget.spend();
    const startedAt = this.clock.monotonic();
    let fetched: FetchedText;
    try {
      fetched = await fetchText(call, {
        bases: this.bases,
        clientId: this.clientId,
        userAgent,
        proxy,
        signal: AbortSignal.any([signal, timeout.signal]),
      });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof UnusableAnswer) return { unusable: error.message };
      gate.note({ kind: "error" });
      return { network: networkReason(error), cause: error };
    }
    const json = parseJson(fetched.bodyText);
    const refusal = readRefusal({ ...fetched, json, nowMs: this.clock.now() });
    const ms = this.clock.monotonic() - startedAt;
    gate.note(observe(refusal, { ms, bytes: fetched.sizeBytes }));
    if (call.auth !== "none") this.#learn(call, fetched, refusal);
    if (jsonOnly && json === undefined && refusal?.kind === "not_found") {
      return { refusal: { ...refusal, kind: "html" } };
    }
    return this.#judge(refusal, { json, status: fetched.status });
  }

  #judge(
    refusal: Refusal | undefined,
    answer: { json: unknown; status: number },
  ): ImgurAnswer | Failure {
    if (refusal === undefined) return { found: true, json: answer.json };
    const isForbidden = refusal.kind === "auth" && answer.status === 403 && this.#accepted;
    if (refusal.kind === "not_found" || isForbidden) {
      return { found: false, message: refusal.message };
    }
    return { refusal };
  }

  /** Keeps what an answer told about the credits and the Client-ID. */
  #learn(call: ImgurCall, fetched: FetchedText, refusal: Refusal | undefined): void {
    this.#noteCredits(readRateHeaders(fetched.headers, this.clock.now()));
    if (refusal === undefined) this.#accepted = true;
    // post/v1 is the web site's own: its word against a Client-ID is not the last one.
    const isLastWord = call.path.startsWith("/3/") && !this.#accepted;
    if (refusal?.kind === "auth" && isLastWord) this.#refused = refusal;
  }

  /** A throttle closes the API at once, a failure of the server or the network when the retries are used up. */
  #noteClosed(failure: Failure, isLast: boolean): void {
    const kind = "refusal" in failure ? failure.refusal.kind : "other";
    const isThrottle = kind === "throttled" || kind === "capacity";
    if (!isThrottle && !(isLast && ("network" in failure || kind === "server"))) return;
    const asked = "refusal" in failure ? failure.refusal.retryAfterMs : undefined;
    const closedMs = asked ?? (kind === "capacity" ? CLOSED_MS.capacity : CLOSED_MS.otherwise);
    this.#closed = { failure, until: this.clock.now() + closedMs };
  }

  #noteCredits(facts: CreditFacts | undefined): void {
    if (facts === undefined) return;
    this.budget.note(facts);
    this.#options.onCredits?.(this.budget.facts);
  }
}

function observe(refusal: Refusal | undefined, size: { ms: number; bytes: number }): Observation {
  const wait = refusal?.retryAfterMs === undefined ? {} : { retryAfterMs: refusal.retryAfterMs };
  switch (refusal?.kind) {
    case "throttled":
      return { kind: "throttled", ...wait };
    case "capacity":
    case "forbidden":
      return { kind: "capacity", ...wait };
    case "server":
    case "html":
      return { kind: "error" };
    default:
      return { kind: "ok", ...size };
  }
}
