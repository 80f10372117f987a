import type { Placeholders } from "../cdn/placeholders.ts";
import type { Answer } from "../http/answer.ts";
import type { HttpRequest } from "../http/request.ts";
import { BODY_FAULTS } from "./bodies.ts";
import { RANGE_FAULTS } from "./byte_ranges.ts";
import { CONTENT_FAULTS } from "./contents.ts";
import { REDIRECTS } from "./redirects.ts";
import { REFUSALS } from "./refusals.ts";

/** Which of the three hosts a request was for. */
export type Role = "api" | "site" | "cdn";

/** What a fault sees. */
export interface FaultContext {
  readonly request: HttpRequest;
  readonly role: Role;
  /** What follows the colon in `cut:1000`; empty when nothing does. */
  readonly arg: string;
  /** Base of the CDN, without a slash at its end. */
  readonly cdnUrl: string;
  readonly placeholders: Placeholders;
  /** Epoch ms. */
  readonly nowMs: number;
  /** What would have been answered without the fault. */
  readonly whole: Answer;
}

/** A way in which an answer goes wrong. */
export interface FaultRow {
  /** One line for the help. */
  readonly help: string;
  /** What may follow the colon. */
  readonly takes?: string;
  /** Another request in place of the one that came, before it is answered. */
  readonly prepare?: (request: HttpRequest) => HttpRequest;
  /** The broken answer, or null when this request gives the fault nothing to break. */
  readonly apply: (context: FaultContext) => Answer | null;
}

/** Every fault by name. */
export const FAULTS: Readonly<Record<string, FaultRow>> = {
  ...REFUSALS,
  ...BODY_FAULTS,
  ...CONTENT_FAULTS,
  ...RANGE_FAULTS,
  ...REDIRECTS,
};

/** A fault as it was asked for. */
export interface Fault {
  readonly name: string;
  readonly arg: string;
}

/**
 * Reads `cut` or `throttle:30`.
 *
 * @throws {Error} when there is no such fault.
 */
export function parseFault(text: string): Fault {
  const colon = text.indexOf(":");
  const name = colon < 0 ? text : text.slice(0, colon);
  if (!Object.hasOwn(FAULTS, name)) {
    throw new Error(
      `Cannot set the fault '${name}': it is none of ${Object.keys(FAULTS).join(", ")}`,
    );
  }
  return { name, arg: colon < 0 ? "" : text.slice(colon + 1) };
}
