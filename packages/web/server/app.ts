import { AcaciaError, type Archive, type Clock, type Pages } from "@acacia/core";
import { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { type EditRoutesDeps, editRoutes } from "../routes/edit.ts";
import { fileRoutes } from "../routes/files.ts";
import { gridRoutes } from "../routes/grid.ts";
import { onInvalid } from "../routes/invalid.ts";
import { liveRoutes } from "../routes/live.ts";
import { mediaRoutes } from "../routes/media.ts";
import { runRoutes } from "../routes/runs.ts";
import { type StatusRoutesDeps, statusRoutes } from "../routes/status.ts";
import { type Assets, assetResponse } from "./assets.ts";
import { type GuardOptions, guard, securityHeaders } from "./guard.ts";
import type { LiveFeed } from "./live.ts";
import { refuse } from "./refuse.ts";
import type { ThumbCache } from "./thumb_cache.ts";

/** What the gallery's answers are made of. */
export interface AppDeps extends StatusRoutesDeps, EditRoutesDeps {
  readonly archive: Archive;
  readonly pages: Pages;
  readonly thumbs: ThumbCache;
  readonly live: LiveFeed;
  readonly assets: Assets;
  readonly clock: Clock;
  readonly guard: GuardOptions;
}

/** Edits are small: ten thousand row ids fit. */
const MAX_BODY_BYTES = 256 * 1024;

/** The whole server as one Hono app: headers, guard, routes, pages. Needs no port to be tested. */
export function makeApp(deps: AppDeps): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  app.use(securityHeaders());
  app.use(guard(deps.guard));
  app.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: () => refuse(413, "too_large", "Cannot read the request: it is too large"),
    }),
  );
  app.use("/api/*", async (context, next) => {
    await next();
    if (!context.res.headers.has("cache-control"))
      context.res.headers.set("cache-control", "no-store");
  });
  app.route("/", gridRoutes(deps));
  app.route("/", mediaRoutes(deps));
  app.route("/", runRoutes(deps));
  app.route("/", liveRoutes(deps));
  app.route("/", editRoutes(deps));
  app.route("/", statusRoutes(deps));
  app.route("/", fileRoutes(deps));
  app.doc31("/api/openapi.json", {
    openapi: "3.1.0",
    info: { title: "Acacia", version: deps.version, license: { name: "MIT" } },
  });
  app.get("*", (context) => {
    const asset = deps.assets.get(context.req.path);
    if (asset) return assetResponse(asset, context.req.raw);
    return refuse(404, "not_found", "Cannot find this address", { hint: "Open / for the gallery" });
  });
  app.notFound(() => refuse(404, "not_found", "Cannot find this address"));
  app.onError(onError);
  return app;
}

/** An error as an answer: a refusal in its own words, a bug without its stack. */
function onError(error: Error): Response {
  if (error instanceof AcaciaError) {
    const status = error.code === "usage" ? 400 : error.code === "not_found" ? 404 : 500;
    return refuse(status, error.code, error.message, { hint: error.hint });
  }
  if ("status" in error && error.status === 400) {
    return refuse(400, "usage", "Cannot read the request: it is no JSON of the right form");
  }
  return refuse(500, "unexpected", "Cannot answer: something unexpected happened");
}
