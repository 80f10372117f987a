import { z } from "@hono/zod-openapi";
import { SORTS } from "./flags.ts";

// Shapes of what the user changes. Types only in the browser. Times are epoch ms.

/** What is done to many items: one thing. */
const actionSchema = z
  .object({
    favorite: z.boolean().optional(),
    trashed: z.boolean().optional(),
    /** Tags of the user's own, to give or to take. */
    tag: z.array(z.string()).min(1).max(20).optional(),
    untag: z.array(z.string()).min(1).max(20).optional(),
    seen: z.literal(true).optional(),
  })
  .refine((action) => Object.keys(action).length === 1, "it has to be one thing to do");

const rowIds = z.array(z.number().int()).max(10_000);

/** What is meant: everything that a query finds, or some row ids. */
export const SELECTED = {
  /** In the grammar of the search. `is:trash` looks in the trash. */
  q: z.string().max(2000).optional(),
  ids: rowIds.min(1).optional(),
  /** Row ids that the query finds and that are not meant. */
  except: rowIds.optional(),
};

/** Whether it says which of the two. */
export function isOne({ q, ids }: Selected): boolean {
  return (q === undefined) !== (ids === undefined);
}

/** What {@link isOne} asks for. */
export const ONE_REASON = "give either q or ids";

/** Everything that a query finds, or some row ids. */
export const selectedSchema = z.object(SELECTED).refine(isOne, ONE_REASON).openapi("Selected");

/** An action on what is selected; a query has to narrow. */
export const bulkSchema = z
  .object({ ...SELECTED, action: actionSchema })
  .refine(isOne, ONE_REASON)
  .openapi("Bulk");

/** How many items a bulk action changed. */
export const bulkDoneSchema = z
  .object({
    changed: z.number().int(),
    /** Pass it to `/api/undo`; null when nothing changed, or it cannot be taken back. */
    edit: z.number().int().nullable(),
  })
  .openapi("BulkDone");

/** The newest edits, the newest first. */
export const editsSchema = z
  .object({
    edits: z.array(
      z.object({
        id: z.number().int(),
        at: z.number().int(),
        command: z.string(),
        /** "12 pictures into the trash". */
        summary: z.string(),
        /** null while it stands. */
        undoneAt: z.number().int().nullable(),
      }),
    ),
  })
  .openapi("Edits");

/** Which edit to take back; absent: the last that stands. */
export const undoSchema = z.object({ edit: z.number().int().optional() }).openapi("Undo");

/** What taking back came to. */
export const undoneSchema = z
  .object({ edit: z.number().int(), summary: z.string(), changed: z.number().int() })
  .openapi("Undone");

/** The user's own tags, the most used first. */
export const tagsSchema = z
  .object({ tags: z.array(z.object({ name: z.string(), items: z.number().int() })) })
  .openapi("Tags");

/** Which of the user's own tags a selection has: `items` of each counts within it. */
export const tagsHeldSchema = tagsSchema
  .extend({
    /** Items that are selected. */
    selected: z.number().int(),
  })
  .openapi("TagsHeld");

/** A tag's old and new name. */
export const renameTagSchema = z.object({ from: z.string(), to: z.string() }).openapi("RenameTag");

/** The name of a tag or a filter. */
export const nameSchema = z.object({ name: z.string() }).openapi("Name");

/** A query under a name. */
export const filterSchema = z
  .object({ name: z.string(), query: z.string().max(2000), sort: z.enum(SORTS).default("posted") })
  .openapi("Filter");

/** The saved filters, by name. */
export const filtersSchema = z
  .object({ filters: z.array(filterSchema.extend({ createdAt: z.number().int() })) })
  .openapi("Filters");

/** A query and the place of the cursor in it. */
export const completeQuerySchema = z.object({
  q: z.string().max(2000).default(""),
  /** In UTF-16 units. @default the end */
  at: z.coerce.number().int().nonnegative().optional(),
  limit: z.coerce.number().int().min(1).max(50).default(12),
  /** What else is asked for: names are counted within what it finds, where that is at most 10,000 items. */
  within: z.string().max(2000).default(""),
});

/** How the query may go on: each text would replace `[from, to)`. */
export const completionsSchema = z
  .object({
    from: z.number().int(),
    to: z.number().int(),
    options: z.array(
      z.object({
        text: z.string(),
        kind: z.enum(["field", "value", "tag", "user", "r", "filter"]),
        help: z.string(),
        /** Posts or pictures that have it; 1000 means as many or more; null where it is not counted. */
        count: z.number().int().nullable(),
      }),
    ),
  })
  .openapi("Completions");

/** What of the trash is to go. */
export const emptyTrashSchema = z
  .object({
    /** Only what has been there for this long; 0: all. */
    olderMs: z.number().int().nonnegative(),
  })
  .openapi("EmptyTrash");

/** What is gone for good. */
export const emptiedTrashSchema = z
  .object({ items: z.number().int(), blobs: z.number().int(), bytes: z.number().int() })
  .openapi("EmptiedTrash");

/** See {@link SELECTED}. */
export interface Selected {
  readonly q?: string | undefined;
  readonly ids?: readonly number[] | undefined;
  readonly except?: readonly number[] | undefined;
}
/** See {@link bulkSchema}. */
export type Bulk = z.infer<typeof bulkSchema>;
/** See {@link bulkDoneSchema}. */
export type BulkDone = z.infer<typeof bulkDoneSchema>;
/** See {@link editsSchema}. */
export type EditsList = z.infer<typeof editsSchema>;
/** See {@link undoneSchema}. */
export type Undone = z.infer<typeof undoneSchema>;
/** See {@link tagsSchema}. */
export type Tags = z.infer<typeof tagsSchema>;
/** See {@link tagsHeldSchema}. */
export type TagsHeld = z.infer<typeof tagsHeldSchema>;
/** See {@link filtersSchema}. */
export type Filters = z.infer<typeof filtersSchema>;
/** See {@link completionsSchema}. */
export type Completions = z.infer<typeof completionsSchema>;
/** See {@link emptiedTrashSchema}. */
export type EmptiedTrash = z.infer<typeof emptiedTrashSchema>;
