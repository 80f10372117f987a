import { hostname } from "node:os";
import {
  AcaciaError,
  type Archive,
  type Clock,
  findLiveHolder,
  getSource,
  parseTarget,
  prepareRuns,
  prepareSavedSources,
  printTarget,
  type Runs,
} from "@acacia/core";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Launches, LaunchProgram, LaunchRecord } from "../server/launches.ts";
import { refuse } from "../server/refuse.ts";
import { answers } from "./answers.ts";
import { onInvalid } from "./invalid.ts";
import { jsonBody } from "./json_body.ts";
import { type Launch, launchSchema } from "./run_schemas.ts";
import { type NewRun, newRunSchema } from "./source_schemas.ts";

/** What runs are started with. */
export interface StartRunDeps {
  readonly archive: Archive;
  readonly clock: Clock;
  /** Starts the program in a process of its own; absent: nothing can be started. */
  readonly launch?: LaunchProgram | undefined;
}

const idParam = z.object({ id: z.coerce.number().int().positive() });

const startRoute = createRoute({
  method: "post",
  path: "/api/runs",
  summary: "Start a fetch, a sync or a retry in a process of its own",
  request: jsonBody(newRunSchema),
  responses: answers(launchSchema),
});

const launchRoute = createRoute({
  method: "get",
  path: "/api/launches/{id}",
  summary: "What became of a process that was started from here",
  request: { params: idParam },
  responses: answers(launchSchema),
});

const stopRoute = createRoute({
  method: "post",
  path: "/api/runs/{id}/stop",
  summary: "Let a run that was started from here end what it has begun, and take nothing new",
  request: { params: idParam },
  responses: answers(launchSchema),
});

/** Starting and stopping runs: the gallery itself fetches nothing, so that a run outlives it. */
export function startRunRoutes(deps: StartRunDeps & { launches: Launches }): OpenAPIHono {
  const { archive, clock, launch, launches } = deps;
  const runs = prepareRuns(archive);
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  const told = (record: LaunchRecord): Launch => {
    const { id, command, targets, process } = record;
    const run = findRun(runs, record);
    return { launch: id, command, targets: [...targets], run, exitCode: process.exitCode };
  };

  app.openapi(startRoute, (context) => {
    const wanted = context.req.valid("json");
    const targets = readTargets(archive, wanted);
    if (!launch) return refuseWithout(wanted) as never;
    const holder = findLiveHolder(archive.layout.lock);
    if (holder) {
      const by = `process ${holder.pid} on ${holder.host} (${holder.command})`;
      return refuse(409, "archive.locked", `Cannot start a run: ${by} is at work on this archive`, {
        hint: "Wait for it to finish",
      }) as never;
    }
    const at = clock.now();
    const process = launch(argumentsOf(wanted, { archive, targets }));
    return context.json(told(launches.add({ command: wanted.command, targets, at, process })), 200);
  });

  app.openapi(launchRoute, (context) => {
    const { id } = context.req.valid("param");
    const record = launches.find(id);
    if (!record) return refuse(404, "not_found", `Cannot find the start ${id}`) as never;
    return context.json(told(record), 200);
  });

  app.openapi(stopRoute, (context) => {
    const { id } = context.req.valid("param");
    const run = runs.get(id);
    if (!run) return refuse(404, "not_found", `Cannot find run ${id}`) as never;
    const record = run.host === hostname() ? launches.ofRun(run) : undefined;
    if (!record) {
      return refuse(409, "usage", `Cannot stop run ${id}: it was not started from this gallery`, {
        hint: "Press Ctrl-C where it runs",
      }) as never;
    }
    record.process.drain();
    return context.json(told(record), 200);
  });
  return app;
}

function refuseWithout({ command }: NewRun): Response {
  return refuse(501, "config", "Cannot start a run: this gallery was started without a program", {
    hint: `Run \`acacia ${command}\` in a terminal`,
  });
}

/** The program's arguments. Behind `--` nothing is read as a flag. */
function argumentsOf(
  { command, limit, run, reason }: NewRun,
  { archive, targets }: { archive: Archive; targets: readonly string[] },
): string[] {
  const flags = [command, "-d", archive.dir, "--quiet"];
  if (limit !== undefined) flags.push("--limit", String(limit));
  if (command !== "retry") return [...flags, "--", ...targets];
  if (run !== undefined) flags.push("--run", String(run));
  if (reason !== undefined) flags.push("--reason", reason);
  return flags;
}

/** Targets as they are printed, so that nothing else reaches the program. */
function readTargets(archive: Archive, { command, targets: texts }: NewRun): string[] {
  if (command === "retry") return [];
  if (command === "sync") {
    const saved = prepareSavedSources(archive);
    return texts.map((text) => getSource(saved, text).target);
  }
  if (texts.length > 0) return texts.map((text) => printTarget(parseTarget(text)));
  throw new AcaciaError("usage", "Cannot fetch: there is no target", {
    hint: "Name one, as r/aww",
  });
}

/** A process has one run; before it has begun, or when it refused its arguments, there is none. */
function findRun(runs: Runs, { at, process }: LaunchRecord): number | null {
  const isIts = (run: { pid: number; startedAt: number; host: string }) =>
    run.pid === process.pid && run.startedAt >= at && run.host === hostname();
  return runs.list({ limit: 10 }).find(isIts)?.id ?? null;
}
