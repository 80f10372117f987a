import type {
  ArchiveTotals,
  KeptComment,
  MediaDetail,
  NamedAmount,
  PostDetail,
  Run,
  RunRow,
  Tile,
} from "@acacia/core";
import { OUTCOMES, type Totals } from "@acacia/core/outcomes";
import {
  amount,
  anything,
  count,
  type Fields,
  flag,
  list,
  maybe,
  object,
  oneOf,
  orNull,
  reason,
  text,
  time,
  whole,
} from "./fields.ts";
import { type JsonRecord, row } from "./record.ts";
import { SOURCE_TOTALS, TOTALS } from "./run_records.ts";

const KINDS = ["photo", "gif", "video"] as const;
const THUMBS = ["pending", "made", "refused"] as const;

/** Imgur's id in place of the row's. */
type Named<T> = Omit<T, "id" | "imgurId"> & { readonly id: string };

/** What `list`, `fav list` and `trash list` print. */
export const TILE_RECORD = row<Named<Tile> & { readonly path: string }>(
  "a picture",
  "For each, in the order of --sort.",
  {
    id: text("Imgur's id"),
    kind: oneOf(KINDS, "what it is"),
    width: orNull(count("px")),
    height: orNull(count("px")),
    nsfw: flag("marked so on Imgur"),
    favorite: flag("a favourite of yours"),
    seen: flag("was on the gallery's screen"),
    removedUpstream: flag("gone from Imgur"),
    hasSound: flag(""),
    animated: flag(""),
    durationMs: orNull(count("of a video or an animation")),
    sha256: text("of the file"),
    ext: text("of the file, by its bytes"),
    sizeBytes: count("of the file"),
    thumbs: oneOf(THUMBS, "whether it has thumbnails"),
    thumbHash: text("ThumbHash in base64; empty while there is none"),
    title: text("its own, else its post's, else empty"),
    score: orNull(whole("Imgur's")),
    postedAt: orNull(time("on Imgur")),
    archivedAt: time("here"),
    postId: orNull(count("the database's row of its first post")),
    postCount: count("items that that post has on Imgur"),
    damaged: flag("its file is missing or not as it was"),
    trashedAt: orNull(time("in the trash since")),
    path: text("of the file, absolute"),
  },
);

type Sibling = PostDetail["media"][number];

const SIBLING: Fields<Sibling> = {
  id: count("the database's row"),
  imgurId: text("Imgur's id"),
  position: count("from 0, in the author's order"),
  title: orNull(text("")),
  width: orNull(count("px")),
  height: orNull(count("px")),
  sha256: orNull(text("of the shown file; null while none is kept")),
  thumbs: orNull(oneOf(THUMBS, "whether it has thumbnails")),
  trashed: flag("in the trash"),
};

const POST: Fields<Named<PostDetail>> = {
  id: text("Imgur's id"),
  kind: oneOf(["album", "image"], ""),
  title: orNull(text("")),
  description: orNull(text("")),
  author: orNull(text("")),
  subreddit: orNull(text("")),
  postedAt: orNull(time("on Imgur")),
  views: orNull(count("")),
  ups: orNull(count("")),
  downs: orNull(count("")),
  points: orNull(whole("")),
  score: orNull(whole("")),
  commentCount: orNull(count("")),
  favoriteCount: orNull(count("")),
  nsfw: orNull(flag("")),
  mediaCount: count("items that Imgur says it has"),
  address: text("on imgur.com"),
  firstSeenAt: time("by Acacia"),
  updatedAt: time("when a listing last told of it"),
  removedUpstreamAt: orNull(time("when it was found gone")),
  tags: list(text(""), "Imgur's"),
  sources: list(text(""), "that listed it, as printed"),
  media: list(object<Sibling>(SIBLING), "its items, kept or not; at most 5000"),
};

type Blob = NonNullable<MediaDetail["blob"]>;
const COMMENT: Fields<KeptComment> = {
  id: count("Imgur's number"),
  parentId: orNull(count("the comment that it answers")),
  depth: count("0 at the top"),
  author: orNull(text("")),
  text: text("empty when it was deleted before it was read"),
  points: orNull(whole("")),
  postedAt: orNull(time("")),
  deleted: flag("no longer shown on Imgur"),
};

type File = MediaDetail["files"][number];
type Shown = Named<Omit<MediaDetail, "posts">> & {
  readonly comments?: readonly KeptComment[];
  readonly posts: readonly Named<PostDetail>[];
  readonly path: string | null;
};

