import { type Answer, json } from "./http/answer.ts";
import type { HttpRequest } from "./http/request.ts";
import type { SimStats } from "./stats.ts";

/** What the control addresses can do. */
export interface ControlCalls {
  stats(): SimStats;
  resetStats(): void;
  /** @throws {Error} when a knob or its value is unknown. */
  set(knobs: Readonly<Record<string, unknown>>): void;
  unmetKnobs(): readonly string[];
}

/** True for the addresses that steer the stand-in instead of asking it. */
export function isControl(path: string): boolean {
  return path.startsWith("/__");
}

/**
 * Answers `GET /__stats`, `POST /__reset` and `POST /__set`, on both ports.
 *
 * @param from Address of the client: changes are for loopback only.
 */
export function answerControl(
  request: HttpRequest,
  { calls, from }: { calls: ControlCalls; from: string },
): Answer {
  if (request.path === "/__stats") {
    return json("control", { ...calls.stats(), unmetKnobs: calls.unmetKnobs() });
  }
  if (!isLoopback(from)) return problem(403, "Cannot change anything from another machine");
  // A web page cannot send this type to another origin without asking first.
  const isJson = /^application\/json\b/.test(request.headers.get("content-type") ?? "");
  if (request.method !== "POST" || !isJson)
    return problem(405, "Only a POST of JSON changes anything");
  if (request.path === "/__reset") {
    calls.resetStats();
    return json("control", {});
  }
  if (request.path !== "/__set") return problem(404, "There is no such address");
  try {
    const given: unknown = JSON.parse(new TextDecoder().decode(request.body));
    if (typeof given !== "object" || given === null || Array.isArray(given)) {
      throw new Error("Cannot set knobs: the body is no JSON object");
    }
    calls.set(given as Record<string, unknown>);
    return json("control", {});
  } catch (error) {
    return problem(400, error instanceof Error ? error.message : String(error));
  }
}

function problem(status: number, error: string): Answer {
  return json("control", { error }, { status });
}

function isLoopback(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}
