import {
  type Archive,
  type Clock,
  type Completion,
  type Pages,
  prepareCompletion,
  prepareSavedFilters,
} from "@acacia/core";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { answers } from "./answers.ts";
import { completeQuerySchema, completionsSchema } from "./edit_schemas.ts";
import { readFilter } from "./grid.ts";
import { onInvalid } from "./invalid.ts";

/** What completion is made with. */
export interface CompleteRoutesDeps {
  readonly archive: Archive;
  readonly pages: Pages;
  readonly clock: Clock;
}

/** Names are counted within a result of so many; in a larger one each count would take too long to type by. */
const MAX_WITHIN = 10_000;

const completeRoute = createRoute({
  method: "get",
  path: "/api/complete",
  summary: "How a query may go on at the cursor",
  request: { query: completeQuerySchema },
  responses: answers(completionsSchema),
});

/** `/api/complete`: fields, their values, and tags, users, subreddits and saved filters with counts. */
export function completeRoutes({ archive, pages, clock }: CompleteRoutesDeps): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  let complete: ReturnType<typeof prepareCompletion> | undefined;
  const filterOf = (q: string) =>
    readFilter(q, { now: clock.now(), filters: prepareSavedFilters(archive) });
  const isWithin = (q: string) => q.trim() !== "" && pages.summary(filterOf(q)).items <= MAX_WITHIN;
  const countWithin = (q: string, text: string) =>
    pages.newSince(0, filterOf(`(${q}) ${text}`)).count;
  app.openapi(completeRoute, (context) => {
    complete ??= prepareCompletion(archive);
    const { q, at, limit, within } = context.req.valid("query");
    const { options, ...place } = complete({ q, limit, ...(at === undefined ? {} : { at }) });
    const counted = isWithin(within)
      ? recount(options, (text) => countWithin(within, text))
      : options;
    return context.json({ ...place, options: [...counted] }, 200);
  });
  return app;
}

/** Names by how many of the present result have them, without those that nothing has. */
function recount(options: readonly Completion[], count: (text: string) => number): Completion[] {
  const isName = ({ kind }: Completion) => kind === "tag" || kind === "user" || kind === "r";
  const names = options
    .filter(isName)
    .map((option) => ({ ...option, count: count(option.text) }))
    .filter((option) => option.count > 0)
    .toSorted((a, b) => b.count - a.count);
  return [...options.filter((option) => !isName(option)), ...names];
}
