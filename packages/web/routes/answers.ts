import { z } from "@hono/zod-openapi";
import { errorSchema } from "./schemas.ts";

const failure = {
  description: "What could not be done, and what helps",
  content: { "application/json": { schema: errorSchema } },
};

/** The answers of a JSON route for its OpenAPI description: the good one, and every error. */
export function answers<Schema extends z.ZodType>(schema: Schema) {
  return {
    200: { description: "Found", content: { "application/json": { schema } } },
    default: failure,
  } as const;
}

/** The answers of a stream of server-sent events. @param description Which events there are. */
export function streamAnswers(description: string) {
  return {
    200: { description, content: { "text/event-stream": { schema: z.string() } } },
    default: failure,
  } as const;
}

/** The answers of a route that gives a file. @param description What is in it. @param type Its content types. */
export function fileAnswers(description: string, type: string) {
  const content = { [type]: { schema: z.string().openapi({ format: "binary" }) } };
  return { 200: { description, content }, default: failure } as const;
}
