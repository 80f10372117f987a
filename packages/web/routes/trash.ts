import {
  type Archive,
  type Clock,
  type EmptyTrashOptions,
  emptyTrash,
  openArchive,
  prepareEdits,
} from "@acacia/core";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { answers } from "./answers.ts";
import {
  type EmptiedTrash,
  emptiedTrashSchema,
  emptyTrashSchema,
  selectedSchema,
} from "./edit_schemas.ts";
import { onInvalid } from "./invalid.ts";
import { jsonBody } from "./json_body.ts";
import { readNarrowed } from "./selected.ts";

const emptyRoute = createRoute({
  method: "post",
  path: "/api/trash/empty",
  summary: "Remove for good what has been in the trash for some time",
  request: jsonBody(emptyTrashSchema),
  responses: answers(emptiedTrashSchema),
});

const removeRoute = createRoute({
  method: "post",
  path: "/api/trash/remove",
  summary: "Remove for good what a query finds in the trash, or some items that are in it",
  request: jsonBody(selectedSchema),
  responses: answers(emptiedTrashSchema),
});

/** `/api/trash/…`: holds the archive's lock meanwhile; 409 while another process does. */
export function trashRoutes(deps: { archive: Archive; clock: Clock }): OpenAPIHono {
  const { archive, clock } = deps;
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  app.openapi(emptyRoute, async (context) => {
    const { olderMs } = context.req.valid("json");
    const before = clock.now() - olderMs + (olderMs === 0 ? 1 : 0);
    return context.json(await empty({ before }, deps), 200);
  });
  app.openapi(removeRoute, async (context) => {
    const selection = readNarrowed(context.req.valid("json"), deps);
    const ids = prepareEdits(archive).ids(selection);
    return context.json(await empty({ before: clock.now() + 1, ids }, deps), 200);
  });
  return app;
}

async function empty(
  which: EmptyTrashOptions,
  { archive, clock }: { archive: Archive; clock: Clock },
): Promise<EmptiedTrash> {
  await using locked = await openArchive(archive.dir, {
    mode: "write",
    create: false,
    command: "trash empty",
    clock,
  });
  const gone = { items: 0, blobs: 0, bytes: 0 };
  for await (const { items, blobs, bytes } of emptyTrash(locked, which)) {
    Object.assign(gone, { items, blobs, bytes });
  }
  return gone;
}
