import type { Clock } from "../async/clock.ts";
import { BearableWidth } from "./bearable.ts";
import type { HostGate, HostRole, Observation, Slot } from "./host_gate.ts";
import { HostPause, type PausingObservation } from "./host_pause.ts";
import { TokenBucket } from "./token_bucket.ts";

/** A pause of a host, as it is told to people. */
export interface PauseNotice {
  readonly host: HostRole;
  /** What Imgur said. */
  readonly reason: string;
  /** Epoch ms. */
  readonly until: number;
}

/** What {@link openHostGate} needs. */
export interface HostGateOptions {
  readonly role: HostRole;
  readonly clock: Clock;
  /** Requests at once, as long as the host bears so many. @default 256, what Bun's fetch runs at once */
  readonly width?: number;
  /** Requests a second (`--tpslimit`); absent for no limit. */
  readonly perSecond?: number;
  /** Called at each new or longer pause. */
  readonly onPause?: (notice: PauseNotice) => void;
}

/** A gate with what can be seen of it. */
export interface OpenHostGate extends HostGate {
  /** How many requests may run at once now. */
  readonly width: number;
  /** How many run. */
  readonly active: number;
  /** How many wait to begin. */
  readonly waiting: number;
}

/**
 * Opens the gate before one kind of host: in the order of coming, a request begins when there is no pause, a free
 * place, and a token.
 *
 * @example
 * ```ts
 * import { openHostGate, systemClock } from "@acacia/core";
 * const gate = openHostGate({ role: "cdn", clock: systemClock, width: 8, perSecond: 20 });
 * {
 *   using _slot = await gate.enter(new AbortController().signal);
 *   gate.note({ kind: "ok", ms: 52, bytes: 210_000 });
 * }
 * console.assert(gate.active === 0);
 * ```
 */
export function openHostGate(options: HostGateOptions): OpenHostGate {
  return new Gate(options);
}

interface Waiter {
  readonly admit: () => void;
}

class Gate implements OpenHostGate {
  readonly role: HostRole;
  readonly #clock: Clock;
  readonly #rule: BearableWidth;
  readonly #tokens: TokenBucket | undefined;
  readonly #onPause: ((notice: PauseNotice) => void) | undefined;
  readonly #pause = new HostPause();
  #waiters: Waiter[] = [];
  #active = 0;
  #wake: { readonly at: number; readonly cancel: () => void } | undefined;

  constructor({ role, clock, width = 256, perSecond, onPause }: HostGateOptions) {
    this.role = role;
    this.#clock = clock;
    this.#rule = new BearableWidth(width);
    this.#onPause = onPause;
    if (perSecond !== undefined) this.#tokens = new TokenBucket({ perSecond }, clock.monotonic());
  }

  get width(): number {
    return this.#rule.width;
  }

  get active(): number {
    return this.#active;
  }

  get waiting(): number {
    return this.#waiters.length;
  }

  enter(signal: AbortSignal): Promise<Slot> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const onAbort = () => {
        this.#waiters = this.#waiters.filter((other) => other !== waiter);
        this.#admit();
        reject(signal.reason);
      };
      const waiter: Waiter = {
        admit: () => {
          signal.removeEventListener("abort", onAbort);
          resolve(this.#makeSlot());
        },
      };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#waiters.push(waiter);
      this.#admit();
    });
  }

  note(observation: Observation): void {
    if (observation.kind === "throttled" || observation.kind === "capacity") {
      this.#notePause(observation);
    } else this.#rule.note(observation, { active: this.#active });
    this.#admit();
  }

  #notePause(observation: PausingObservation): void {
    const at = this.#clock.monotonic();
    const untilBefore = this.#pause.until;
    const isTooWide = this.#rule.note(observation, { active: this.#active });
    this.#pause.note(observation, at, { isTooWide });
    if (this.#pause.until === untilBefore) return;
    const until = this.#clock.now() + (this.#pause.until - at);
    const reason = observation.kind === "capacity" ? "over capacity" : "too many requests";
    this.#onPause?.({ host: this.role, reason, until });
  }

  #makeSlot(): Slot {
    let isHeld = true;
    return {
      [Symbol.dispose]: () => {
        if (!isHeld) return;
        isHeld = false;
        this.#active -= 1;
        this.#admit();
      },
    };
  }

  /** Lets in whoever may begin now, and wakes itself when only time is missing. */
  #admit(): void {
    let waitMs = 0;
    while (this.#waiters.length > 0 && this.#active < this.#rule.width) {
      const at = this.#clock.monotonic();
      waitMs = this.#pause.isOn(at) ? this.#pause.until - at : (this.#tokens?.waitMs(1, at) ?? 0);
      if (waitMs > 0) break;
      this.#tokens?.take(1, at);
      this.#active += 1;
      this.#waiters.shift()!.admit();
    }
    this.#wakeIn(waitMs);
  }

  /** One timer for all who wait, and none when nobody does: a leftover one would keep the process alive. */
  #wakeIn(ms: number): void {
    const at = ms > 0 ? this.#clock.monotonic() + ms : undefined;
    if (this.#wake?.at === at) return;
    this.#wake?.cancel();
    this.#wake = undefined;
    if (at === undefined) return;
    const controller = new AbortController();
    this.#wake = { at, cancel: () => controller.abort() };
    this.#clock.sleep(ms, controller.signal).then(
      () => {
        this.#wake = undefined;
        this.#admit();
      },
      () => undefined,
    );
  }
}
