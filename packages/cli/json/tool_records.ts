import type { ConfigValue, Origin } from "@acacia/core/config";
import { z } from "zod";
import type { Finding } from "../doctor/check.ts";
import type { ThumbsTotals } from "../thumbs/make_all.ts";
import { amount, count, flag, list, maybe, oneOf, text } from "./fields.ts";
import { event, type JsonRecord, row } from "./record.ts";

/** What `target` prints. */
export const TARGET_RECORD = row("a text", "For each, in order.", {
  text: text("as it was given"),
  kind: text("what it names; `reject` when it names nothing"),
  id: maybe(text("Imgur's id")),
  ids: maybe(list(text(""), "of a list")),
  name: maybe(text("of the tag, subreddit, user or section")),
  query: maybe(text("of a search")),
  sort: maybe(text("")),
  window: maybe(text("")),
  fields: maybe(z.record(z.string(), z.string()).describe("of a search, its own fields")),
  folder: maybe(text("of a user's favourites")),
  ext: maybe(text("of a file")),
  canonical: maybe(text("its address on Imgur")),
  reason: maybe(text("why it is refused")),
});

/** What `doctor` prints. */
export const DOCTOR_RECORD = row<Finding>("a check", "For each, as it is done.", {
  check: text("what was looked at"),
  status: oneOf(["ok", "warn", "fail"], "`warn`: works, but less well or not yet"),
  detail: text("what was found"),
  hint: maybe(text("what to do about it")),
  exitCode: maybe(count("of the whole command when this failed")),
});

/** What `config` prints. */
export const CONFIG_RECORDS: readonly JsonRecord[] = [
  row<{
    name: string;
    value: Exclude<ConfigValue, undefined> | null;
    origin: Origin;
    env: string;
    help: string;
  }>("a setting", "With `show`, for each.", {
    name: text("as in `acacia.toml`"),
    value: z
      .union([z.string(), z.number(), z.boolean(), z.null()])
      .describe("null when it has none; `(set)` for a secret"),
    origin: oneOf(["flag", "environment", "file", "default"], "where the value is from"),
    env: text("its variable"),
    help: text("what it does"),
  }),
  row("the file", "With `path` and `init`.", {
    path: text("absolute"),
    exists: flag("whether it is there"),
  }),
];

interface ThumbEvent {
  readonly type: "thumbnail.finished" | "thumbnail.failed" | "thumbs.finished";
}

/** What `thumbs` prints. */
export const THUMBS_RECORDS: readonly JsonRecord[] = [
  event<ThumbEvent & { key: string; sizes: readonly number[]; engine: string; ms: number }>(
    "thumbnail.finished",
    "For each picture.",
    {
      key: text("the file's sha256; of a folder, its name"),
      sizes: list(count(""), "longest side of each, px"),
      engine: text("what made them"),
      ms: amount("how long it took"),
    },
  ),
  event<ThumbEvent & { key: string; reason: string }>(
    "thumbnail.failed",
    "For each picture that cannot be rendered.",
    { key: text("the file's sha256; of a folder, its name"), reason: text("why") },
  ),
  event<ThumbEvent & ThumbsTotals & { seconds: number; perSecond: number }>(
    "thumbs.finished",
    "The last line.",
    {
      made: count("pictures that got thumbnails"),
      current: count("that had them"),
      refused: count("that cannot be rendered"),
      seconds: amount("how long it took"),
      perSecond: amount("how many a second"),
    },
  ),
];

/** What `web` prints. */
export const WEB_RECORD = event<{ readonly type: "web.started"; readonly url: string }>(
  "web.started",
  "When the gallery can be opened.",
  { url: text("its address, with the token when there is one") },
);
