import { withStrings } from "../strings.ts";

/** The words of a thread, which come with it. */
export const COMMENTS_STRINGS = {
  "comments.title": "{n, plural, one {# comment} other {# comments}}",
  "comments.failed": "The comments did not load.",
  "comments.none": "Imgur counts comments, but none is kept here. This fetches them:",
  "comments.none.command": "acacia fetch {target} --comments",
  "comments.empty": "No comments were there when they were fetched, {day}.",
  "comments.fetched": "As of {day}",
  "comments.deleted": "deleted on Imgur",
  "comments.gone": "This comment was deleted before it was read.",
  "comments.unknown": "unknown",
  "comments.points": "{n, plural, one {# point} other {# points}}",
  "comments.answers": "{n, plural, one {# answer} other {# answers}}",
  "comments.more": "Show {n} more",
} as const;

/** A message of a thread, or one that all pages have, in the reader's words. */
export const t = withStrings(COMMENTS_STRINGS);
