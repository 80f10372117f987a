import type { z } from "@hono/zod-openapi";
import { refuse } from "../server/refuse.ts";

/** What zod found, as the API's own error: the argument and what is wrong with it. */
export function onInvalid(
  result: { success: true } | { success: false; error: z.ZodError; target: string },
): Response | undefined {
  if (result.success) return undefined;
  const [issue] = result.error.issues;
  const name = issue?.path.join(".") || result.target;
  return refuse(400, "usage", `Cannot read ${name}: ${issue?.message ?? "it is not valid"}`, {
    hint: "See /api/openapi.json",
  });
}
