import { z } from "@hono/zod-openapi";

// Shapes of duplicates. Types only in the browser. Times are epoch ms.

const tierSchema = z.enum(["exact", "sure", "likely", "look"]);

/** Which groups. */
export const duplicatesQuerySchema = z.object({
  tier: tierSchema.default("sure"),
  /** `after` of the page before. */
  after: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** A picture of a group. */
const memberSchema = z
  .object({
    /** Row id. */
    id: z.number().int(),
    imgurId: z.string(),
    kind: z.enum(["photo", "gif", "video"]),
    sha256: z.string(),
    /** For `/thumb/<size>/<thumb>`; null when there cannot be one. */
    thumb: z.string().nullable(),
    /** Base64, "" when there is none yet. */
    thumbHash: z.string(),
    /** Px, 0 when unknown. */
    width: z.number().int(),
    height: z.number().int(),
    bytes: z.number().int(),
    ext: z.string(),
    animated: z.boolean(),
    durationMs: z.number().int().nullable(),
    postedAt: z.number().int().nullable(),
    title: z.string(),
    favorite: z.boolean(),
    nsfw: z.boolean(),
    /** Tags of the user's own. */
    ownTags: z.array(z.string()).readonly(),
    /** At most ten that it is in. */
    albums: z
      .array(z.object({ id: z.number().int(), imgurId: z.string(), title: z.string() }))
      .readonly(),
    /** Bits of the perceptual hash that differ from the kept one's, 0 to 64. */
    distance: z.number().int(),
    /** What the second look found different from the kept one, percent of its contrast. */
    difference: z.number(),
    /** It is the kept one's mirror image. */
    mirrored: z.boolean(),
  })
  .openapi("DuplicateMember");

/** Several media that show one picture. */
const groupSchema = z
  .object({
    /** The same for the same group as long as it stands. */
    key: z.string(),
    tier: tierSchema,
    /** Row id of the media that is best kept. */
    keep: z.number().int(),
    /** Why that one. `marks`: a favourite, or own tags. */
    reason: z.enum(["pixels", "bytes", "format", "albums", "marks", "older"]),
    /** Of the files that could go. */
    savedBytes: z.number().int(),
    /** Media in it. */
    items: z.number().int(),
    /** The kept one first; at most a hundred. */
    members: z.array(memberSchema).readonly(),
  })
  .openapi("DuplicateGroup");

/** A page of groups, and how far the comparing is: ask again while it runs, as groups come while it does. */
export const duplicatesSchema = z
  .object({
    tier: tierSchema,
    /** Those that save most first. */
    groups: z.array(groupSchema),
    /** For the next page; null at the end. */
    after: z.string().nullable(),
    /** Every tier in figures, the surest first. */
    tiers: z.array(
      z.object({
        tier: tierSchema,
        groups: z.number().int(),
        items: z.number().int(),
        /** Of the files that could go. */
        bytes: z.number().int(),
      }),
    ),
    scan: z.object({
      state: z.enum(["running", "finished"]),
      /** Pictures that were compared, of how many. */
      done: z.number().int(),
      of: z.number().int(),
      /** Pictures that cannot be compared yet, as they have no thumbnail. */
      pending: z.number().int(),
    }),
  })
  .openapi("Duplicates");

/** What is decided about pictures: one of them stays, or they do not come back as duplicates. */
export const decideSchema = z
  .discriminatedUnion("action", [
    z.object({
      action: z.literal("merge"),
      groups: z
        .array(
          z.object({
            /** Row id of the media that stays. */
            keep: z.number().int(),
            /** Row ids of the others; the kept one among them is left out. */
            ids: z.array(z.number().int()).min(1).max(1000),
          }),
        )
        .min(1)
        .max(1000),
    }),
    z.object({
      action: z.enum(["alternate", "unrelated"]),
      ids: z.array(z.number().int()).min(2).max(50),
    }),
  ])
  .openapi("DecideDuplicates");

/** What it came to. */
export const decidedSchema = z
  .object({
    /** Pictures that went to the trash, or were told apart. */
    changed: z.number().int(),
    /** Pass it to `/api/undo`; null when nothing changed. */
    edit: z.number().int().nullable(),
  })
  .openapi("DecidedDuplicates");

/** See {@link duplicatesSchema}. */
export type Duplicates = z.infer<typeof duplicatesSchema>;
/** See {@link groupSchema}. */
export type DuplicateGroup = z.infer<typeof groupSchema>;
/** See {@link memberSchema}. */
export type DuplicateMember = z.infer<typeof memberSchema>;
/** See {@link decideSchema}. */
export type DecideDuplicates = z.infer<typeof decideSchema>;
/** See {@link decidedSchema}. */
export type DecidedDuplicates = z.infer<typeof decidedSchema>;
