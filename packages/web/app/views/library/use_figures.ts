import { useSignal, useSignalEffect } from "@preact/signals";
import { results } from "../../results.ts";

/**
 * Draws the component anew when the figures change in place: something was seen, moved to Trash, or came back. Each
 * component that shows figures calls it for itself: what is given to it is the same collection before and after.
 */
export function useFigures(): void {
  const version = useSignal(0);
  version.value;
  useSignalEffect(() =>
    results.value?.listen(({ kind }) => {
      if (kind !== "bucket") version.value = version.peek() + 1;
    }),
  );
}
