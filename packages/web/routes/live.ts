import { type Archive, type Clock, type Pages, prepareRuns } from "@acacia/core";
import { Hono } from "hono";
import { eventStream } from "../server/event_stream.ts";
import type { LiveFeed } from "../server/live.ts";
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

/** `/api/live`: server-sent events, one at each change, at most one a second. */
export function liveRoutes({ live }: { live: LiveFeed }): Hono {
  const app = new Hono();
  app.get("/api/live", (context) =>
    eventStream(context.req.raw.signal, (writer) =>
      live.watch((now) => writer.send({ event: "live", data: now })),
    ),
  );
  return app;
}
