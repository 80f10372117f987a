import {
  type Archive,
  type Clock,
  prepareEdits,
  prepareTagsHeld,
  prepareUserTags,
  readTagName,
} from "@acacia/core";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { answers } from "./answers.ts";
import {
  bulkDoneSchema,
  nameSchema,
  renameTagSchema,
  selectedSchema,
  tagsHeldSchema,
  tagsSchema,
} from "./edit_schemas.ts";
import { onInvalid } from "./invalid.ts";
import { jsonBody } from "./json_body.ts";
import { readSelected } from "./selected.ts";

const tagsRoute = createRoute({
  method: "get",
  path: "/api/tags",
  summary: "The user's own tags, the most used first",
  responses: answers(tagsSchema),
});

const heldRoute = createRoute({
  method: "post",
  path: "/api/tags/held",
  summary: "Which of the user's own tags a query's finds, or some items, have",
  request: jsonBody(selectedSchema),
  responses: answers(tagsHeldSchema),
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
  app.openapi(heldRoute, (context) => {
    const selection = readSelected(context.req.valid("json"), { archive, clock });
    const ids = prepareEdits(archive).ids(selection);
    return context.json({ selected: ids.length, tags: prepareTagsHeld(archive)(ids) }, 200);
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
