import type { z } from "@hono/zod-openapi";
import { errorSchema } from "./schemas.ts";

/** The answers of a JSON route for its OpenAPI description: the good one, and every error. */
export function answers<Schema extends z.ZodType>(schema: Schema) {
  return {
    200: { description: "Found", content: { "application/json": { schema } } },
    default: {
      description: "What could not be done, and what helps",
      content: { "application/json": { schema: errorSchema } },
    },
  } as const;
}
