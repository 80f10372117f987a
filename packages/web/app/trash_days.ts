const DAY_MS = 86_400_000;

/** How long deleted pictures are kept at least: `acacia trash empty` removes what has been there for longer. */
export const TRASH_DAYS = 30;

/** Whole days that a picture still stays in the trash, 0 when it is due to go. @param trashedAt Epoch ms. @param now Epoch ms. */
export function daysLeft(trashedAt: number, now: number): number {
  return Math.max(0, Math.ceil(TRASH_DAYS - (now - trashedAt) / DAY_MS));
}
