import {
  type Archive,
  type Clock,
  type Filter,
  type Pages,
  prepareSavedFilters,
  readWhere,
  type SavedFilterTexts,
  type TileColumns,
} from "@acacia/core";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { answers } from "./answers.ts";
import { FLAGS } from "./flags.ts";
import { onInvalid } from "./invalid.ts";
import {
  type Bucket,
  bucketSchema,
  bucketsSchema,
  type GridQuery,
  gridQuerySchema,
  newSchema,
  type QueryFault,
} from "./schemas.ts";

/** What the grid is read from. */
export interface GridRoutesDeps {
  readonly archive: Archive;
  readonly pages: Pages;
  readonly clock: Clock;
}

const bucketsRoute = createRoute({
  method: "get",
  path: "/api/buckets",
  summary: "The whole grid in figures",
  request: { query: gridQuerySchema },
  responses: answers(bucketsSchema),
});

const bucketRoute = createRoute({
  method: "get",
  path: "/api/buckets/{key}",
  summary: "One bucket as columns",
  request: { params: z.object({ key: z.string().max(200) }), query: gridQuerySchema },
  responses: answers(bucketSchema),
});

const newRoute = createRoute({
  method: "get",
  path: "/api/new",
  summary: "How many items of a query were archived since a mark",
  request: {
    query: z.object({
      since: z.coerce.number().int().nonnegative(),
      q: gridQuerySchema.shape.q,
    }),
  },
  responses: answers(newSchema),
});

/** The grid: `/api/buckets`, `/api/buckets/{key}`, `/api/new`. */
export function gridRoutes({ archive, pages, clock }: GridRoutesDeps): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  const filters = prepareSavedFilters(archive);
  const options = () => ({ now: clock.now(), filters });
  const filterOf = (q: string) => readFilter(q, options());

  app.openapi(bucketsRoute, (context) => {
    const query = context.req.valid("query");
    const filter = filterOf(query.q);
    const matches = pages.summary(filter);
    const archive = pages.summary();
    return context.json(
      {
        items: matches.items,
        capped: matches.capped,
        bytes: matches.bytes,
        archiveItems: archive.items,
        archiveBytes: archive.bytes,
        unseen: matches.unseen,
        mark: archive.mark,
        faults: readFaults(query.q, options()),
        buckets: pages.buckets({ filter, sort: query.sort, seed: query.seed }),
      },
      200,
    );
  });

  app.openapi(bucketRoute, (context) => {
    const { key } = context.req.valid("param");
    const { q, sort, seed } = context.req.valid("query");
    const columns = pages.bucket(key, { filter: filterOf(q), sort, seed });
    return context.json(toBucket(key, columns), 200);
  });

  app.openapi(newRoute, (context) => {
    const { since, q } = context.req.valid("query");
    return context.json(pages.newSince(since, filterOf(q)), 200);
  });
  return app;
}

/** How a search text is read. */
interface ReadQueryOptions {
  readonly now: number;
  readonly filters: SavedFilterTexts;
}

/**
 * The filter of a search text. What is not understood is left out, so that the grid answers with the rest; the page
 * shows which part that is.
 */
export function readFilter(q: GridQuery["q"], options: ReadQueryOptions): Filter {
  const { expr } = readWhere(q, options);
  return expr.kind === "all" ? {} : { where: expr };
}

function readFaults(q: GridQuery["q"], options: ReadQueryOptions): QueryFault[] {
  return readWhere(q, options).faults.map(({ message, hint = "", meant = null, span }) => ({
    message,
    hint,
    meant,
    from: span.from,
    to: span.to,
  }));
}

function toBucket(key: string, columns: TileColumns): Bucket {
  const count = columns.id.length;
  const zeroWhenUnknown = (values: readonly (number | null)[]) => values.map((value) => value ?? 0);
  return {
    key,
    id: columns.id,
    imgurId: columns.imgurId,
    ratio: Array.from({ length: count }, (_, at) =>
      ratioOf(columns.width[at] ?? null, columns.height[at] ?? null),
    ),
    width: zeroWhenUnknown(columns.width),
    height: zeroWhenUnknown(columns.height),
    flags: Array.from({ length: count }, (_, at) => flagsOf(columns, at)),
    thumbHash: columns.thumbHash,
    thumb: columns.sha256.map((sha256, at) => (columns.thumbs[at] === "refused" ? "" : sha256)),
    title: columns.title,
    score: columns.score,
    bytes: columns.sizeBytes,
    postedAt: zeroWhenUnknown(columns.postedAt),
    postCount: columns.postCount,
    durationMs: zeroWhenUnknown(columns.durationMs),
    // Only where there is something to say: elsewhere it would be a column of zeros.
    ...(columns.trashedAt.some((at) => at !== null)
      ? { trashedAt: zeroWhenUnknown(columns.trashedAt) }
      : {}),
  };
}

/** Width over height, three decimals; 1 when a side is unknown. */
export function ratioOf(width: number | null, height: number | null): number {
  return width && height ? Math.round((width / height) * 1000) / 1000 : 1;
}

function flagsOf(columns: TileColumns, at: number): number {
  const bits: [boolean | undefined, number][] = [
    [columns.kind[at] === "gif", FLAGS.gif],
    [columns.kind[at] === "video", FLAGS.video],
    [columns.nsfw[at], FLAGS.nsfw],
    [columns.favorite[at], FLAGS.favorite],
    [columns.seen[at] === false, FLAGS.unseen],
    [columns.removedUpstream[at], FLAGS.removedUpstream],
    [columns.hasSound[at], FLAGS.sound],
    [columns.thumbs[at] !== "made", FLAGS.noThumb],
    [columns.animated[at], FLAGS.animated],
    [columns.damaged[at], FLAGS.damaged],
  ];
  return bits.reduce((flags, [isSet, bit]) => (isSet ? flags | bit : flags), 0);
}
