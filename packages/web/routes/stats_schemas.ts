import { z } from "@hono/zod-openapi";

// The archive in figures. Shapes only: see schemas.ts.

const amount = { items: z.number().int(), bytes: z.number().int() };
const namedAmount = z.object({ name: z.string(), ...amount });

/** The archive in figures; what is in the trash counts only where it says so. */
export const statsSchema = z
  .object({
    ...amount,
    kinds: z.array(z.object({ kind: z.enum(["photo", "gif", "video"]), ...amount })),
    /** `2026-11` by the time of archiving (UTC), the newest first. */
    months: z.array(namedAmount),
    /** Where widths and heights are parted, px: each up to below the next, the last without end. */
    sizeEdges: z.array(z.number().int()),
    /** Items by the edges that their width and height are at or over; items of unknown size are in none. */
    sizes: z.array(
      z.object({ width: z.number().int(), height: z.number().int(), items: z.number().int() }),
    ),
    /** The names with the most items. */
    tags: z.array(namedAmount),
    users: z.array(namedAmount),
    subreddits: z.array(namedAmount),
    /** Bytes that would be kept twice if equal content were not kept once. */
    savedBytes: z.number().int(),
    /** Kept here, gone from Imgur. */
    removedUpstream: z.number().int(),
    favorites: z.number().int(),
    unseen: z.number().int(),
    posts: z.number().int(),
    runs: z.number().int(),
    trash: z.object(amount),
    /** Credits spent on each day (UTC) of the last month that Imgur told of, the oldest first. */
    creditDays: z.array(z.object({ day: z.string(), spent: z.number().int() })),
  })
  .openapi("Stats");

/** See {@link statsSchema}. */
export type Stats = z.infer<typeof statsSchema>;
