import { REASONS, type Reason } from "@acacia/core/outcomes";
import { z } from "@hono/zod-openapi";

/** What a saved source may have of its own. */
const settingsSchema = z.object({
  sort: z.string().max(20).optional(),
  window: z.string().max(20).optional(),
  /** Media that one sync looks at, the newest ones. */
  limit: z.number().int().min(1).optional(),
  prefer: z.enum(["mp4", "gif", "both"]).optional(),
});

/** A source that is saved for `sync`. Times are epoch ms. */
const sourceSchema = z
  .object({
    id: z.number().int(),
    /** As printed: `r/aww`. */
    target: z.string(),
    kind: z.string(),
    name: z.string(),
    where: z.string().nullable(),
    settings: settingsSchema,
    savedAt: z.number().int(),
    syncedAt: z.number().int().nullable(),
    /** Whether a sync of it was interrupted: the next one goes on there. */
    unfinished: z.boolean(),
    lastRun: z.number().int().nullable(),
    posts: z.number().int(),
    items: z.number().int(),
    /** Media that its last run brought. */
    newItems: z.number().int(),
    /** When the newest post was posted that it ever listed; null before its first sync. */
    knownUntil: z.number().int().nullable(),
    /** What its last run told; null when there was none, or it was cut off. */
    last: z
      .object({
        at: z.number().int(),
        announced: z.number().int(),
        /** Of those, what is here. */
        kept: z.number().int(),
        /** Announced by Imgur, but not listed. */
        short: z.number().int(),
        /** About what one sync takes; null when nothing is known. */
        credits: z.number().int().nullable(),
        /** What should be read: a listing that failed, posts that are gone. */
        notices: z.array(z.string()),
      })
      .nullable(),
  })
  .openapi("Source");

/** All saved sources, by name. */
export const sourcesSchema = z.object({ sources: z.array(sourceSchema) }).openapi("Sources");

/** A source to save. */
export const newSourceSchema = z
  .object({
    /** Any text that is a target. */
    target: z.string().min(1).max(16_384),
    name: z.string().max(64).optional(),
    where: z.string().max(2_000).optional(),
    settings: settingsSchema.default({}),
  })
  .openapi("NewSource");

/** A run to start in a process of its own. */
export const newRunSchema = z
  .object({
    command: z.enum(["fetch", "sync", "retry"]),
    /** Of fetch: targets. Of sync: names or targets of saved sources; none: all. Of retry: none. */
    targets: z.array(z.string().min(1).max(16_384)).max(100).default([]),
    /** Stop after so many pictures. */
    limit: z.number().int().min(1).optional(),
    /** Of retry: only what failed in this run. */
    run: z.number().int().min(1).optional(),
    /** Of retry: only what ended with this reason. */
    reason: z.enum(Object.keys(REASONS) as [Reason, ...Reason[]]).optional(),
  })
  .openapi("NewRun");

/** See {@link newRunSchema}. */
export type NewRun = z.infer<typeof newRunSchema>;
/** See {@link sourcesSchema}. */
export type Sources = z.infer<typeof sourcesSchema>;
/** A saved source. */
export type Source = z.infer<typeof sourceSchema>;
