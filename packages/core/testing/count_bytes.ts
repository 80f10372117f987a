import type { TransferTools } from "../transfer/settings.ts";
import { nextTurn } from "./next_turn.ts";

/** A rate that holds nothing up and knows how much came. */
export interface ByteCounter {
  readonly rate: NonNullable<TransferTools["rate"]>;
  /** Waits until so many bytes came. */
  until(count: number): Promise<void>;
}

/** Starts at no bytes. */
export function countBytes(): ByteCounter {
  let bytes = 0;
  return {
    rate: {
      async take(count: number) {
        bytes += count;
      },
    },
    async until(count: number) {
      while (bytes < count) await nextTurn();
    },
  };
}
