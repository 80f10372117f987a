import type { Credits, HostPaused, MediaFinished, RunEvent, RunProgress } from "@acacia/core";
import { OUTCOMES, type Outcome } from "@acacia/core/outcomes";

/** What a slot does now. */
export interface LiveSlot {
  readonly slot: number;
  readonly media: string;
  readonly attempt: number;
  readonly bytes: number;
  readonly total: number | null;
  /** When this attempt began, epoch ms. */
  readonly since: number;
  /** When bytes were last told of, epoch ms. */
  readonly toldAt: number;
}

/** Follows the events of a run and knows what its live view shows. */
export class LiveState {
  readonly #slots = new Map<number, LiveSlot>();
  readonly #counts = new Map<Outcome, number>();
  readonly #pauses = new Map<string, HostPaused>();
  /** Sizes that the listing told, of what has not begun. */
  readonly #sizes = new Map<string, number>();
  #planned = 0;
  #quiet = 0;
  #told: RunProgress | undefined;
  #credits: Credits | undefined;
  #thumbs = 0;

  /** Follows one event. */
  follow(event: RunEvent): void {
    switch (event.type) {
      case "media.planned":
        this.#planned += 1;
        if (event.bytes !== undefined) this.#sizes.set(event.media, event.bytes);
        break;
      case "transfer.started":
        this.#start(event);
        break;
      case "transfer.progress":
        this.#note(event);
        break;
      case "media.finished":
        this.#finish(event);
        break;
      case "thumbnail.finished":
      case "thumbnail.failed":
        this.#thumbs += 1;
        break;
      case "host.paused":
        this.#pauses.set(event.host, event);
        break;
      case "credits":
        this.#credits = event;
        break;
      case "run.progress":
        this.#told = event;
        break;
      default:
    }
  }

  /** Transfers under way, by slot. */
  get slots(): LiveSlot[] {
    return [...this.#slots.values()].sort((a, b) => a.slot - b.slot);
  }

  /** Items that have ended. */
  get done(): number {
    return OUTCOMES.reduce((sum, outcome) => sum + this.count(outcome), 0);
  }

  /** Items that are known of: the run tells once a second, events in between. */
  get announced(): number {
    return Math.max(this.#told?.announced ?? 0, this.#planned + this.#quiet, this.done);
  }

  /** How many items ended so. */
  count(outcome: Outcome): number {
    return this.#counts.get(outcome) ?? 0;
  }

  /** Where the run said it is, at most a second ago. */
  get told(): RunProgress | undefined {
    return this.#told;
  }

  /** What Imgur said of its credits. */
  get credits(): Credits | undefined {
    return this.#credits;
  }

  /** Pictures that have their thumbnails, or cannot have any. */
  get thumbs(): number {
    return this.#thumbs;
  }

  /** Hosts that wait at that time. */
  pausesAt(now: number): HostPaused[] {
    return [...this.#pauses.values()].filter(({ until }) => until > now);
  }

  #start(event: Extract<RunEvent, { type: "transfer.started" }>): void {
    const { slot, media, attempt, t } = event;
    const before = this.#slots.get(slot);
    const total = this.#sizes.get(media) ?? (before?.media === media ? before.total : null);
    this.#sizes.delete(media);
    this.#slots.set(slot, { slot, media, attempt, bytes: 0, total, since: t, toldAt: t });
  }

  #note(event: Extract<RunEvent, { type: "transfer.progress" }>): void {
    const known = this.#slots.get(event.slot);
    if (!known) return;
    const { bytes, total, t } = event;
    this.#slots.set(event.slot, { ...known, bytes, total, toldAt: t });
  }

  #finish(event: MediaFinished): void {
    this.#counts.set(event.outcome, this.count(event.outcome) + 1);
    // Called off before it began: it was planned, and counted then.
    if (event.slot < 0 && event.outcome !== "cancelled") this.#quiet += 1;
    this.#sizes.delete(event.media);
    if (this.#slots.get(event.slot)?.media === event.media) this.#slots.delete(event.slot);
  }
}
