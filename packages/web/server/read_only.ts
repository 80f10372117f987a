import type { MiddlewareHandler } from "hono";
import { refuse } from "./refuse.ts";

/** Refuses every change while the gallery is read-only. */
export function refuseChanges(readOnly: boolean): MiddlewareHandler {
  return async (context, next) => {
    if (readOnly && context.req.method !== "GET" && context.req.method !== "HEAD") {
      return refuse(403, "read_only", "Cannot change anything: this gallery is read-only", {
        hint: "Start it without --read-only",
      });
    }
    return next();
  };
}
