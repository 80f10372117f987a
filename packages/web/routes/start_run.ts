import {
  AcaciaError,
  type Archive,
  findLiveHolder,
  getSource,
  parseTarget,
  prepareSavedSources,
  printTarget,
} from "@acacia/core";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { refuse } from "../server/refuse.ts";
import { answers } from "./answers.ts";
import { onInvalid } from "./invalid.ts";
import { jsonBody } from "./json_body.ts";
import { newRunSchema, startedSchema } from "./source_schemas.ts";

/** What runs are started with. */
export interface StartRunDeps {
  readonly archive: Archive;
  /** Starts the program in a process of its own, with these arguments; absent: nothing can be started. */
  readonly launch?: ((args: readonly string[]) => void) | undefined;
}

const startRoute = createRoute({
  method: "post",
  path: "/api/runs",
  summary: "Start a fetch or a sync in a process of its own",
  request: jsonBody(newRunSchema),
  responses: answers(startedSchema),
});

/** `POST /api/runs`: the gallery itself fetches nothing, so that a run outlives it. */
export function startRunRoutes({ archive, launch }: StartRunDeps): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  app.openapi(startRoute, (context) => {
    const { command, targets: texts, limit } = context.req.valid("json");
    const targets = readTargets(archive, { command, texts });
    if (!launch) {
      return refuse(
        501,
        "config",
        "Cannot start a run: this gallery was started without a program",
        {
          hint: `Run \`acacia ${command}\` in a terminal`,
        },
      ) as never;
    }
    const holder = findLiveHolder(archive.layout.lock);
    if (holder) {
      const by = `process ${holder.pid} on ${holder.host} (${holder.command})`;
      return refuse(409, "archive.locked", `Cannot start a run: ${by} is at work on this archive`, {
        hint: "Wait for it to finish",
      }) as never;
    }
    const flags = ["-d", archive.dir, "--quiet"];
    const bound = limit === undefined ? [] : ["--limit", String(limit)];
    // Behind `--` nothing is read as a flag.
    launch([command, ...flags, ...bound, "--", ...targets]);
    return context.json({ command, targets }, 200);
  });
  return app;
}

/** Targets as they are printed, so that nothing else reaches the program. */
function readTargets(
  archive: Archive,
  { command, texts }: { command: "fetch" | "sync"; texts: readonly string[] },
): string[] {
  if (command === "sync") {
    const saved = prepareSavedSources(archive);
    return texts.map((text) => getSource(saved, text).target);
  }
  if (texts.length > 0) return texts.map((text) => printTarget(parseTarget(text)));
  throw new AcaciaError("usage", "Cannot fetch: there is no target", {
    hint: "Name one, as r/aww",
  });
}
