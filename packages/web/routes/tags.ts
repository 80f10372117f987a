import { type Archive, type Clock, prepareEdits, prepareUserTags, readTagName } from "@acacia/core";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { answers } from "./answers.ts";
import { bulkDoneSchema, nameSchema, renameTagSchema, tagsSchema } from "./edit_schemas.ts";
import { onInvalid } from "./invalid.ts";
import { jsonBody } from "./json_body.ts";

const tagsRoute = createRoute({
  method: "get",
  path: "/api/tags",
  summary: "The user's own tags, the most used first",
  responses: answers(tagsSchema),
});

const renameRoute = createRoute({
  method: "post",
  path: "/api/tags/rename",
  summary: "Give a tag another name, or join it with another",
  request: jsonBody(renameTagSchema),
  responses: answers(bulkDoneSchema),
});

const removeRoute = createRoute({
  method: "post",
  path: "/api/tags/remove",
  summary: "Take a tag from every item",
  request: jsonBody(nameSchema),
  responses: answers(bulkDoneSchema),
});

/** `/api/tags`: tags of the user's own; `/api/bulk` gives and takes them. */
export function tagRoutes({ archive, clock }: { archive: Archive; clock: Clock }): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  app.openapi(tagsRoute, (context) => {
    return context.json({ tags: prepareUserTags(archive)() }, 200);
  });
  app.openapi(renameRoute, (context) => {
    const { from, to } = context.req.valid("json");
    const names = { from: readTagName(from), to: readTagName(to) };
    return context.json(prepareEdits(archive).renameTag({ ...names, at: clock.now() }), 200);
  });
  app.openapi(removeRoute, (context) => {
    const tags = [readTagName(context.req.valid("json").name)];
    return context.json(prepareEdits(archive).untag("all", { tags, at: clock.now() }), 200);
  });
  return app;
}
