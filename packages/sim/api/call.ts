import { apiError } from "../faults/refusals.ts";
import { type Answer, json } from "../http/answer.ts";
import type { HttpRequest } from "../http/request.ts";
import type { Place } from "../place.ts";

/** One call of an endpoint. */
export interface Call {
  readonly request: HttpRequest;
  readonly place: Place;
  /** Named groups of the route's pattern; what was left out is the empty string. */
  readonly part: Readonly<Record<string, string>>;
  /** The route's kind. */
  readonly kind: string;
}

/** One endpoint. */
export interface Route {
  /** A path that only this route reads. */
  readonly example: string;
  /** Of the path after `/3/` or `/post/v1/`. */
  readonly pattern: RegExp;
  /** Key of the statistics. */
  readonly kind: string;
  readonly answer: (call: Call) => Answer;
}

/** `{ data, success: true, status: 200 }`, docs/imgur.md §2. */
export function ok(call: Call, data: unknown): Answer {
  return json(call.kind, { data, success: true, status: 200 });
}

/** The 404 of docs/imgur.md §2.6 #1. */
export function unknown(call: Call, what: string): Answer {
  return apiError(call.request, 404, `Unable to find ${what}`);
}

/** The route that reads `path`, with its parts. */
export function findRoute(
  routes: readonly Route[],
  path: string,
): { route: Route; part: Record<string, string> } | null {
  for (const route of routes) {
    const match = route.pattern.exec(path);
    if (!match) continue;
    const named = Object.entries(match.groups ?? {});
    return { route, part: Object.fromEntries(named.map(([name, value]) => [name, value ?? ""])) };
  }
  return null;
}

/** True for `1` and `true`. */
export function isOn(value: string | null): boolean {
  return value === "1" || value === "true";
}
