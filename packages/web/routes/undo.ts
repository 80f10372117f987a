import { type Archive, type Clock, prepareUndo, type Undo } from "@acacia/core";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { answers } from "./answers.ts";
import { editsSchema, undoneSchema, undoSchema } from "./edit_schemas.ts";
import { onInvalid } from "./invalid.ts";
import { jsonBody } from "./json_body.ts";

const LISTED = 50;

const editsRoute = createRoute({
  method: "get",
  path: "/api/edits",
  summary: "The newest edits, and which were taken back",
  responses: answers(editsSchema),
});

const undoRoute = createRoute({
  method: "post",
  path: "/api/undo",
  summary: "Take an edit back: the last, or the one named",
  request: jsonBody(undoSchema),
  responses: answers(undoneSchema),
});

/** `/api/edits`, `/api/undo`: what was changed, and the way back. */
export function undoRoutes({ archive, clock }: { archive: Archive; clock: Clock }): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  let prepared: Undo | undefined;
  const undo = () => (prepared ??= prepareUndo(archive));
  app.openapi(editsRoute, (context) => {
    return context.json({ edits: undo().list({ limit: LISTED }) }, 200);
  });
  app.openapi(undoRoute, (context) => {
    const { edit } = context.req.valid("json");
    const at = clock.now();
    return context.json(undo().undo({ at, ...(edit === undefined ? {} : { edit }) }), 200);
  });
  return app;
}
