import { z } from "@hono/zod-openapi";
import { SORTS } from "./flags.ts";

export { FLAGS, SORTS } from "./flags.ts";

// The shapes of the HTTP API: validated on the server, types only in the browser. Times are epoch ms.

/** What narrows and orders the grid; the same in every call, and in the address. */
export const gridQuerySchema = z.object({
  /** The search text: words, `type:photo`, …; empty means all. */
  q: z.string().max(2000).default(""),
  sort: z.enum(SORTS).default("posted"),
  /** For `random`. */
  seed: z.coerce.number().int().default(1),
});

/** A part of a query that was not understood and therefore left out. */
export const queryFaultSchema = z
  .object({
    message: z.string(),
    /** What to try; "" when there is nothing to say. */
    hint: z.string(),
    /** What would stand in its place, where that can be guessed. */
    meant: z.string().nullable(),
    /** Where it is in the query, [from, to) in UTF-16 units. */
    from: z.number().int(),
    to: z.number().int(),
  })
  .openapi("QueryFault");

/** The whole grid in figures: enough for its height and its rail. */
export const bucketsSchema = z
  .object({
    /** Items that match. */
    items: z.number().int(),
    /** True when only the newest of a common word's matches were looked at: "20,000+". */
    capped: z.boolean(),
    /** Bytes of what matches. */
    bytes: z.number().int(),
    /** Items in the whole archive. */
    archiveItems: z.number().int(),
    archiveBytes: z.number().int(),
    /** Matches that were never on screen. */
    unseen: z.number().int(),
    /** When the newest item was archived, as of this answer, epoch ms: pass it to `/api/new`. */
    mark: z.number().int(),
    faults: z.array(queryFaultSchema),
    /** In grid order. `key` begins with the month for date sorts (`2026-11`, or `none`); the rest means nothing to others. */
    buckets: z.array(z.object({ key: z.string(), count: z.number().int() })),
  })
  .openapi("Buckets");

/** One bucket as columns of equal length, in grid order. Only `ratio` decides the layout. */
export const bucketSchema = z
  .object({
    key: z.string(),
    /** Row ids. */
    id: z.array(z.number().int()),
    /** Imgur ids. */
    imgurId: z.array(z.string()),
    /** Width over height, 3 decimals; 1 when unknown. */
    ratio: z.array(z.number()),
    width: z.array(z.number().int()),
    height: z.array(z.number().int()),
    /** Bit set, see {@link FLAGS}. */
    flags: z.array(z.number().int()),
    /** Base64 ThumbHash, "" when there is none yet. */
    thumbHash: z.array(z.string()),
    /** The blob that `/thumb/<size>/<sha256>` shows: the poster's for videos; "" when there is none. */
    thumb: z.array(z.string()),
    title: z.array(z.string()),
    score: z.array(z.number().int().nullable()),
    bytes: z.array(z.number().int()),
    /** Epoch ms, 0 when unknown. */
    postedAt: z.array(z.number().int()),
    /** Media in its post: > 1 draws an album. */
    postCount: z.array(z.number().int()),
    durationMs: z.array(z.number().int()),
    /** In the trash since then, epoch ms; only where something is in it. */
    trashedAt: z.array(z.number().int()).optional(),
  })
  .openapi("Bucket");

/** One picture with all that is known of it: the viewer's panel. */
export const mediaDetailSchema = z
  .object({
    id: z.number().int(),
    imgurId: z.string(),
    kind: z.enum(["photo", "gif", "video"]),
    ext: z.string(),
    mime: z.string(),
    sha256: z.string(),
    md5: z.string(),
    /** What to show as a still: the poster of a video, else itself; null when there is none. */
    thumb: z.string().nullable(),
    thumbHash: z.string(),
    thumbState: z.enum(["pending", "made", "refused"]),
    thumbReason: z.string().nullable(),
    /** Other files of it: `mp4` of a GIF, `poster` of a video. */
    files: z.array(
      z.object({
        role: z.enum(["original", "mp4", "poster"]),
        sha256: z.string(),
        ext: z.string(),
        bytes: z.number().int(),
      }),
    ),
    width: z.number().int(),
    height: z.number().int(),
    bytes: z.number().int(),
    durationMs: z.number().int().nullable(),
    hasSound: z.boolean(),
    animated: z.boolean(),
    title: z.string().nullable(),
    description: z.string().nullable(),
    name: z.string().nullable(),
    postedAt: z.number().int().nullable(),
    archivedAt: z.number().int(),
    archivedRun: z.number().int().nullable(),
    favorite: z.boolean(),
    trashed: z.boolean(),
    nsfw: z.boolean(),
    removedUpstreamAt: z.number().int().nullable(),
    /** Canonical address on Imgur. */
    address: z.string(),
    /** Where its bytes came from, when not from Imgur. */
    origin: z.enum(["wayback", "import"]).nullable(),
    /** The address in the web archive, or the path that was imported. */
    originAddress: z.string().nullable(),
    /** When its bytes were last read and compared; null: never since they were stored. */
    verifiedAt: z.number().int().nullable(),
    /** What was wrong with its file then; null while nothing is. */
    damage: z.enum(["missing", "size", "hash", "picture", "unreadable"]).nullable(),
    /** Tags of the user's own. */
    ownTags: z.array(z.string()),
    /** Imgur ids that have the same bytes. */
    sameBytes: z.array(z.string()),
    post: z
      .object({
        id: z.number().int(),
        imgurId: z.string(),
        kind: z.enum(["album", "image"]),
        title: z.string().nullable(),
        description: z.string().nullable(),
        author: z.string().nullable(),
        subreddit: z.string().nullable(),
        address: z.string(),
        points: z.number().int().nullable(),
        views: z.number().int().nullable(),
        comments: z.number().int().nullable(),
        tags: z.array(z.string()),
        /** How many media Imgur announced. */
        mediaCount: z.number().int(),
        /** What is here and not in the trash, in the author's order. */
        media: z.array(
          z.object({
            id: z.number().int(),
            imgurId: z.string(),
            thumb: z.string().nullable(),
            ratio: z.number(),
            title: z.string(),
          }),
        ),
      })
      .nullable(),
    /** Its place in the grid of `q` and `sort`; null when it is not in that result. */
    place: z
      .object({
        index: z.number().int(),
        items: z.number().int(),
        previous: z.number().int().nullable(),
        next: z.number().int().nullable(),
      })
      .nullable(),
  })
  .openapi("MediaDetail");