/** What `show` prints. */
export const MEDIA_RECORD = row<Shown>("a picture", "For each id, in order.", {
  id: text("Imgur's id"),
  kind: oneOf(KINDS, "what it is"),
  width: orNull(count("px")),
  height: orNull(count("px")),
  sizeBytes: orNull(count("of the shown file, or as announced")),
  durationMs: orNull(count("")),
  hasSound: flag(""),
  title: orNull(text("")),
  description: orNull(text("")),
  name: orNull(text("of the file as it was uploaded")),
  postedAt: orNull(time("on Imgur")),
  score: orNull(whole("")),
  nsfw: orNull(flag("")),
  archivedAt: orNull(time("here")),
  archivedRun: orNull(count("the run that brought it")),
  lastOutcome: orNull(oneOf(OUTCOMES, "of the last run that met it")),
  lastReason: orNull(reason("of that outcome")),
  origin: orNull(oneOf(["wayback", "import"], "where its bytes came from; null: Imgur")),
  originAddress: orNull(text("in the web archive, or the path that was imported")),
  removedUpstreamAt: orNull(time("when it was found gone from Imgur")),
  favoriteAt: orNull(time("when you marked it")),
  trashedAt: orNull(time("when you put it there")),
  seenAt: orNull(time("when it was first on the gallery's screen")),
  blob: orNull(
    object<Blob>(
      {
        sha256: text(""),
        md5: text(""),
        ext: text("by its bytes"),
        sizeBytes: count(""),
        animated: flag(""),
        storedAt: time(""),
        thumbs: oneOf(THUMBS, "whether it has thumbnails"),
        thumbsReason: orNull(text("why it has none")),
        thumbHash: text("base64; empty while there is none"),
        verifiedAt: orNull(time("when it was last read and compared")),
        damage: orNull(
          oneOf(
            ["missing", "size", "hash", "picture", "unreadable"],
            "what was wrong with it then",
          ),
        ),
      },
      "the shown file; null while none is kept",
    ),
  ),
  files: list(
    object<File>({
      role: oneOf(["original", "mp4", "poster"], ""),
      sha256: text(""),
      ext: text(""),
      sizeBytes: count(""),
    }),
    "all files of it",
  ),
  ownTags: list(text(""), "your own"),
  sameBytes: list(text(""), "other ids with the same bytes"),
  views: list(text(""), "names under `images/`"),
  posts: list(object<Named<PostDetail>>(POST), "that it is in, the first seen first"),
  path: orNull(text("of the shown file, absolute")),
  comments: maybe(
    list(object<KeptComment>(COMMENT), "with --comments: the best first, each before its answers"),
  ),
});

/** What `open` prints. */
export const OPEN_RECORD = row<{ id: string; sha256: string; path: string }>(
  "a file",
  "Instead of showing it.",
  { id: text("Imgur's id"), sha256: text("of the file"), path: text("absolute") },
);

const AMOUNT = { items: count("pictures"), bytes: count("of their files") };
const named = (means: string) =>
  list(object<NamedAmount>({ name: text(""), ...AMOUNT }), `${means}, the most first`);

/** What `stats` prints. */
export const STATS_RECORD = row<ArchiveTotals>("the archive", "One line.", {
  ...AMOUNT,
  blobs: object({ items: count("files"), bytes: count("") }, "on the disk, with the trash"),
  kinds: list(object({ kind: oneOf(KINDS, ""), ...AMOUNT }), "by kind"),
  months: list(
    object<NamedAmount>({ name: text("`2026-11`, UTC"), ...AMOUNT }),
    "by time of archiving, the newest first; at most 240",
  ),
  users: named("authors"),
  subreddits: named("subreddits"),
  tags: named("Imgur's tags"),
  savedBytes: count("that would be kept twice if equal files were not kept once"),
  removedUpstream: count("kept here, gone from Imgur"),
  favorites: count(""),
  unseen: count("never on the gallery's screen"),
  trash: object(AMOUNT, "in the trash"),
  posts: count(""),
  runs: count(""),
  thumbs: object(
    { made: count(""), pending: count(""), refused: count("cannot have any") },
    "files with thumbnails",
  ),
});

const RUN: Fields<Run> = {
  id: count("its number"),
  command: text("what was called"),
  startedAt: time("its begin"),
  finishedAt: orNull(time("its end; null while it runs, or when it was killed")),
  strategy: text("the way of running transfers"),
  jobs: text("a number, or `auto`"),
  targets: list(text(""), "as printed"),
  settings: anything("the settings it was called with, without secrets"),
  version: text("of Acacia"),
  pid: count("its process"),
  host: text("its machine"),
  exitCode: orNull(count("null without an end")),
  seconds: orNull(amount("how long it took")),
  totals: object<Totals>(TOTALS, "over all sources"),
  sources: list(object(SOURCE_TOTALS), "each source's; empty without an end"),
  progress: orNull(
    object(
      { t: time(""), event: anything<unknown>("a `run.progress` as fetch prints it") },
      "the last that was told",
    ),
  ),
};

const ITEM: Fields<RunRow> = {
  id: count("grows over all runs"),
  runId: count(""),
  kind: oneOf(["item", "pause", "credits", "notice", "thumb_refused"], ""),
  t: time("its end"),
  media: orNull(text("Imgur's id")),
  source: orNull(text("the target, as printed")),
  outcome: orNull(oneOf(OUTCOMES, "how it ended")),
  reason: orNull(reason("why")),
  sha256: orNull(text("")),
  bytes: orNull(count("received")),
  startedAt: orNull(time("")),
  ms: orNull(amount("")),
  slot: orNull(whole("")),
  attempts: orNull(count("")),
  detail: anything("what else is known"),
};

/** What `runs` prints. */
export const RUNS_RECORDS: readonly JsonRecord[] = [
  row<Run & { readonly items: readonly RunRow[] }>(
    "a run",
    "For each, the newest first; with a number that one, and what failed in it.",
    { ...RUN, items: maybe(list(object(ITEM), "with a number: what failed or was rejected")) },
  ),
];
