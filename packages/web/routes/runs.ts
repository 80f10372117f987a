import { hostname } from "node:os";
import {
  type Archive,
  type Clock,
  makeTotals,
  prepareRunFigures,
  prepareRuns,
  runState,
  type Run as StoredRun,
} from "@acacia/core";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { eventStream } from "../server/event_stream.ts";
import type { Launches } from "../server/launches.ts";
import { refuse } from "../server/refuse.ts";
import { answers, streamAnswers } from "./answers.ts";
import { onInvalid } from "./invalid.ts";
import { type RunDetail, runDetailSchema } from "./run_schemas.ts";
import { streamRun } from "./run_stream.ts";
import { type Run, runSchema } from "./schemas.ts";

/** What runs are read from. */
export interface RunRoutesDeps {
  readonly archive: Archive;
  readonly clock: Clock;
  /** Runs that were started from here. */
  readonly launches: Launches;
}

/** What the page shows of the past at once, ms. */
const RECENT_MS = 90_000;

const listRoute = createRoute({
  method: "get",
  path: "/api/runs",
  summary: "Runs, the newest first",
  request: {
    query: z.object({
      limit: z.coerce.number().int().min(1).max(200).default(30),
      before: z.coerce.number().int().positive().optional(),
    }),
  },
  responses: answers(z.array(runSchema)),
});

const oneRoute = createRoute({
  method: "get",
  path: "/api/runs/{id}",
  summary: "One run, with what its log tells: reasons, notices, credits",
  request: { params: z.object({ id: z.coerce.number().int().positive() }) },
  responses: answers(runDetailSchema),
});

const eventsRoute = createRoute({
  method: "get",
  path: "/api/runs/{id}/events",
  summary: "A run's events, from the first or from Last-Event-ID on",
  request: {
    params: z.object({ id: z.coerce.number().int().positive() }),
    /** Row id of the last event that is known; Last-Event-ID goes before it. */
    query: z.object({ after: z.coerce.number().int().nonnegative().default(0) }),
  },
  responses: streamAnswers("The run's events by their type; ids are row ids; `end` is the last"),
});

/** `/api/runs`, `/api/runs/{id}` and the stream of a run's log. */
export function runRoutes({ archive, clock, launches }: RunRoutesDeps): OpenAPIHono {
  const runs = prepareRuns(archive);
  const detailOf = prepareDetail(archive, { clock, launches });
  const app = new OpenAPIHono({ defaultHook: onInvalid });

  app.openapi(listRoute, (context) => {
    const { limit, before } = context.req.valid("query");
    const list = runs.list({ limit, ...(before === undefined ? {} : { before }) });
    return context.json(
      list.map((run) => toRun(run, clock.now())),
      200,
    );
  });

  app.openapi(oneRoute, (context) => {
    const { id } = context.req.valid("param");
    const run = runs.get(id);
    if (!run) return refuse(404, "not_found", `Cannot find run ${id}`) as never;
    return context.json(detailOf(run), 200);
  });

  app.openapi(eventsRoute, (context) => {
    const { id } = context.req.valid("param");
    const { after } = context.req.valid("query");
    if (!runs.get(id)) return refuse(404, "not_found", `Cannot find run ${id}`) as never;
    const from = Number(context.req.header("last-event-id") ?? after);
    const options = { runs, runId: id, after: Number.isSafeInteger(from) ? from : 0, clock };
    const { signal } = context.req.raw;
    return eventStream({ signal, clock }, (writer) => streamRun(writer, options)) as never;
  });
  return app;
}

/** A run with the figures of its log. */
function prepareDetail(
  archive: Archive,
  { clock, launches }: Omit<RunRoutesDeps, "archive">,
): (run: StoredRun) => RunDetail {
  const log = prepareRunFigures(archive);
  return (run) => {
    const now = clock.now();
    const { version, host, settings, seconds, sources } = run;
    const { reasons, notices, credits, lastRow } = log.figures(run.id);
    const end = run.finishedAt ?? Math.max(run.startedAt, run.progress?.t ?? 0);
    const shown = toRun(run, now);
    const isOn = shown.state === "running";
    return {
      ...shown,
      ...{ version, host, settings, seconds, sources: [...sources] },
      reasons: reasons.map((group) => ({ ...group, examples: [...group.examples] })),
      notices: notices.map(({ type: _, ...notice }) => notice),
      credits,
      lastRow,
      recentFrom: log.rowBefore(run.id, (isOn ? now : end) - RECENT_MS),
      canStop: isOn && host === hostname() && launches.ofRun(run) !== undefined,
    };
  };
}

/** A stored run as the API tells it. */
export function toRun(run: StoredRun, now: number): Run {
  const progress = run.progress?.event as
    | { bytesPerSecond?: number; eta?: number | null }
    | undefined;
  const state = runState(run, { now });
  const isRunning = state === "running";
  const { id, command, startedAt, finishedAt, strategy, jobs, exitCode } = run;
  return {
    id,
    command,
    state,
    startedAt,
    finishedAt,
    strategy,
    jobs,
    targets: [...run.targets],
    exitCode,
    totals: { ...makeTotals(), ...run.totals },
    bytesPerSecond: isRunning ? (progress?.bytesPerSecond ?? 0) : 0,
    eta: isRunning ? (progress?.eta ?? null) : null,
  };
}
