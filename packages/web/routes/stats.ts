import { type Archive, prepareTotals, SIZE_EDGES } from "@acacia/core";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { answers } from "./answers.ts";
import { type Stats, statsSchema } from "./stats_schemas.ts";

/** Names of each kind: more do not fit under each other. */
const TOP = 12;

const statsRoute = createRoute({
  method: "get",
  path: "/api/stats",
  summary: "The archive in figures: by kind, month, size, tag, user and subreddit",
  responses: answers(statsSchema),
});

/** `/api/stats`. */
export function statsRoutes({ archive }: { archive: Archive }): OpenAPIHono {
  const app = new OpenAPIHono();
  const totals = prepareTotals(archive);
  app.openapi(statsRoute, (context) => {
    const stats = { ...totals({ top: TOP }), sizeEdges: [...SIZE_EDGES] };
    return context.json(stats as Stats, 200);
  });
  return app;
}
