/**
 * Reads `Retry-After`, in either of HTTP's forms.
 *
 * @param value The header: seconds, or a date.
 * @param nowMs Epoch ms.
 * @returns Milliseconds from now; undefined when it is absent, unreadable, past, or the 0 that Imgur's edge
 *   sends with its errors (docs/imgur.md §3).
 */
export function readRetryAfter(value: string | null, nowMs: number): number | undefined {
  const text = value?.trim() ?? "";
  const waitMs = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return waitMs > 0 ? waitMs : undefined;
}
