import type {
  Edit,
  Edited,
  EmptyTrashProgress,
  SavedSource,
  SourceSettings,
  Undone,
  UserTag,
} from "@acacia/core";
import { count, type Fields, flag, maybe, object, oneOf, orNull, text, time } from "./fields.ts";
import { event, type JsonRecord, row } from "./record.ts";

/** What an edit prints: fav, tag, trash. */
export const EDIT_RECORD = event<
  { readonly type: "edit.finished"; readonly command: string; readonly dryRun: boolean } & Edited
>("edit.finished", "When it is made.", {
  command: text("what was done: `favorite`, `tag`, `trash`, …"),
  dryRun: flag("whether nothing was changed"),
  changed: count("pictures that were not so already"),
  edit: orNull(count("its number, for undo; null when nothing changed")),
});

/** What `undo` prints. */
export const UNDO_RECORDS: readonly JsonRecord[] = [
  event<{ readonly type: "edit.undone" } & Undone>("edit.undone", "For each that is taken back.", {
    edit: count("its number"),
    summary: text("what it had done"),
    changed: count("rows that are again as they were"),
  }),
  row<Edit>("an edit", "With `list`, the newest first.", {
    id: count("its number"),
    at: time(""),
    command: text("what was done"),
    summary: text("the same for people"),
    undoneAt: orNull(time("null while it stands")),
  }),
];

type Emptied = Omit<EmptyTrashProgress, "type">;

const EMPTIED: Fields<Emptied> = {
  items: count("pictures that are gone for good"),
  of: count("how many are to go"),
  blobs: count("files that were removed"),
  bytes: count("that are free again"),
};

/** What `trash empty` prints. */
export const EMPTY_RECORDS: readonly JsonRecord[] = [
  event<{ readonly type: "trash.progress" } & Emptied>(
    "trash.progress",
    "With `empty`, after each batch.",
    EMPTIED,
  ),
  event<{ readonly type: "trash.finished"; readonly dryRun: boolean } & Emptied>(
    "trash.finished",
    "With `empty`, the last line.",
    { ...EMPTIED, dryRun: flag("whether nothing was removed") },
  ),
];

/** What `tag list` prints. */
export const TAG_RECORD = row<UserTag>("a tag", "With `list`, for each.", {
  name: text(""),
  items: count("pictures that have it, without the trash"),
});

interface Filtered {
  readonly type: "filter.saved" | "filter.removed";
  readonly name: string;
}

/** What `filter` prints. */
export const FILTER_RECORDS: readonly JsonRecord[] = [
  row("a filter", "With `list`, for each.", {
    name: text("as in filter:NAME"),
    query: text("empty for everything"),
    sort: text("its order"),
    createdAt: time(""),
  }),
  event<Filtered>("filter.saved", "With `save`.", { name: text("as in filter:NAME") }),
  event<Filtered>("filter.removed", "With `rm`.", { name: text("as it was") }),
];

/** What `source` prints. */
export const SOURCE_RECORDS: readonly JsonRecord[] = [
  row<SavedSource & { readonly next: string }>("a source", "With `list`, for each; with `add`.", {
    id: count("the database's row"),
    target: text("as printed"),
    kind: text("of target"),
    name: text("its target when you gave none"),
    where: orNull(text("its filter")),
    settings: object<SourceSettings>(
      {
        sort: maybe(text("")),
        window: maybe(text("")),
        limit: maybe(count("items that one sync looks at")),
        prefer: maybe(oneOf(["mp4", "gif", "both"], "")),
      },
      "those of its own",
    ),
    savedAt: time(""),
    syncedAt: orNull(time("when a sync last came to its end")),
    syncState: orNull(text("where an interrupted sync goes on, for Acacia only")),
    lastRun: orNull(count("the number of its last run")),
    posts: count("that it ever listed"),
    items: count("of them that are here"),
    newItems: count("that its last run brought"),
    next: text("what the next sync does"),
  }),
  event<{ readonly type: "source.removed"; readonly name: string; readonly target: string }>(
    "source.removed",
    "With `rm`.",
    { name: text(""), target: text("as printed") },
  ),
];
