import type { Clock } from "../async/clock.ts";

/** How a {@link TokenBucket} fills. */
export interface TokenBucketOptions {
  /** Tokens a second, above 0; may be a fraction. */
  readonly perSecond: number;
  /** Tokens that gather while nothing is taken. @default one second's worth, at least 1 */
  readonly burst?: number;
}

/**
 * So many a second, with a burst. A rule without a clock of its own: it is told the time. It may go into debt,
 * so that what has happened already (bytes that came) is paid for by waiting afterwards.
 */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  #tokens: number;
  #at: number;

  /** @param options How it fills. @param at The time now, ms; it starts full. */
  constructor({ perSecond, burst = Math.max(1, perSecond) }: TokenBucketOptions, at: number) {
    this.#perMs = perSecond / 1000;
    this.#burst = burst;
    this.#tokens = burst;
    this.#at = at;
  }

  /**
   * How long until so many tokens are there, ms, rounded up; 0 when they are.
   * @param count Tokens, at most the burst. @param at The time now, ms.
   */
  waitMs(count: number, at: number): number {
    this.#refill(at);
    // A rounding rest of a token must not cost a wait of its own.
    const missing = Math.min(count, this.#burst) - this.#tokens;
    return missing < 1e-9 ? 0 : Math.ceil(missing / this.#perMs);
  }

  /** Takes tokens, into debt when they are not there. */
  take(count: number, at: number): void {
    this.#refill(at);
    this.#tokens -= count;
  }

  #refill(at: number): void {
    const passedMs = Math.max(0, at - this.#at);
    this.#tokens = Math.min(this.#burst, this.#tokens + passedMs * this.#perMs);
    this.#at = Math.max(this.#at, at);
  }
}

/** What `--limit-rate` puts between a body and its reader; shared by all transfers. */
export interface ByteRate {
  /**
   * Counts bytes that came, and waits until the line is even again. Those who wait go on in the order they came.
   * @throws the signal's reason when it aborts first.
   */
  take(bytes: number, signal: AbortSignal): Promise<void>;
}

/**
 * Opens a rate for bytes.
 * @param bytesPerSecond Above 0. @param clock Whose time it waits by.
 */
export function openByteRate(bytesPerSecond: number, clock: Clock): ByteRate {
  const bucket = new TokenBucket(
    { perSecond: bytesPerSecond, burst: bytesPerSecond / 10 },
    clock.monotonic(),
  );
  return {
    async take(bytes, signal) {
      signal.throwIfAborted();
      bucket.take(bytes, clock.monotonic());
      const waitMs = bucket.waitMs(0, clock.monotonic());
      if (waitMs > 0) await clock.sleep(waitMs, signal);
    },
  };
}
