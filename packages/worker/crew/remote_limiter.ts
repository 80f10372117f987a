import type { ByteRate, HostGate, Slot } from "@acacia/core";
import type { TransferTools } from "@acacia/core/transfer";
import { toAcaciaError } from "./failure.ts";
import type { LimitAnswer, LimitCall } from "./limit_messages.ts";
import type { Port } from "./serve_member.ts";

/** The coordinator's limits as a member sees them: it asks, and reports what it met. */
export class RemoteLimiter<Down extends { readonly type: string }, Up> {
  /** The same line without what concerns limits. */
  readonly port: Port<Down, Up>;
  /** The CDN's gate, which the coordinator keeps. */
  readonly gate: HostGate;
  /** `--limit-rate`, which the coordinator counts. */
  readonly rate: ByteRate;
  /** Aborts when the coordinator says `cancel`. */
  readonly signal: AbortSignal;
  /** Aborts when the coordinator says `call_off`, and with {@link signal} at the latest. */
  readonly draining: AbortSignal;
  readonly onEvent: NonNullable<TransferTools["onEvent"]>;
  readonly #post: (call: LimitCall) => void;
  readonly #waiting = new Map<number, () => void>();
  #lastAsk = 0;

  /** @param line The member's port. */
  constructor(line: Port<Down | LimitAnswer, Up | LimitCall>) {
    const cancel = new AbortController();
    const drain = new AbortController();
    this.#post = line.post;
    this.signal = cancel.signal;
    this.draining = AbortSignal.any([drain.signal, cancel.signal]);
    this.gate = {
      role: "cdn",
      enter: (signal) => this.#enter(signal),
      note: (observation) => this.#post({ type: "note", observation }),
    };
    this.rate = { take: (bytes, signal) => this.#take(bytes, signal) };
    this.onEvent = (event) => this.#post({ type: "event", event });
    this.port = {
      post: line.post,
      listen: (onMessage) =>
        line.listen((message) => {
          if (!isLimitAnswer(message)) onMessage(message);
          else if (message.type === "granted") this.#waiting.get(message.ask)?.();
          else {
            const stop = message.type === "cancel" ? cancel : drain;
            stop.abort(toAcaciaError(message.failure));
          }
        }),
    };
  }

  async #enter(signal: AbortSignal): Promise<Slot> {
    const ask = this.#nextAsk();
    await this.#ask({ type: "enter", ask }, signal);
    let isHeld = true;
    return {
      [Symbol.dispose]: () => {
        if (isHeld) this.#post({ type: "leave", ask });
        isHeld = false;
      },
    };
  }

  #take(bytes: number, signal: AbortSignal): Promise<void> {
    return this.#ask({ type: "take", ask: this.#nextAsk(), bytes }, signal);
  }

  /** Resolves when the coordinator grants it. */
  #ask(call: Extract<LimitCall, { ask: number }>, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const onAbort = () => {
        this.#waiting.delete(call.ask);
        this.#post({ type: "leave", ask: call.ask });
        reject(signal.reason);
      };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#waiting.set(call.ask, () => {
        this.#waiting.delete(call.ask);
        signal.removeEventListener("abort", onAbort);
        resolve();
      });
      this.#post(call);
    });
  }

  #nextAsk(): number {
    this.#lastAsk += 1;
    return this.#lastAsk;
  }
}

/** Whether a message is about limits. */
export function isLimitAnswer(message: { readonly type: string }): message is LimitAnswer {
  return ANSWERS.has(message.type);
}

const ANSWERS: ReadonlySet<string> = new Set<LimitAnswer["type"]>([
  "granted",
  "call_off",
  "cancel",
]);
