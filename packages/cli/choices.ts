import type { Pages } from "@acacia/core";

// Words of settings that mean one thing to one command and another to the next. They load nothing: completion asks
// for them at each Tab.

/** An order of a list. */
export type Sort = Parameters<Pages["page"]>[0]["sort"];

/** The orders of a list. */
export const LIST_SORTS = [
  "posted",
  "archived",
  "score",
  "size",
  "random",
] as const satisfies readonly Sort[];

/** The orders of Imgur's listings; not every listing has each. */
export const LISTING_SORTS = ["viral", "top", "time", "rising"] as const;

/** The spans of Imgur's top listings. */
export const WINDOWS = ["day", "week", "month", "year", "all"] as const;

/** What an export can be. */
export const EXPORT_FORMATS = ["folder", "html", "zip", "jsonl"] as const;

/** What a manifest can be. */
export const MANIFEST_FORMATS = ["sha256", "jsonl"] as const;

/** How an import takes a file. */
export const IMPORT_LINKS = ["copy", "hard"] as const;

/** What can be done with a queue. */
export const QUEUE_ACTIONS = ["status", "pause", "resume", "retry-failed", "drain"] as const;
