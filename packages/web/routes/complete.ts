import { type Archive, prepareCompletion } from "@acacia/core";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { answers } from "./answers.ts";
import { completeQuerySchema, completionsSchema } from "./edit_schemas.ts";
import { onInvalid } from "./invalid.ts";

const completeRoute = createRoute({
  method: "get",
  path: "/api/complete",
  summary: "How a query may go on at the cursor",
  request: { query: completeQuerySchema },
  responses: answers(completionsSchema),
});

/** `/api/complete`: fields, their values, and tags, users, subreddits and saved filters with counts. */
export function completeRoutes({ archive }: { archive: Archive }): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  let complete: ReturnType<typeof prepareCompletion> | undefined;
  app.openapi(completeRoute, (context) => {
    complete ??= prepareCompletion(archive);
    const { q, at, limit } = context.req.valid("query");
    const { options, ...place } = complete({ q, limit, ...(at === undefined ? {} : { at }) });
    return context.json({ ...place, options: [...options] }, 200);
  });
  return app;
}
