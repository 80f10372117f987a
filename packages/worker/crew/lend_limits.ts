import type { TransferTools } from "@acacia/core/transfer";
import { toFailure } from "./failure.ts";
import type { LimitAnswer, LimitCall } from "./limit_messages.ts";
import type { OpenLine } from "./member.ts";

/** The limits that members share, and who hears of their events. */
export type SharedTools = Pick<TransferTools, "gate" | "rate" | "signal" | "draining" | "onEvent">;

/**
 * Members that are lent this process's limits: what they ask is answered here, and what a dead one held is given
 * back. Whoever opened them sees only the rest of what they say.
 *
 * @param openLine Starts a member whose program uses a `RemoteLimiter`.
 * @param tools When their signal aborts, every member is told to drop what runs; when they drain, to wait no more.
 */
export function lendLimits<Down, Up extends { readonly type: string }>(
  openLine: OpenLine<Down | LimitAnswer, Up | LimitCall>,
  tools: SharedTools,
): OpenLine<Down, Up> {
  return ({ onMessage, onExit }) => {
    const loans = new Loans(tools, (answer) => line.send(answer));
    const stops = new DisposableStack();
    const line = openLine({
      onMessage(message) {
        if (isCall(message)) loans.hear(message);
        else onMessage(message);
      },
      onExit(detail) {
        stops.dispose();
        loans.takeBack();
        onExit(detail);
      },
    });
    const { signal, draining = signal } = tools;
    for (const [type, stop] of [
      ["call_off", draining],
      ["cancel", signal],
    ] as const) {
      const tell = () => line.send({ type, failure: toFailure(stop.reason) });
      if (stop.aborted) tell();
      else stop.addEventListener("abort", tell, { once: true });
      stops.defer(() => stop.removeEventListener("abort", tell));
    }
    return line;
  };
}

/** What one member was lent, and what it waits for. */
class Loans {
  readonly #tools: SharedTools;
  readonly #answer: (answer: LimitAnswer) => void;
  readonly #waiting = new Map<number, AbortController>();
  readonly #held = new Map<number, Disposable>();

  constructor(tools: SharedTools, answer: (answer: LimitAnswer) => void) {
    this.#tools = tools;
    this.#answer = answer;
  }

  hear(call: LimitCall): void {
    const { gate, rate, onEvent } = this.#tools;
    switch (call.type) {
      case "enter":
        this.#lend(call.ask, (signal) => gate.enter(signal));
        break;
      case "take":
        this.#lend(call.ask, async (signal) => {
          await rate?.take(call.bytes, signal);
          return undefined;
        });
        break;
      case "leave":
        this.#waiting.get(call.ask)?.abort();
        this.#held.get(call.ask)?.[Symbol.dispose]();
        this.#held.delete(call.ask);
        break;
      case "note":
        gate.note(call.observation);
        break;
      case "event":
        onEvent?.(call.event);
        break;
      default:
        call satisfies never;
    }
  }

  /** The member is gone: gives everything back, and waits for nothing more. */
  takeBack(): void {
    for (const controller of this.#waiting.values()) controller.abort();
    for (const held of this.#held.values()) held[Symbol.dispose]();
    this.#held.clear();
  }

  #lend(ask: number, wait: (signal: AbortSignal) => Promise<Disposable | undefined>): void {
    const controller = new AbortController();
    this.#waiting.set(ask, controller);
    void wait(controller.signal).then(
      (held) => {
        this.#waiting.delete(ask);
        // It may have been granted and given up in the same moment.
        if (controller.signal.aborted) {
          held?.[Symbol.dispose]();
          return;
        }
        if (held) this.#held.set(ask, held);
        this.#answer({ type: "granted", ask });
      },
      () => this.#waiting.delete(ask),
    );
  }
}

function isCall(message: { readonly type: string }): message is LimitCall {
  return CALLS.has(message.type);
}

const CALLS: ReadonlySet<string> = new Set<LimitCall["type"]>([
  "enter",
  "take",
  "leave",
  "note",
  "event",
]);
