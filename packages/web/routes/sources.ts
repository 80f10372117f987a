import {
  type Archive,
  addSource,
  type Clock,
  prepareSavedFilters,
  prepareSavedSources,
} from "@acacia/core";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { refuse } from "../server/refuse.ts";
import { answers } from "./answers.ts";
import { onInvalid } from "./invalid.ts";
import { jsonBody } from "./json_body.ts";
import { prepareSourceNews } from "./source_news.ts";
import { newSourceSchema, sourcesSchema } from "./source_schemas.ts";

const listRoute = createRoute({
  method: "get",
  path: "/api/sources",
  summary: "The saved sources, and how far sync has come with each",
  responses: answers(sourcesSchema),
});

const saveRoute = createRoute({
  method: "post",
  path: "/api/sources",
  summary: "Save a source, or give the one of that target other settings",
  request: jsonBody(newSourceSchema),
  responses: answers(sourcesSchema),
});

const removeRoute = createRoute({
  method: "delete",
  path: "/api/sources/{id}",
  summary: "Forget a source; what it brought stays",
  request: { params: z.object({ id: z.coerce.number().int().positive() }) },
  responses: answers(sourcesSchema),
});

/** `/api/sources`: what `sync` keeps up with. A change answers with what there is then. */
export function sourceRoutes({ archive, clock }: { archive: Archive; clock: Clock }): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  const prepareNews = prepareSourceNews(archive, { clock });
  const list = () => {
    const newsOf = prepareNews();
    const sources = prepareSavedSources(archive).list();
    return {
      sources: sources.map(({ syncState, ...source }) => ({
        ...source,
        unfinished: syncState !== null,
        ...newsOf(source),
      })),
    };
  };
  app.openapi(listRoute, (context) => context.json(list(), 200));
  app.openapi(saveRoute, (context) => {
    const { target, name, where, settings } = context.req.valid("json");
    const own = Object.entries(settings).filter(([, value]) => value !== undefined);
    addSource(
      prepareSavedSources(archive),
      {
        target,
        settings: Object.fromEntries(own),
        ...(name ? { name } : {}),
        ...(where ? { where } : {}),
      },
      { clock, filters: prepareSavedFilters(archive) },
    );
    return context.json(list(), 200);
  });
  app.openapi(removeRoute, (context) => {
    const { id } = context.req.valid("param");
    const saved = prepareSavedSources(archive);
    if (!saved.list().some((source) => source.id === id)) {
      return refuse(404, "not_found", `Cannot find the source ${id}`) as never;
    }
    saved.forget(id);
    return context.json(list(), 200);
  });
  return app;
}
