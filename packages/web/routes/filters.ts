import { type Archive, type Clock, prepareSavedFilters } from "@acacia/core";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { answers } from "./answers.ts";
import { filterSchema, filtersSchema, nameSchema } from "./edit_schemas.ts";
import { onInvalid } from "./invalid.ts";
import { jsonBody } from "./json_body.ts";

const listRoute = createRoute({
  method: "get",
  path: "/api/filters",
  summary: "The saved filters",
  responses: answers(filtersSchema),
});

const saveRoute = createRoute({
  method: "post",
  path: "/api/filters/save",
  summary: "Keep a query under a name; one of that name is replaced",
  request: jsonBody(filterSchema),
  responses: answers(filtersSchema),
});

const removeRoute = createRoute({
  method: "post",
  path: "/api/filters/remove",
  summary: "Remove a saved filter",
  request: jsonBody(nameSchema),
  responses: answers(filtersSchema),
});

/** `/api/filters`: queries under a name, used as `filter:NAME`. A change answers with what there is then. */
export function filterRoutes({ archive, clock }: { archive: Archive; clock: Clock }): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  const list = () => ({ filters: prepareSavedFilters(archive).list() });
  app.openapi(listRoute, (context) => context.json(list(), 200));
  app.openapi(saveRoute, (context) => {
    prepareSavedFilters(archive).save(context.req.valid("json"), { at: clock.now() });
    return context.json(list(), 200);
  });
  app.openapi(removeRoute, (context) => {
    prepareSavedFilters(archive).remove(context.req.valid("json").name);
    return context.json(list(), 200);
  });
  return app;
}
