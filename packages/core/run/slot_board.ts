import type { RunEvent } from "../events.ts";

/** What a slot does now. */
export interface SlotState {
  readonly media: string;
  readonly attempt: number;
  readonly bytes: number;
  readonly total: number | null;
  /** Epoch ms. */
  readonly since: number;
}

/** Follows the transfer events and knows what each slot does, so that other processes can be shown it. */
export class SlotBoard {
  readonly #states = new Map<number, SlotState | null>();
  readonly #changed = new Set<number>();

  /** Follows one event. */
  follow(event: RunEvent): void {
    switch (event.type) {
      case "transfer.started":
        this.#set(event.slot, {
          media: event.media,
          attempt: event.attempt,
          bytes: 0,
          total: null,
          since: event.t,
        });
        break;
      case "transfer.progress": {
        const state = this.#states.get(event.slot);
        if (state) this.#set(event.slot, { ...state, bytes: event.bytes, total: event.total });
        break;
      }
      case "media.finished":
        if (event.slot >= 0) this.#set(event.slot, null);
        break;
      default:
    }
  }

  /** Bytes of the transfers under way. */
  get bytesInFlight(): number {
    let bytes = 0;
    for (const state of this.#states.values()) bytes += state?.bytes ?? 0;
    return bytes;
  }

  /** The slots that changed since the last call. */
  takeChanged(): { slot: number; state: SlotState | null }[] {
    const changed = [...this.#changed].map((slot) => ({
      slot,
      state: this.#states.get(slot) ?? null,
    }));
    this.#changed.clear();
    return changed;
  }

  #set(slot: number, state: SlotState | null): void {
    this.#states.set(slot, state);
    this.#changed.add(slot);
  }
}
