import { z } from "@hono/zod-openapi";
import { runSchema, totalsSchema } from "./schemas.ts";

/** One run with what its log tells. Times are epoch ms. */
export const runDetailSchema = runSchema
  .extend({
    version: z.string(),
    /** Name of the machine. */
    host: z.string(),
    /** The settings that were given, by name. */
    settings: z.record(z.string(), z.unknown()),
    seconds: z.number().nullable(),
    /** Empty until it ends. */
    sources: z.array(totalsSchema.extend({ source: z.string(), short: z.number().int() })),
    /** Items that were not kept, by reason; the most first. */
    reasons: z.array(
      z.object({
        outcome: z.string(),
        reason: z.string(),
        items: z.number().int(),
        examples: z.array(z.string()),
      }),
    ),
    notices: z.array(
      z.object({
        t: z.number().int(),
        level: z.enum(["info", "warning", "error"]),
        source: z.string().optional(),
        message: z.string(),
        hint: z.string().optional(),
      }),
    ),
    credits: z
      .object({
        userRemaining: z.number().nullable(),
        clientRemaining: z.number().nullable(),
        resetAt: z.number().nullable(),
        spent: z.number().int(),
      })
      .nullable(),
    /** The last row of its log that the figures above count. */
    lastRow: z.number().int(),
    /** Where its stream begins that shows the last 90 seconds of it: for `after`. */
    recentFrom: z.number().int(),
    /** Whether this gallery started it, and can tell it to take nothing new. */
    canStop: z.boolean(),
  })
  .openapi("RunDetail");

/** What a slot does. */
const slotStateSchema = z.object({
  media: z.string(),
  attempt: z.number().int(),
  bytes: z.number(),
  total: z.number().nullable(),
  since: z.number(),
});

/** The event `run.slots` of a run's stream: what changed in its slots, and the server's time. */
export const runSlotsSchema = z.object({
  now: z.number(),
  slots: z.array(
    z.object({ slot: z.number().int(), t: z.number(), state: slotStateSchema.nullable() }),
  ),
});

/** A process that this gallery started. */
export const launchSchema = z
  .object({
    /** What to ask for it by. */
    launch: z.number().int(),
    command: z.string(),
    targets: z.array(z.string()),
    /** Its run, once it has begun. */
    run: z.number().int().nullable(),
    /** null while it works. */
    exitCode: z.number().int().nullable(),
  })
  .openapi("Launch");

/** See {@link runDetailSchema}. */
export type RunDetail = z.infer<typeof runDetailSchema>;
/** See {@link runSlotsSchema}. */
export type RunSlots = z.infer<typeof runSlotsSchema>;
/** What a slot does. */
export type SlotNow = z.infer<typeof slotStateSchema>;
/** See {@link launchSchema}. */
export type Launch = z.infer<typeof launchSchema>;
