/** Every way in which work cannot go on. `cli/exit_codes.ts` gives each one an exit code. */
export const ERROR_CODES = [
  "usage", // a flag, a target or a value that cannot be understood
  "config", // a configuration file or variable that cannot be used
  "client_id.missing", // the call needs a Client-ID and there is none
  "client_id.refused", // Imgur answered 401 or 403 to the Client-ID
  "rate_limit", // credits used up, or 429 until the retries were used up
  "capacity", // Imgur says "over capacity"
  "network", // DNS, connection, TLS, time-outs
  "not_found", // nothing under that address
  "wire", // an answer that cannot be read as what it should be
  "archive.locked", // another process adds or removes blobs
  "archive.newer", // the schema is newer than this program
  "archive.older", // the schema is older, and only reading was asked for
  "archive.damaged", // the database or the folder cannot be used
  "archive.missing", // there is no archive here
  "disk", // full, read-only, no inodes, no permission
  "integrity", // bytes that are not what was recorded
  "cancelled", // the user stopped it
  "limit", // a limit of the user's own stopped it (--max-bytes, --deadline)
  "worker", // a thread or child that could not be started
  "unexpected", // a bug
] as const;

/** One of {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What {@link AcaciaError} takes beside its code and message. */
export interface AcaciaErrorOptions extends ErrorOptions {
  /** What the user can do, starting with a verb, without a full stop. */
  readonly hint?: string;
}

/**
 * The one exception of Acacia: something cannot go on. Expected refusals (gone, region picture, cut body)
 * are values, never exceptions.
 *
 * @example
 * ```ts
 * import { AcaciaError } from "@acacia/core";
 * const error = new AcaciaError("usage", "Cannot read the limit: 'many' is not a number", { hint: "Give --limit 100" });
 * console.assert(error.code === "usage");
 * ```
 */
export class AcaciaError extends Error {
  override readonly name = "AcaciaError";
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  /**
   * @param code What kind of "cannot go on" this is.
   * @param message "Cannot X: reason", without a full stop.
   * @param options The hint, and the error that caused this one.
   */
  constructor(code: ErrorCode, message: string, options: AcaciaErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.hint = options.hint;
  }
}
