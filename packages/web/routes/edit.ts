import { type Archive, type Clock, type Edits, prepareEdits } from "@acacia/core";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { answers } from "./answers.ts";
import { onInvalid } from "./invalid.ts";
import { editedSchema, editSchema } from "./schemas.ts";

/** What edits are made with. */
export interface EditRoutesDeps {
  readonly archive: Archive;
  readonly clock: Clock;
}

const editRoute = createRoute({
  method: "post",
  path: "/api/edit",
  summary: "Set favourite, trash or seen on items",
  request: { body: { required: true, content: { "application/json": { schema: editSchema } } } },
  responses: answers(editedSchema),
});

/** `/api/edit`: the user's own marks, each call one short transaction. */
export function editRoutes({ archive, clock }: EditRoutesDeps): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  let edits: Edits | undefined;
  app.openapi(editRoute, (context) => {
    edits ??= prepareEdits(archive);
    const { ids, favorite, trashed, seen } = context.req.valid("json");
    const at = clock.now();
    let changed = 0;
    if (favorite !== undefined) changed += edits.setFavorite(ids, { favorite, at }).changed;
    if (trashed !== undefined) changed += edits.setTrashed(ids, { trashed, at }).changed;
    if (seen) changed += edits.markSeen(ids, { at });
    return context.json({ changed }, 200);
  });
  return app;
}
