import type { z } from "@hono/zod-openapi";

/** The body of a route that changes something, for its OpenAPI description: JSON, and needed. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { body: { required: true, content: { "application/json": { schema } } } } as const;
}
