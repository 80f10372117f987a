import { AcaciaError } from "@acacia/core/errors";
import type { Failure } from "./messages.ts";

/** An error as plain data; a bug is told with its place. */
export function toFailure(error: unknown): Failure {
  if (error instanceof AcaciaError) {
    const { code, message, hint } = error;
    return hint === undefined ? { code, message } : { code, message, hint };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: "unexpected", message };
}

/** The error that a failure was. */
export function toAcaciaError({ code, message, hint }: Failure): AcaciaError {
  return new AcaciaError(code, message, hint === undefined ? {} : { hint });
}
