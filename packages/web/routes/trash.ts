import { type Archive, type Clock, emptyTrash, openArchive } from "@acacia/core";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { answers } from "./answers.ts";
import { emptiedTrashSchema, emptyTrashSchema } from "./edit_schemas.ts";
import { onInvalid } from "./invalid.ts";
import { jsonBody } from "./json_body.ts";

const emptyRoute = createRoute({
  method: "post",
  path: "/api/trash/empty",
  summary: "Remove for good what has been in the trash for some time",
  request: jsonBody(emptyTrashSchema),
  responses: answers(emptiedTrashSchema),
});

/** `/api/trash/empty`: holds the archive's lock meanwhile; 409 while another process does. */
export function trashRoutes({ archive, clock }: { archive: Archive; clock: Clock }): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  app.openapi(emptyRoute, async (context) => {
    const { olderMs } = context.req.valid("json");
    const before = clock.now() - olderMs + (olderMs === 0 ? 1 : 0);
    await using locked = await openArchive(archive.dir, {
      mode: "write",
      create: false,
      command: "trash empty",
      clock,
    });
    const gone = { items: 0, blobs: 0, bytes: 0 };
    for await (const { items, blobs, bytes } of emptyTrash(locked, { before })) {
      Object.assign(gone, { items, blobs, bytes });
    }
    return context.json(gone, 200);
  });
  return app;
}
