import { type Archive, type Clock, type Pages, prepareRuns } from "@acacia/core";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { eventStream } from "../server/event_stream.ts";
import type { LiveFeed } from "../server/live.ts";
import { streamAnswers } from "./answers.ts";
import { toRun } from "./runs.ts";
import type { Live } from "./schemas.ts";

/** Prepares the question what is going on: the newest run if it is on, and the archive's size. */
export function prepareLive(deps: { archive: Archive; pages: Pages; clock: Clock }): () => Live {
  const { archive, pages, clock } = deps;
  const runs = prepareRuns(archive);
  return () => {
    const newest = runs.newest();
    const run = newest ? toRun(newest, clock.now()) : undefined;
    const { items, mark } = pages.summary();
    return { run: run?.state === "running" ? run : null, archiveItems: items, mark };
  };
}

const liveRoute = createRoute({
  method: "get",
  path: "/api/live",
  summary: "What the archive and a running fetch do now, at each change",
  responses: streamAnswers("Events `live`, each with what `Live` describes"),
});

/** `/api/live`: server-sent events, one at each change, at most one a second. */
export function liveRoutes({ live, clock }: { live: LiveFeed; clock: Clock }): OpenAPIHono {
  const app = new OpenAPIHono();
  app.openapi(liveRoute, (context) => {
    const { signal } = context.req.raw;
    return eventStream({ signal, clock }, (writer) =>
      live.watch((now) => writer.send({ event: "live", data: now })),
    ) as never;
  });
  return app;
}
