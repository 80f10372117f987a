import { hostname } from "node:os";
import {
  type Archive,
  type Clock,
  makeTotals,
  prepareRuns,
  type RunRow,
  type Run as StoredRun,
  type Totals,
} from "@acacia/core";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { type EventWriter, eventStream } from "../server/event_stream.ts";
import { refuse } from "../server/refuse.ts";
import { answers } from "./answers.ts";
import { onInvalid } from "./invalid.ts";
import { type Run, runSchema } from "./schemas.ts";

/** What runs are read from. */
export interface RunRoutesDeps {
  readonly archive: Archive;
  readonly clock: Clock;
}

/** A run on another machine that told nothing for so long is lost, ms. */
const SILENT_MS = 30_000;
/** How often a stream looks for new rows, ms. */
const STREAM_MS = 500;
const ROWS_AT_ONCE = 500;

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
  summary: "One run",
  request: { params: z.object({ id: z.coerce.number().int().positive() }) },
  responses: answers(runSchema),
});

/** `/api/runs`, `/api/runs/{id}` and the stream of a run's log. */
export function runRoutes({ archive, clock }: RunRoutesDeps): OpenAPIHono {
  const runs = prepareRuns(archive);
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
    return context.json(toRun(run, clock.now()), 200);
  });

  app.get("/api/runs/:id/events", (context) => {
    const id = Number(context.req.param("id"));
    if (!Number.isSafeInteger(id) || !runs.get(id)) {
      return refuse(404, "not_found", "Cannot find this run");
    }
    const from = Number(context.req.header("last-event-id") ?? context.req.query("after") ?? 0);
    return eventStream(context.req.raw.signal, (writer) =>
      follow({ after: Number.isSafeInteger(from) ? from : 0, clock, writer }, (after) => {
        const rows = runs.rowsAfter(after, { runId: id, limit: ROWS_AT_ONCE });
        // Asked after the rows: what the run wrote before it ended is sent before the end is told.
        const run = runs.get(id);
        const isOver = run === undefined || toRun(run, clock.now()).state !== "running";
        return { rows, isOver };
      }),
    );
  });
  return app;
}

/** Sends rows as they come, and the end once nothing more will. */
function follow(
  { after, clock, writer }: { after: number; clock: Clock; writer: EventWriter },
  read: (after: number) => { rows: readonly RunRow[]; isOver: boolean },
): Disposable {
  let last = after;
  const look = () => {
    const { rows, isOver } = read(last);
    for (const row of rows) {
      writer.send({ id: row.id, event: row.kind, data: row });
      last = row.id;
    }
    if (!isOver || rows.length > 0) return;
    writer.send({ event: "end", data: {} });
    writer.end();
  };
  const ticks = clock.every(STREAM_MS, look);
  look();
  return ticks;
}

/** A stored run as the API tells it. */
export function toRun(run: StoredRun, now: number): Run {
  const progress = run.progress?.event as
    | { bytesPerSecond?: number; eta?: number | null; totals?: Totals }
    | undefined;
  const isRunning = run.finishedAt === null && isAlive(run, now);
  const { id, command, startedAt, finishedAt, strategy, jobs, exitCode } = run;
  return {
    id,
    command,
    state: finishedAt !== null ? "finished" : isRunning ? "running" : "lost",
    startedAt,
    finishedAt,
    strategy,
    jobs,
    targets: [...run.targets],
    exitCode,
    totals: { ...makeTotals(), ...(isRunning ? (progress?.totals ?? run.totals) : run.totals) },
    bytesPerSecond: isRunning ? (progress?.bytesPerSecond ?? 0) : 0,
    eta: isRunning ? (progress?.eta ?? null) : null,
  };
}

/** On this machine the process tells; elsewhere only the run's own heartbeat. */
function isAlive(run: StoredRun, now: number): boolean {
  if (run.host !== hostname()) return now - (run.progress?.t ?? run.startedAt) < SILENT_MS;
  try {
    process.kill(run.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
