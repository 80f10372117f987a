import { type Signal, signal } from "@preact/signals";

/** What a slideshow asks and does. */
export interface SlideshowHost {
  /** How long each picture is shown, ms. */
  readonly slideMs: () => number;
  /** Whether the present picture is sharp, in sight and left alone: only then its time runs. */
  readonly isShown: () => boolean;
  /** How long the present film lasts, ms: it is seen to its end; 0 for pictures. */
  readonly filmMs: () => number;
  /** Goes to the next picture. @returns Whether there was one. */
  readonly next: () => Promise<boolean>;
}

/** A film that is longer than this is not waited for, ms. */
const MAX_FILM_MS = 60_000;
/** Between two looks at the clock more than this did not pass in sight: the page was asleep, ms. */
const MAX_STEP_MS = 1_000;

/** Shows one picture after the other. Whoever drives it calls {@link tick} a few times a second. */
export class Slideshow {
  readonly isOn: Signal<boolean> = signal(false);
  readonly #host: SlideshowHost;
  #shownMs = 0;
  #lastAt: number | undefined;
  #isStepping = false;

  constructor(host: SlideshowHost) {
    this.#host = host;
  }

  /** Begins, or ends. */
  toggle(): void {
    this.isOn.value = !this.isOn.peek();
    this.restart();
  }

  /** Ends. */
  stop(): void {
    this.isOn.value = false;
  }

  /** Gives the present picture its whole time: it is another one now. */
  restart(): void {
    this.#shownMs = 0;
    this.#lastAt = undefined;
  }

  /** Lets time pass, and goes on when it is up; ends after the last picture. @param now Ms of any steady clock. */
  async tick(now: number): Promise<void> {
    const passed = Math.min(now - (this.#lastAt ?? now), MAX_STEP_MS);
    this.#lastAt = now;
    if (!this.isOn.peek() || this.#isStepping || !this.#host.isShown()) return;
    this.#shownMs += passed;
    const film = Math.min(this.#host.filmMs(), MAX_FILM_MS);
    if (this.#shownMs < Math.max(this.#host.slideMs(), film)) return;
    this.#isStepping = true;
    try {
      if (!(await this.#host.next())) this.stop();
    } finally {
      this.#isStepping = false;
      this.restart();
    }
  }
}
