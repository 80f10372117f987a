import {
  type Archive,
  type Clock,
  type DuplicateEdits,
  DuplicateScan,
  makeEngines,
  prepareDuplicateEdits,
} from "@acacia/core";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { answers } from "./answers.ts";
import {
  type DecideDuplicates,
  decidedSchema,
  decideSchema,
  duplicatesQuerySchema,
  duplicatesSchema,
} from "./duplicates_schemas.ts";
import { onInvalid } from "./invalid.ts";
import { jsonBody } from "./json_body.ts";

/** What duplicates are found with. */
export interface DuplicateRoutesDeps {
  readonly archive: Archive;
  readonly clock: Clock;
  /** Is told when the comparing failed. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Ends the comparing: the server stops. */
  readonly signal?: AbortSignal | undefined;
}

/** While a fetch runs, new pictures are compared no more often than this, ms. */
const RESCAN_MS = 30_000;

const duplicatesRoute = createRoute({
  method: "get",
  path: "/api/duplicates",
  summary: "Media that show one picture, in groups; the first call begins to compare",
  request: { query: duplicatesQuerySchema },
  responses: answers(duplicatesSchema),
});

const decideRoute = createRoute({
  method: "post",
  path: "/api/duplicates",
  summary: "Merge pictures into one, or tell them apart",
  request: jsonBody(decideSchema),
  responses: answers(decidedSchema),
});

/** `/api/duplicates`: groups while pictures are compared, and what the user decides about them. */
export function duplicateRoutes(deps: DuplicateRoutesDeps): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  const { archive, clock } = deps;
  let scan: DuplicateScan | undefined;
  let edits: DuplicateEdits | undefined;
  const compare = makeCompare(deps);

  app.openapi(duplicatesRoute, (context) => {
    const { tier, after, limit } = context.req.valid("query");
    scan ??= new DuplicateScan(archive, { engines: makeEngines(), clock });
    compare(scan);
    const page = scan.page(tier, { after, limit });
    return context.json({ tier, ...page, tiers: scan.totals(), scan: scan.progress }, 200);
  });

  app.openapi(decideRoute, (context) => {
    edits ??= prepareDuplicateEdits(archive);
    const done = decide(edits, context.req.valid("json"), clock.now());
    scan?.refresh();
    return context.json(done, 200);
  });
  return app;
}

function decide(edits: DuplicateEdits, decision: DecideDuplicates, at: number) {
  return decision.action === "merge"
    ? edits.merge(decision.groups, { at })
    : edits.relate(decision.ids, { as: decision.action, at });
}

/** Compares beside the answers, when there is something new and it does not run already. */
function makeCompare({
  clock,
  onError,
  signal = new AbortController().signal,
}: DuplicateRoutesDeps): (scan: DuplicateScan) => void {
  let begunAt = Number.NEGATIVE_INFINITY;
  return (scan) => {
    if (clock.monotonic() - begunAt < RESCAN_MS || !scan.isStale) return;
    begunAt = clock.monotonic();
    runToEnd(scan.run(signal)).catch((error) => onError?.(error));
  };
}

async function runToEnd(steps: AsyncIterable<unknown>): Promise<void> {
  for await (const _step of steps) {
    // The scan keeps what it finds.
  }
}
