import { z } from "@hono/zod-openapi";

// Shapes of albums. Types only in the browser. Times are epoch ms.

/** Which albums, and in which order. */
export const albumsQuerySchema = z.object({
  /** The search text: albums that have a picture which it finds. */
  q: z.string().max(2000).default(""),
  sort: z.enum(["newest", "pictures"]).default("newest"),
  /** `next` of the page before. */
  after: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(48),
});

/** What became of an album's media. What is missing to `announced` was not fetched yet. */
const countsSchema = z.object({
  announced: z.number().int(),
  here: z.number().int(),
  trashed: z.number().int(),
  removed: z.number().int(),
  failed: z.number().int(),
  regionBlocked: z.number().int(),
  filtered: z.number().int(),
});

const headSchema = z.object({
  /** Row id. */
  id: z.number().int(),
  imgurId: z.string(),
  title: z.string().nullable(),
  author: z.string().nullable(),
  subreddit: z.string().nullable(),
  postedAt: z.number().int().nullable(),
  counts: countsSchema,
});

const pictureSchema = z.object({
  id: z.number().int(),
  imgurId: z.string(),
  ratio: z.number(),
  nsfw: z.boolean(),
  /** The blob that `/thumb/<size>/<sha256>` shows; null when there is none. */
  thumb: z.string().nullable(),
  thumbHash: z.string(),
});

/** A page of albums. */
export const albumsSchema = z
  .object({
    /** How many there are in all; null on later pages, which need not count them again. */
    total: z.number().int().nullable(),
    albums: z.array(
      headSchema.extend({
        /** The cover and up to three more. */
        pictures: z.array(pictureSchema),
      }),
    ),
    /** Pass it as `after`; null at the end. */
    next: z.string().nullable(),
  })
  .openapi("Albums");

/** An album with all that it has, here or not, in the author's order. */
export const albumSchema = headSchema
  .extend({
    description: z.string().nullable(),
    points: z.number().int().nullable(),
    views: z.number().int().nullable(),
    comments: z.number().int().nullable(),
    /** Canonical address on Imgur. */
    address: z.string(),
    removedUpstreamAt: z.number().int().nullable(),
    members: z.array(
      pictureSchema.extend({
        kind: z.enum(["photo", "gif", "video"]),
        title: z.string().nullable(),
        description: z.string().nullable(),
        width: z.number().int(),
        height: z.number().int(),
        favorite: z.boolean(),
        hasSound: z.boolean(),
        animated: z.boolean(),
        durationMs: z.number().int().nullable(),
        /** Of what is not here, why: an outcome, or `waiting`. */
        state: z.enum([
          "here",
          "trashed",
          "removed",
          "failed",
          "rejected",
          "region_blocked",
          "filtered",
          "waiting",
        ]),
        reason: z.string().nullable(),
        /** The shown file; null when none is kept. */
        sha256: z.string().nullable(),
        /** The film of a GIF, or the video itself; null for pictures. */
        film: z.string().nullable(),
      }),
    ),
  })
  .openapi("Album");

/** See {@link albumsSchema}. */
export type Albums = z.infer<typeof albumsSchema>;
/** An album in a list. */
export type AlbumCard = Albums["albums"][number];
/** See {@link albumSchema}. */
export type Album = z.infer<typeof albumSchema>;
/** One media of an album. */
export type AlbumMember = Album["members"][number];
/** What became of an album's media. */
export type AlbumCounts = Album["counts"];
