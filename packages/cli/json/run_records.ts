import type { RunEvent, SourceTotals } from "@acacia/core/events";
import { OUTCOMES, type Totals } from "@acacia/core/outcomes";
import { z } from "zod";
import {
  amount,
  count,
  type Fields,
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
import { event, type JsonRecord, row } from "./record.ts";

type Of<Type extends RunEvent["type"]> = Extract<RunEvent, { type: Type }>;

/** Totals, zeros present. */
export const TOTALS: Fields<Totals> = {
  announced: count("items listed, up to the limit: the sum of the nine outcomes"),
  stored: count("new in the archive"),
  known: count("in the archive before"),
  duplicate: count("same bytes as a stored one, kept once"),
  removed: count("gone from Imgur"),
  region_blocked: count("not shown in your region"),
  rejected: count("not the media that it claims to be"),
  filtered: count("left out by your filter"),
  failed: count("given up after all retries"),
  cancelled: count("not done when the run was stopped"),
  bytes: count("bytes that are new on the disk"),
};

/** Totals of one source. */
export const SOURCE_TOTALS: Fields<SourceTotals> = {
  source: text("the target, as printed"),
  ...TOTALS,
  short: count("items that were announced and never listed"),
};

const jobs: z.ZodType<number | "auto"> = z
  .union([z.int(), z.literal("auto")])
  .describe("transfers at once");

/** What fetch, sync and retry tell while they run. */
export const RUN_RECORDS: readonly JsonRecord[] = [
  event<Of<"run.started">>("run.started", "A run begins.", {
    run: count("its number"),
    strategy: text("the way of running transfers"),
    jobs,
    targets: list(text(""), "what it fetches, as printed"),
  }),
  event<Of<"source.page">>("source.page", "A page of a listing was read.", {
    source: text("the target, as printed"),
    page: count("which page, from 0"),
    items: count("items on it"),
    announced: maybe(count("items that Imgur says there are")),
  }),
  event<Of<"media.planned">>("media.planned", "An item will be transferred.", {
    media: text("Imgur's id"),
    source: text("the target, as printed"),
    bytes: maybe(count("its size as announced")),
  }),
  event<Of<"transfer.started">>("transfer.started", "An attempt begins.", {
    media: text("Imgur's id"),
    slot: count("which of the transfers at once"),
    attempt: count("from 1"),
  }),
  event<Of<"transfer.progress">>("transfer.progress", "At most four times a second a slot.", {
    media: text("Imgur's id"),
    slot: count("which of the transfers at once"),
    bytes: count("bytes so far"),
    total: orNull(count("bytes in all")),
  }),
  event<Of<"media.finished">>("media.finished", "An item ended; exactly once an item.", {
    media: text("Imgur's id"),
    source: text("the target, as printed"),
    outcome: oneOf(OUTCOMES, "how it ended"),
    reason: maybe(reason("why it is no success")),
    sha256: maybe(text("of its file")),
    origin: maybe(oneOf(["wayback"], "where it came from, when not from Imgur")),
    bytes: count("bytes received for it in this run"),
    ms: amount("how long it took"),
    attempts: count("how often it was asked for"),
    slot: whole("which of the transfers at once; -1 when none was needed"),
  }),
  event<Of<"thumbnail.finished">>("thumbnail.finished", "A file has its thumbnails.", {
    sha256: text("of the file"),
    sizes: list(count(""), "longest side of each, px"),
    engine: text("what made them"),
    ms: amount("how long it took"),
  }),
  event<Of<"thumbnail.failed">>("thumbnail.failed", "A file cannot have thumbnails.", {
    sha256: text("of the file"),
    reason: text("why"),
  }),
  event<Of<"host.paused">>("host.paused", "Nothing new goes to a host for a while.", {
    host: text("`api`, `cdn`, or `wayback`"),
    reason: text("why"),
    until: time("the end of the pause"),
  }),
  event<Of<"credits">>("credits", "Imgur told how many credits are left.", {
    userRemaining: orNull(count("of this address")),
    clientRemaining: orNull(count("of the Client-ID")),
    resetAt: orNull(time("when there are new ones")),
  }),
  event<Of<"run.progress">>("run.progress", "Once a second.", {
    done: count("items that ended"),
    announced: count("items listed so far"),
    bytes: count("bytes received"),
    bytesPerSecond: amount("over the last seconds"),
    eta: orNull(amount("seconds to go")),
  }),
  event<Of<"run.notice">>("run.notice", "Something to read that is no item's outcome.", {
    level: oneOf(["info", "warning", "error"], "how bad"),
    source: maybe(text("the target, as printed")),
    message: text("a sentence"),
    hint: maybe(text("what to do")),
  }),
  event<Of<"run.finished">>("run.finished", "The last line of a run.", {
    run: count("its number"),
    totals: object<Totals>(TOTALS, "over all sources"),
    sources: list(object<SourceTotals>(SOURCE_TOTALS), "each source's"),
    seconds: amount("how long it took"),
    exitCode: count("as `acacia help exit-codes`"),
  }),
];

/** What `fetch --dry-run` prints instead. */
export const DRY_FETCH_RECORD = row<{
  source: string;
  post: string;
  id: string;
  kind: "photo" | "gif" | "video";
  width: number | null;
  height: number | null;
  sizeBytes: number | null;
  title: string | null;
}>("an item", "With --dry-run, for each that would be fetched.", {
  source: text("the target, as printed"),
  post: text("Imgur's id of its post"),
  id: text("Imgur's id"),
  kind: oneOf(["photo", "gif", "video"], "what it is"),
  width: orNull(count("px")),
  height: orNull(count("px")),
  sizeBytes: orNull(count("as announced")),
  title: orNull(text("its own, else its post's")),
});

/** What `sync --dry-run` prints instead. */
export const DRY_SYNC_RECORD = row<{ source: string; posts: number; items: number }>(
  "a source",
  "With --dry-run.",
  {
    source: text("its target, as printed"),
    posts: count("posts that are new or grew"),
    items: count("items in them that are new"),
  },
);
