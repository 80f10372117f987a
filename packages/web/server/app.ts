import { AcaciaError, type Archive, type Clock, type Pages } from "@acacia/core";
import { OpenAPIHono } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { albumRoutes } from "../routes/albums.ts";
import { bulkRoutes } from "../routes/bulk.ts";
import { commentRoutes } from "../routes/comments.ts";
import { completeRoutes } from "../routes/complete.ts";
import { type DoctorDeps, doctorRoutes } from "../routes/doctor.ts";
import { type DuplicateRoutesDeps, duplicateRoutes } from "../routes/duplicates.ts";
import { type EditRoutesDeps, editRoutes } from "../routes/edit.ts";
import { fileRoutes } from "../routes/files.ts";
import { filterRoutes } from "../routes/filters.ts";
import { gridRoutes } from "../routes/grid.ts";
import { onInvalid } from "../routes/invalid.ts";
import { liveRoutes } from "../routes/live.ts";
import { mediaRoutes } from "../routes/media.ts";
import { runRoutes } from "../routes/runs.ts";
import { sourceRoutes } from "../routes/sources.ts";
import { type StartRunDeps, startRunRoutes } from "../routes/start_run.ts";
import { statsRoutes } from "../routes/stats.ts";
import { type StatusRoutesDeps, statusRoutes } from "../routes/status.ts";
import { tagRoutes } from "../routes/tags.ts";
import { targetRoutes } from "../routes/target.ts";
import { trashRoutes } from "../routes/trash.ts";
import { undoRoutes } from "../routes/undo.ts";
import { zipRoutes } from "../routes/zip.ts";
import { type Assets, assetResponse } from "./assets.ts";
import { compressJson } from "./compress_json.ts";
import { type GuardOptions, guard, securityHeaders } from "./guard.ts";
import { Launches } from "./launches.ts";
import type { LiveFeed } from "./live.ts";
import { refuseChanges } from "./read_only.ts";
import { refuse } from "./refuse.ts";
import type { ThumbCache } from "./thumb_cache.ts";

/** What the gallery's answers are made of. */
export interface AppDeps
  extends StatusRoutesDeps,
    EditRoutesDeps,
    DoctorDeps,
    StartRunDeps,
    DuplicateRoutesDeps {
  readonly archive: Archive;
  readonly pages: Pages;
  readonly thumbs: ThumbCache;
  readonly live: LiveFeed;
  /** The browser's code, perhaps still being built. */
  readonly assets: Promise<Assets>;
  readonly clock: Clock;
  readonly guard: GuardOptions;
  /** Is told what the browser is not: an unexpected error, whole. */
  readonly onError?: ((error: unknown) => void) | undefined;
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
  app.use("/api/*", neverStored(), compressJson());
  // Reads, though it is asked by POST: before changes are refused.
  app.route("/", zipRoutes(deps));
  app.use("/api/*", refuseChanges(deps.readOnly));
  app.route("/", gridRoutes(deps));
  app.route("/", mediaRoutes(deps));
  app.route("/", commentRoutes(deps));
  app.route("/", albumRoutes(deps));
  const launches = new Launches();
  app.route("/", runRoutes({ ...deps, launches }));
  app.route("/", startRunRoutes({ ...deps, launches }));
  app.route("/", targetRoutes());
  app.route("/", sourceRoutes(deps));
  app.route("/", liveRoutes(deps));
  app.route("/", editRoutes(deps));
  app.route("/", bulkRoutes(deps));
  app.route("/", undoRoutes(deps));
  app.route("/", tagRoutes(deps));
  app.route("/", filterRoutes(deps));
  app.route("/", completeRoutes(deps));
  app.route("/", trashRoutes(deps));
  app.route("/", duplicateRoutes(deps));
  app.route("/", statsRoutes(deps));
  app.route("/", statusRoutes(deps));
  app.route("/", doctorRoutes(deps));
  app.route("/", fileRoutes(deps));
  app.doc31("/api/openapi.json", {
    openapi: "3.1.0",
    info: { title: "Acacia", version: deps.version, license: { name: "MIT" } },
  });
  app.get("*", async (context) => {
    const asset = (await deps.assets).get(context.req.path);
    if (asset) return assetResponse(asset, context.req.raw);
    return refuse(404, "not_found", "Cannot find this address", { hint: "Open / for the gallery" });
  });
  app.notFound(() => refuse(404, "not_found", "Cannot find this address"));
  app.onError((error) => answerError(error, deps.onError));
  return app;
}

/** What the API tells is true for a moment: never from a cache, unless a route says so. */
function neverStored(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  };
}

const STATUS_OF: Partial<Record<AcaciaError["code"], number>> = {
  usage: 400,
  not_found: 404,
  "archive.locked": 409,
};

/** An error as an answer: a refusal in its own words, a bug without its stack. */
function answerError(error: Error, onError: AppDeps["onError"]): Response {
  if (error instanceof AcaciaError) {
    const status = STATUS_OF[error.code] ?? 500;
    if (status === 500) onError?.(error);
    return refuse(status, error.code, error.message, { hint: error.hint });
  }
  if (error instanceof HTTPException && error.status < 500) {
    const form =
      error.status === 415 ? "its content-type is not application/json" : "it is no JSON";
    return refuse(error.status, "usage", `Cannot read the request: ${form}`, {
      hint: "See /api/openapi.json",
    });
  }
  onError?.(error);
  return refuse(500, "unexpected", "Cannot answer: something unexpected happened", {
    hint: "See what `acacia web` printed",
  });
}
