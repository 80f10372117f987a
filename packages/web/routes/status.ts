import type { Archive, Pages } from "@acacia/core";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { LiveFeed } from "../server/live.ts";
import type { ThumbCache } from "../server/thumb_cache.ts";
import { answers } from "./answers.ts";
import { statusSchema } from "./schemas.ts";

/** What the server tells of itself. */
export interface StatusRoutesDeps {
  readonly archive: Archive;
  readonly pages: Pages;
  readonly thumbs: ThumbCache;
  readonly live: LiveFeed;
  readonly version: string;
  readonly readOnly: boolean;
}

const statusRoute = createRoute({
  method: "get",
  path: "/api/status",
  summary: "The archive and the server in short",
  responses: answers(statusSchema),
});

/** `/api/status`, `/healthz` and `/metrics`. */
export function statusRoutes(deps: StatusRoutesDeps): OpenAPIHono {
  const { archive, pages, version, readOnly } = deps;
  const app = new OpenAPIHono();
  app.openapi(statusRoute, (context) => {
    const { items, bytes } = pages.summary();
    return context.json({ version, archive: archive.dir, readOnly, items, bytes }, 200);
  });
  app.get("/healthz", (context) => {
    pages.summary();
    return context.text("ok\n");
  });
  app.get("/metrics", (context) =>
    context.body(printMetrics(deps), 200, {
      "content-type": "text/plain; version=0.0.4; charset=utf-8",
    }),
  );
  return app;
}

/** The Prometheus text format: a handful of gauges needs no library. */
function printMetrics({ pages, thumbs, live }: StatusRoutesDeps): string {
  const { items, bytes, unseen } = pages.summary();
  const rows: [name: string, type: "gauge" | "counter", help: string, value: number][] = [
    ["acacia_items", "gauge", "Items in the archive", items],
    ["acacia_bytes", "gauge", "Bytes of the shown files", bytes],
    ["acacia_unseen_items", "gauge", "Items that were never on screen", unseen],
    ["acacia_thumb_cache_bytes", "gauge", "Bytes of thumbnails in memory", thumbs.bytes],
    ["acacia_thumb_hits_total", "counter", "Thumbnails answered from memory", thumbs.counts.hits],
    ["acacia_thumb_misses_total", "counter", "Thumbnails not in memory", thumbs.counts.misses],
    ["acacia_thumbs_made_total", "counter", "Thumbnails made on demand", thumbs.counts.made],
    ["acacia_live_watchers", "gauge", "Open live streams", live.watching],
    ["process_resident_memory_bytes", "gauge", "Resident memory", process.memoryUsage.rss()],
  ];
  return rows
    .map(
      ([name, type, help, value]) =>
        `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}\n`,
    )
    .join("");
}
