import { AcaciaError } from "../errors.ts";

/** What S3 and those that speak like it answer when another try may help, and what Bun says of a lost connection. */
const TRANSIENT: ReadonlySet<string> = new Set([
  "SlowDown",
  "ServiceUnavailable",
  "InternalError",
  "RequestTimeout",
  "OperationAborted",
  "Throttling",
  "ThrottlingException",
  "TooManyRequests",
  "ConnectionRefused",
  "ConnectionClosed",
  "ConnectionReset",
  "ECONNRESET",
  "ECONNREFUSED",
  "Timeout",
  "FailedToOpenSocket",
  // An answer without a document: HEAD has none, whatever it is.
  "UnknownError",
]);

const REASONS: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  AccessDenied: ["the bucket refuses", "Check what its keys may do: put, get, list and delete"],
  AllAccessDisabled: ["the bucket refuses", "Ask whoever runs the bucket"],
  InvalidAccessKeyId: ["the bucket does not know the key", "Check S3_ACCESS_KEY_ID"],
  SignatureDoesNotMatch: ["the key's secret is wrong", "Check S3_SECRET_ACCESS_KEY and the region"],
  ExpiredToken: ["the session is over", "Get a new S3_SESSION_TOKEN"],
  NoSuchBucket: ["there is no such bucket", "Make the bucket, or correct its name"],
  PermanentRedirect: ["the bucket is in another region", "Name it with ?region=…"],
  AuthorizationHeaderMalformed: ["the bucket is in another region", "Name it with ?region=…"],
  QuotaExceeded: ["the bucket is full", "Free space in it, then run the same command again"],
  EntityTooLarge: ["it takes no file of this size", "Leave such files out with --max-size"],
  UnknownError: ["it does not say why", "Check the bucket's keys and its endpoint"],
};

/** What an S3 request threw says, as a word: `SlowDown`, `NoSuchKey`, `ConnectionRefused`. */
export function s3CodeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

/** Whether another try may help. */
export function isTransient(cause: unknown): boolean {
  return TRANSIENT.has(s3CodeOf(cause));
}

/**
 * Turns what an S3 request threw into the one error that says so.
 *
 * @param action What could not be done: "store <sha256>".
 * @param cause What was thrown; an `AcaciaError` is given back as it is.
 * @param place The storage's address.
 * @returns An error with the code `disk`.
 */
export function asStorageError(action: string, cause: unknown, place: string): AcaciaError {
  if (cause instanceof AcaciaError) return cause;
  const code = s3CodeOf(cause);
  const said = cause instanceof Error ? cause.message : String(cause);
  const [reason, hint] = REASONS[code] ?? [
    isTransient(cause) ? `no answer of use came (${code})` : `${code || "it fails"}: ${said}`,
    "Run the same command again later",
  ];
  return new AcaciaError("disk", `Cannot ${action} in ${place}: ${reason}`, { cause, hint });
}
