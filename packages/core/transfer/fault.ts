import { AcaciaError } from "../errors.ts";
import type { Reason } from "../outcomes.ts";

/** Why one attempt brought no file: plain facts, from which `next_wait.ts` decides what to do. */
export interface Fault {
  readonly kind: "fault";
  readonly reason: Reason;
  /** What the server or the system said. */
  readonly detail?: string;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** What `Retry-After` or the message asks for, ms; never 0. */
  readonly retryAfterMs?: number;
  /** The connection failed before an answer began: perhaps a kept one that the server had closed. */
  readonly isBeforeAnswer?: boolean;
  /** The server will not go on with the bytes that are held: they were dropped, and it is worth another try at once. */
  readonly isStalePart?: boolean;
  /** The bytes are exactly those that the ETag names: another try would bring the same. */
  readonly isProven?: boolean;
  /** With `unexpected`: what was thrown, a disk that refuses or a bug. */
  readonly error?: unknown;
}

/** Makes a {@link Fault}. */
export function fault(reason: Reason, facts: Omit<Fault, "kind" | "reason"> = {}): Fault {
  return { kind: "fault", reason, ...facts };
}

/** What a connection's error code means; what is not here broke on the way. */
const NETWORK_REASONS: Readonly<Record<string, Reason>> = {
  ENOTFOUND: "network.dns",
  EAI_AGAIN: "network.dns",
  ENODATA: "network.dns",
  ECONNREFUSED: "network.connect",
  EHOSTUNREACH: "network.connect",
  ENETUNREACH: "network.connect",
  ENETDOWN: "network.connect",
  EADDRNOTAVAIL: "network.connect",
  EHOSTDOWN: "network.connect",
  ERR_PROXY_TUNNEL: "network.connect",
  ETIMEDOUT: "network.timeout",
};
const CERTIFICATE_REGEXP = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/;

/**
 * What an error of `fetch`, or of reading its body, means.
 * @param error What was thrown.
 * @param signal The run's own: when it has aborted, everything else is its consequence.
 */
export function readNetworkError(error: unknown, signal: AbortSignal): Fault {
  if (signal.aborted) return cancelled(signal);
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return fault("network.timeout", { detail });
  }
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (syscall === "getaddrinfo") return fault("network.dns", { detail });
  const text = String(code ?? "");
  if (CERTIFICATE_REGEXP.test(text)) return fault("network.connect", { detail });
  return fault(NETWORK_REASONS[text] ?? "network.reset", { detail });
}

/** The fault of a transfer that was told to stop; the signal's reason says by what. */
export function cancelled(signal: AbortSignal): Fault {
  return fault(cancelReason(signal));
}

/** Why items are called off when a signal stops them. */
export function cancelReason({ reason }: AbortSignal): Reason {
  const code = reason instanceof AcaciaError ? reason.code : undefined;
  if (code === "limit") return "stopped.limit";
  return code === "capacity" ? "stopped.host" : "stopped.user";
}
