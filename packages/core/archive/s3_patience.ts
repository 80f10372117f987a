import type { Clock } from "../async/clock.ts";
import { asStorageError, isTransient, s3CodeOf } from "./s3_error.ts";

/** What {@link S3Patience} works with. */
export interface S3PatienceOptions {
  /** The storage's address, for messages. */
  readonly place: string;
  readonly clock: Clock;
  /** Is told once that the storage does not answer, and once that it does again. */
  readonly onNotice?: ((message: string) => void) | undefined;
  /** For how long a request is tried again, ms. @default 2 min: a service's hiccup, not its outage */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 120_000;
/** The first wait is at most this, ms; it doubles. */
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 15_000;
/** What lanes that wait together must not do: all come back at once. */
const SHORTEST_SHARE = 0.5;

/** Tries requests to a bucket again while that may help, and says so once however many lanes wait. */
export class S3Patience {
  readonly #options: S3PatienceOptions;
  #isTroubled = false;

  constructor(options: S3PatienceOptions) {
    this.#options = options;
  }

  /**
   * Runs a request until it succeeds, is refused for good, or patience ends.
   *
   * @param action What it does: "store ab12…".
   * @throws {AcaciaError} `disk`.
   */
  async try<Answer>(action: string, request: () => Promise<Answer>): Promise<Answer> {
    const { place, clock, patienceMs = PATIENCE_MS } = this.#options;
    const begunAt = clock.monotonic();
    for (let tries = 0; ; tries += 1) {
      try {
        const answer = await request();
        this.#tellEnd();
        return answer;
      } catch (cause) {
        const waited = clock.monotonic() - begunAt;
        if (!isTransient(cause) || waited >= patienceMs) throw asStorageError(action, cause, place);
        this.#tellTrouble(cause);
        const longest = Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS, patienceMs - waited);
        const share = SHORTEST_SHARE + clock.random() * (1 - SHORTEST_SHARE);
        await clock.sleep(Math.max(1, longest * share));
      }
    }
  }

  #tellTrouble(cause: unknown): void {
    if (this.#isTroubled) return;
    this.#isTroubled = true;
    const { place, onNotice } = this.#options;
    onNotice?.(`The storage ${place} does not answer (${s3CodeOf(cause)}); trying again`);
  }

  #tellEnd(): void {
    if (!this.#isTroubled) return;
    this.#isTroubled = false;
    this.#options.onNotice?.(`The storage ${this.#options.place} answers again`);
  }
}
