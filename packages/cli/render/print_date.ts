/** A time as people write it, in UTC: `2026-11-24 23:21`; null stays null. @param at Epoch ms. */
export function printDate(at: number | null): string | null {
  if (at === null) return null;
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return null;
  return date.toISOString().slice(0, 16).replace("T", " ");
}
