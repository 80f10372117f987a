import type { ApiError } from "../routes/schemas.ts";

/**
 * An error answer of the API: what could not be done and what helps, never a stack.
 *
 * @param status HTTP status.
 * @param code Stable, for programs.
 * @param message "Cannot X: reason".
 */
export function refuse(
  status: number,
  code: string,
  ...[message, { hint } = {}]: [message: string, more?: { hint?: string | undefined }]
): Response {
  const body: ApiError = { error: { code, message, ...(hint ? { hint } : {}) } };
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
