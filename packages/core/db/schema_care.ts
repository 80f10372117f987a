import { sql } from "drizzle-orm";
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { blobs, media, posts } from "./schema.ts";

// What people add to what Imgur tells, and what the care of an archive remembers. Times are epoch ms.

/** Tags of the user's own, beside Imgur's. */
export const userTags = sqliteTable(
  "user_tags",
  {
    id: integer().primaryKey(),
    name: text().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  () => [uniqueIndex("user_tags_name").on(sql`name COLLATE NOCASE`)],
);

/** Which media has which of the user's tags. */
export const mediaUserTags = sqliteTable(
  "media_user_tags",
  {
    mediaId: integer("media_id")
      .notNull()
      .references(() => media.id),
    tagId: integer("tag_id")
      .notNull()
      .references(() => userTags.id),
    taggedAt: integer("tagged_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.mediaId, t.tagId] }),
    index("media_user_tags_tag").on(t.tagId, t.mediaId),
  ],
);

/** Queries that the user keeps under a name. */
export const savedFilters = sqliteTable("saved_filters", {
  id: integer().primaryKey(),
  name: text().notNull().unique(),
  /** In the grammar of `--where`; "" for everything. */
  query: text().notNull(),
  sort: text().notNull().default("posted"),
  createdAt: integer("created_at").notNull(),
});

/** Comments of a post, as the tree they are. */
export const comments = sqliteTable(
  "comments",
  {
    /** Imgur's number. */
    id: integer().primaryKey(),
    postId: integer("post_id")
      .notNull()
      .references(() => posts.id),
    /** The comment that it answers; null at the top. */
    parentId: integer("parent_id"),
    author: text(),
    /** "" when Imgur says that it was deleted. */
    text: text().notNull(),
    points: integer(),
    postedAt: integer("posted_at"),
    fetchedAt: integer("fetched_at").notNull(),
  },
  (t) => [index("comments_post").on(t.postId, t.parentId, t.id)],
);

/** What two different files are to each other, as the user or a sure rule decided. `first` < `second`. */
export const blobRelations = sqliteTable(
  "blob_relations",
  {
    first: text()
      .notNull()
      .references(() => blobs.sha256),
    second: text()
      .notNull()
      .references(() => blobs.sha256),
    kind: text({ enum: ["duplicate", "alternate", "unrelated"] }).notNull(),
    decidedAt: integer("decided_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.first, t.second] }),
    index("blob_relations_second").on(t.second),
  ],
);

/** Edits of the user's that can be taken back. */
export const edits = sqliteTable("edits", {
  id: integer().primaryKey({ autoIncrement: true }),
  t: integer().notNull(),
  /** `trash`, `restore`, `favorite`, `tag`, `merge`, … */
  command: text().notNull(),
  /** For people: "12 pictures into the trash". */
  summary: text().notNull(),
  /** JSON of what takes it back. */
  undo: text().notNull(),
  undoneAt: integer("undone_at"),
});

/** One `verify` of the archive. */
export const verifications = sqliteTable("verifications", {
  id: integer().primaryKey({ autoIncrement: true }),
  startedAt: integer("started_at").notNull(),
  /** null while it runs, and for one that was interrupted: the next goes on with what is older than its start. */
  finishedAt: integer("finished_at"),
  /** What part was asked for, as given: `5%`, `1000`; null for all. */
  sample: text(),
  /** Whether pictures were decoded as well. */
  decode: integer({ mode: "boolean" }).notNull().default(false),
  /** Blobs that were read, and their bytes. */
  blobs: integer().notNull().default(0),
  bytes: integer().notNull().default(0),
  /** JSON of how many findings of each kind there were, when finished. */
  findings: text(),
});

/**
 * Files whose rows are gone and that are to be removed from the disk: written with the rows, crossed off when done, so
 * that whoever is killed in between leaves nothing behind for good.
 */
export const removals = sqliteTable("removals", {
  id: integer().primaryKey(),
  /** A name under `images/`; null: the blob itself, with its thumbnails. */
  viewPath: text("view_path"),
  sha256: text().notNull(),
  ext: text().notNull(),
});
