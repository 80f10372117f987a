import { sql } from "drizzle-orm";
import {
  blob,
  check,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { NO_SCORE } from "./no_score.ts";

// Times are epoch ms. Hashes are lower-case hex. A media row exists from the moment it is announced;
// `archived_at` is set when its bytes are kept. Grid indexes are partial: only what the gallery can show.
// A partial index on a plain column (`shown = 1`) can answer alone, without the table; on `archived_at IS NOT
// NULL`, or on a generated column, it cannot (SQLite 3.54). Hence `shown` and the keys, with checks as guards.

/** What the user named, as printed: `r/aww`, `a/aBc12De`. */
export const sources = sqliteTable("sources", {
  id: integer().primaryKey(),
  target: text().notNull().unique(),
  kind: text().notNull(),
  addedAt: integer("added_at").notNull(),
  /** Set when the user saved it for `sync`. */
  savedAt: integer("saved_at"),
  /** What the user calls it; null: its target. */
  name: text(),
  whereText: text("where_text"),
  /** JSON of the settings that `sync` uses for it. */
  settings: text(),
  lastRun: integer("last_run"),
  /** When a sync last came to its end. */
  syncedAt: integer("synced_at"),
  /** JSON of where an interrupted sync goes on; null when none was. */
  syncState: text("sync_state"),
});

/** An album, a gallery item or a lone image on Imgur. */
export const posts = sqliteTable(
  "posts",
  {
    id: integer().primaryKey(),
    imgurId: text("imgur_id").notNull().unique(),
    kind: text({ enum: ["album", "image"] }).notNull(),
    title: text(),
    description: text(),
    author: text(),
    subreddit: text(),
    postedAt: integer("posted_at"),
    views: integer(),
    ups: integer(),
    downs: integer(),
    points: integer(),
    score: integer(),
    commentCount: integer("comment_count"),
    favoriteCount: integer("favorite_count"),
    nsfw: integer({ mode: "boolean" }),
    mediaCount: integer("media_count").notNull(),
    address: text().notNull(),
    /** Imgur's answer, as JSON, without deletehash. */
    raw: text().notNull(),
    firstSeenAt: integer("first_seen_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    removedUpstreamAt: integer("removed_upstream_at"),
    /** When its comments were fetched. */
    commentsAt: integer("comments_at"),
  },
  (t) => [
    index("posts_author").on(sql`author COLLATE NOCASE`),
    index("posts_subreddit").on(sql`subreddit COLLATE NOCASE`),
    index("posts_albums").on(t.postedAt, t.id).where(sql`kind = 'album'`),
    index("posts_largest_albums").on(t.mediaCount, t.id).where(sql`kind = 'album'`),
    index("posts_several").on(t.id).where(sql`media_count > 1`),
  ],
);

/** Distinct content, kept once. */
export const blobs = sqliteTable(
  "blobs",
  {
    sha256: text().primaryKey(),
    md5: text().notNull(),
    ext: text().notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    width: integer(),
    height: integer(),
    animated: integer({ mode: "boolean" }).notNull(),
    durationMs: integer("duration_ms"),
    storedAt: integer("stored_at").notNull(),
    /** `pending` until made; `refused` keeps the reason and is not tried again by itself. */
    thumbs: text({ enum: ["pending", "made", "refused"] })
      .notNull()
      .default("pending"),
    thumbsReason: text("thumbs_reason"),
    thumbHash: blob("thumb_hash", { mode: "buffer" }),
    /** Signed 64 bit, as SQLite keeps them. */
    perceptualHash: blob("perceptual_hash", { mode: "buffer" }),
    mirroredHash: blob("mirrored_hash", { mode: "buffer" }),
    /** When its bytes were last read and found right. */
    verifiedAt: integer("verified_at"),
    /** What is wrong with the file, found at `verified_at`; null while nothing is. */
    damage: text({ enum: ["missing", "size", "hash", "picture", "unreadable"] }),
  },
  (t) => [
    index("blobs_thumbs_pending").on(t.sha256).where(sql`thumbs = 'pending'`),
    index("blobs_damaged").on(t.sha256).where(sql`damage IS NOT NULL`),
  ],
);

/** One image or video on Imgur. */
export const media = sqliteTable(
  "media",
  {
    id: integer().primaryKey(),
    imgurId: text("imgur_id").notNull().unique(),
    /** The post it was first seen in. */
    postId: integer("post_id").references(() => posts.id),
    kind: text({ enum: ["photo", "gif", "video"] }).notNull(),
    width: integer(),
    height: integer(),
    sizeBytes: integer("size_bytes"),
    durationMs: integer("duration_ms"),
    hasSound: integer("has_sound", { mode: "boolean" }).notNull().default(false),
    title: text(),
    description: text(),
    name: text(),
    postedAt: integer("posted_at"),
    /** Copied from the post so that one index can sort by it. */
    score: integer(),
    nsfw: integer({ mode: "boolean" }),
    /** The file that is shown: its original, or the mp4 when the user preferred that. */
    sha256: text().references(() => blobs.sha256),
    /** When its bytes were kept. */
    archivedAt: integer("archived_at"),
    archivedRun: integer("archived_run"),
    /** What came of it last, and why. */
    lastOutcome: text("last_outcome"),
    lastReason: text("last_reason"),
    /** Where the kept bytes came from; null: from Imgur. */
    origin: text({ enum: ["wayback", "import"] }),
    /** The address in the web archive, or the path that was imported. */
    originAddress: text("origin_address"),
    removedUpstreamAt: integer("removed_upstream_at"),
    favoriteAt: integer("favorite_at"),
    trashedAt: integer("trashed_at"),
    seenAt: integer("seen_at"),
    /** 1 when the gallery shows it: archived and not in the trash. */
    shown: integer().notNull().default(0),
    /** `posted_at`, 0 when unknown: row values cannot be compared with null. */
    postedKey: integer("posted_key").notNull().default(0),
    /** `score`, {@link NO_SCORE} when unknown. */
    scoreKey: integer("score_key").notNull().default(NO_SCORE),
  },
  (t) => [
    check("media_shown", sql`shown = (archived_at IS NOT NULL AND trashed_at IS NULL)`),
    check("media_posted_key", sql`posted_key = ifnull(posted_at, 0)`),
    check("media_score_key", sql`score_key = ifnull(score, ${sql.raw(String(NO_SCORE))})`),
    index("media_posted").on(t.postedKey, t.id, t.kind, t.nsfw).where(sql`shown = 1`),
    index("media_archived").on(t.archivedAt, t.id, t.kind, t.nsfw).where(sql`shown = 1`),
    index("media_score").on(t.scoreKey, t.id, t.kind, t.nsfw).where(sql`shown = 1`),
    index("media_size").on(t.sizeBytes, t.id, t.kind, t.nsfw, t.seenAt).where(sql`shown = 1`),
    index("media_kind").on(t.kind, t.postedKey, t.id).where(sql`shown = 1`),
    index("media_trashed").on(t.trashedAt, t.id).where(sql`trashed_at IS NOT NULL`),
    index("media_favorite").on(t.favoriteAt, t.id).where(sql`favorite_at IS NOT NULL`),
    index("media_unfinished")
      .on(t.lastOutcome, t.lastReason, t.id)
      .where(sql`archived_at IS NULL AND last_outcome IN ('failed', 'rejected', 'region_blocked')`),
    index("media_sha256").on(t.sha256),
    index("media_post").on(t.postId),
  ],
);

/** Which blob is what to a media: its original, its mp4, its poster. */
export const mediaFiles = sqliteTable(
  "media_files",
  {
    mediaId: integer("media_id")
      .notNull()
      .references(() => media.id),
    role: text({ enum: ["original", "mp4", "poster"] }).notNull(),
    sha256: text()
      .notNull()
      .references(() => blobs.sha256),
  },
  (t) => [primaryKey({ columns: [t.mediaId, t.role] }), index("media_files_sha256").on(t.sha256)],
);

/** The author's order of an album. */
export const postMedia = sqliteTable(
  "post_media",
  {
    postId: integer("post_id")
      .notNull()
      .references(() => posts.id),
    mediaId: integer("media_id")
      .notNull()
      .references(() => media.id),
    /** From 0. */
    position: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.postId, t.mediaId] }), index("post_media_media").on(t.mediaId)],
);