/** The nine outcomes, announced and bytes. */
export const totalsSchema = z
  .object({
    announced: z.number().int(),
    stored: z.number().int(),
    known: z.number().int(),
    duplicate: z.number().int(),
    removed: z.number().int(),
    region_blocked: z.number().int(),
    rejected: z.number().int(),
    filtered: z.number().int(),
    failed: z.number().int(),
    cancelled: z.number().int(),
    bytes: z.number().int(),
  })
  .openapi("Totals");

/** A run in short. */
export const runSchema = z
  .object({
    id: z.number().int(),
    command: z.string(),
    state: z.enum(["running", "finished", "lost"]),
    startedAt: z.number().int(),
    finishedAt: z.number().int().nullable(),
    strategy: z.string(),
    jobs: z.string(),
    targets: z.array(z.string()),
    exitCode: z.number().int().nullable(),
    totals: totalsSchema,
    bytesPerSecond: z.number(),
    /** Seconds to go; null when unknown or over. */
    eta: z.number().nullable(),
  })
  .openapi("Run");

/** What arrived since a mark. */
export const newSchema = z
  .object({
    /** Items of the query that were archived after the mark. */
    count: z.number().int(),
    mark: z.number().int(),
  })
  .openapi("New");

/** What the page shows everywhere: the run that is on (or null) and the archive's size. Sent over `/api/live` (SSE) at most once a second. */
export const liveSchema = z
  .object({
    run: runSchema.nullable(),
    archiveItems: z.number().int(),
    mark: z.number().int(),
  })
  .openapi("Live");

/** A change of the user's by row ids. */
export const editSchema = z
  .object({
    ids: z.array(z.number().int()).min(1).max(10_000),
    /** What to set; absent is left as it is. */
    favorite: z.boolean().optional(),
    trashed: z.boolean().optional(),
    seen: z.literal(true).optional(),
  })
  .openapi("Edit");

/** How many rows an edit changed. */
export const editedSchema = z.object({ changed: z.number().int() }).openapi("Edited");

/** The archive and the server in short: the About view and `/healthz`. */
export const statusSchema = z
  .object({
    version: z.string(),
    archive: z.string(),
    readOnly: z.boolean(),
    items: z.number().int(),
    bytes: z.number().int(),
  })
  .openapi("Status");

/** Every error of the API. */
export const errorSchema = z
  .object({
    error: z.object({ code: z.string(), message: z.string(), hint: z.string().optional() }),
  })
  .openapi("Error");

/** See {@link queryFaultSchema}. */
export type QueryFault = z.infer<typeof queryFaultSchema>;
/** See {@link gridQuerySchema}. */
export type GridQuery = z.infer<typeof gridQuerySchema>;
/** See {@link bucketsSchema}. */
export type Buckets = z.infer<typeof bucketsSchema>;
/** See {@link bucketSchema}. */
export type Bucket = z.infer<typeof bucketSchema>;
/** See {@link mediaDetailSchema}. */
export type MediaDetail = z.infer<typeof mediaDetailSchema>;
/** See {@link runSchema}. */
export type Run = z.infer<typeof runSchema>;
/** See {@link newSchema}. */
export type New = z.infer<typeof newSchema>;
/** See {@link liveSchema}. */
export type Live = z.infer<typeof liveSchema>;
/** See {@link editSchema}. */
export type Edit = z.infer<typeof editSchema>;
/** See {@link editedSchema}. */
export type Edited = z.infer<typeof editedSchema>;
/** See {@link statusSchema}. */
export type Status = z.infer<typeof statusSchema>;
/** See {@link errorSchema}. */
export type ApiError = z.infer<typeof errorSchema>;
