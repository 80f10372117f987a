import type { Clock } from "@acacia/core";
import type { Config } from "@acacia/core/config";
import type { Context } from "../context.ts";

/** How a check came out: `warn` works, but less well or not yet. */
export type CheckStatus = "ok" | "warn" | "fail";

/** What one check found. */
export interface Finding {
  readonly check: string;
  readonly status: CheckStatus;
  /** What was found, one line. */
  readonly detail: string;
  /** What to do about it, starting with a verb. */
  readonly hint?: string;
  /** Of the whole command when this failed. */
  readonly exitCode?: number;
}

/** What checks look at. */
export interface Patient {
  readonly config: Config;
  readonly context: Context;
  readonly clock: Clock;
  /** Absolute path of the archive folder. */
  readonly dir: string;
}
