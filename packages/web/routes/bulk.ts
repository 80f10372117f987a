import {
  type Archive,
  type Clock,
  type Edits,
  prepareEdits,
  readTagName,
  type Selection,
} from "@acacia/core";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { answers } from "./answers.ts";
import { type Bulk, type BulkDone, bulkDoneSchema, bulkSchema } from "./edit_schemas.ts";
import { onInvalid } from "./invalid.ts";
import { jsonBody } from "./json_body.ts";
import { readNarrowed } from "./selected.ts";

const bulkRoute = createRoute({
  method: "post",
  path: "/api/bulk",
  summary: "Do one thing to everything that a query finds, or to some items",
  request: jsonBody(bulkSchema),
  responses: answers(bulkDoneSchema),
});

/** `/api/bulk`: the query travels, not ten thousand ids; one transaction, which can be taken back. */
export function bulkRoutes({ archive, clock }: { archive: Archive; clock: Clock }): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  let edits: Edits | undefined;
  app.openapi(bulkRoute, (context) => {
    edits ??= prepareEdits(archive);
    const { action, ...named } = context.req.valid("json");
    const selection = readNarrowed(named, { archive, clock });
    return context.json(act(edits, { selection, action, at: clock.now() }), 200);
  });
  return app;
}

function act(
  edits: Edits,
  { selection, action, at }: { selection: Selection; action: Bulk["action"]; at: number },
): BulkDone {
  const { favorite, trashed, tag, untag } = action;
  if (favorite !== undefined) return edits.setFavorite(selection, { favorite, at });
  if (trashed !== undefined) return edits.setTrashed(selection, { trashed, at });
  if (tag !== undefined) return edits.tag(selection, { tags: tag.map(readTagName), at });
  if (untag !== undefined) return edits.untag(selection, { tags: untag.map(readTagName), at });
  return { changed: edits.markSeen(selection, { at }), edit: null };
}
