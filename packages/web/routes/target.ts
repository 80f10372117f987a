import { printTarget, readTarget } from "@acacia/core";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { answers } from "./answers.ts";
import { onInvalid } from "./invalid.ts";

/** How a text is read as a target. */
export const readTargetSchema = z
  .object({
    /** What it names, or `reject`. */
    kind: z.string(),
    /** As it is printed; null when it names nothing. */
    target: z.string().nullable(),
    /** Why it names nothing. */
    reason: z.string().nullable(),
    hint: z.string().nullable(),
  })
  .openapi("ReadTarget");

/** See {@link readTargetSchema}. */
export type ReadTarget = z.infer<typeof readTargetSchema>;

const targetRoute = createRoute({
  method: "get",
  path: "/api/target",
  summary: "How a text is read: what it names, or why it names nothing",
  request: { query: z.object({ text: z.string().min(1).max(16_384) }) },
  responses: answers(readTargetSchema),
});

/** `/api/target`: tells while somebody types whether that can be fetched. Asks Imgur nothing. */
export function targetRoutes(): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  app.openapi(targetRoute, (context) => {
    const read = readTarget(context.req.valid("query").text.trim());
    if (read.kind === "reject") {
      const { kind, reason, hint } = read;
      return context.json({ kind, target: null, reason, hint: hint ?? null }, 200);
    }
    const { kind } = read;
    return context.json({ kind, target: printTarget(read), reason: null, hint: null }, 200);
  });
  return app;
}