/** Which source listed a post. */
export const sourcePosts = sqliteTable(
  "source_posts",
  {
    sourceId: integer("source_id")
      .notNull()
      .references(() => sources.id),
    postId: integer("post_id")
      .notNull()
      .references(() => posts.id),
    firstSeenAt: integer("first_seen_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.sourceId, t.postId] }), index("source_posts_post").on(t.postId)],
);

/** Imgur's tags. */
export const tags = sqliteTable("tags", {
  id: integer().primaryKey(),
  name: text().notNull().unique(),
});

/** Which post has which of Imgur's tags. */
export const postTags = sqliteTable(
  "post_tags",
  {
    postId: integer("post_id")
      .notNull()
      .references(() => posts.id),
    tagId: integer("tag_id")
      .notNull()
      .references(() => tags.id),
  },
  (t) => [primaryKey({ columns: [t.postId, t.tagId] }), index("post_tags_tag").on(t.tagId)],
);

/** Names in `images/`: which path shows which blob. */
export const views = sqliteTable(
  "views",
  {
    /** Relative to `images/`, with `/`. */
    path: text().primaryKey(),
    /** The path in the form in which two names collide on any system (lower case, NFC). */
    foldedPath: text("folded_path").notNull(),
    mediaId: integer("media_id")
      .notNull()
      .references(() => media.id),
    sourceId: integer("source_id").references(() => sources.id),
    sha256: text().notNull(),
  },
  (t) => [
    uniqueIndex("views_folded").on(t.foldedPath),
    index("views_media").on(t.mediaId, t.sourceId),
  ],
);

/** Files that Imgur gives for several ids and that are therefore nobody's picture. */
export const learnedPlaceholders = sqliteTable("learned_placeholders", {
  sha256: text().primaryKey(),
  learnedAt: integer("learned_at").notNull(),
  run: integer(),
});

/** One execution of fetch or sync. */
export const runs = sqliteTable("runs", {
  id: integer().primaryKey({ autoIncrement: true }),
  command: text().notNull(),
  startedAt: integer("started_at").notNull(),
  finishedAt: integer("finished_at"),
  strategy: text().notNull(),
  jobs: text().notNull(),
  /** JSON array of printed targets. */
  targets: text().notNull(),
  /** JSON of the settings that matter, never a secret. */
  settings: text().notNull(),
  version: text().notNull(),
  pid: integer().notNull(),
  host: text().notNull(),
  exitCode: integer("exit_code"),
  /** JSON {@link Totals} and per-source totals, when finished. */
  totals: text(),
  sourceTotals: text("source_totals"),
  seconds: real(),
});

/** What happened in a run, in order: one sequence of ids, so that a stream can go on from any of them. */
export const runRows = sqliteTable(
  "run_rows",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    runId: integer("run_id")
      .notNull()
      .references(() => runs.id),
    /** `item`: media.finished · `pause`: host.paused · `credits` · `notice` · `thumb_refused`. */
    kind: text({ enum: ["item", "pause", "credits", "notice", "thumb_refused"] }).notNull(),
    /** Epoch ms of the event; of an item, its end. */
    t: integer().notNull(),
    media: text(),
    source: text(),
    outcome: text(),
    reason: text(),
    sha256: text(),
    bytes: integer(),
    startedAt: integer("started_at"),
    ms: integer(),
    slot: integer(),
    attempts: integer(),
    /** JSON of what the columns do not hold. */
    detail: text(),
  },
  (t) => [
    index("run_rows_run").on(t.runId, t.id),
    index("run_rows_failures")
      .on(t.runId, t.outcome)
      .where(sql`kind = 'item' AND outcome IN ('failed', 'rejected', 'cancelled')`),
  ],
);

/** The last run.progress of a run, replaced each second. */
export const runProgress = sqliteTable("run_progress", {
  runId: integer("run_id")
    .primaryKey()
    .references(() => runs.id),
  t: integer().notNull(),
  /** JSON: the event, and the totals so far. */
  event: text().notNull(),
});

/** What each slot of a running run does now, replaced at most four times a second. */
export const runSlots = sqliteTable(
  "run_slots",
  {
    runId: integer("run_id")
      .notNull()
      .references(() => runs.id),
    slot: integer().notNull(),
    t: integer().notNull(),
    /** JSON {media, bytes, total, attempt}, or null when idle. */
    state: text(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.slot] })],
);
