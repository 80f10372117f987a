import type { Clock } from "@acacia/core";

/** Nine letters and digits that nobody else has. */
export function makeToken(clock: Clock): string {
  return Math.floor(clock.random() * 36 ** 9)
    .toString(36)
    .padStart(9, "0");
}
