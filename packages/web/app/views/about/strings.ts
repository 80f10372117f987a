import { withStrings } from "../../strings.ts";

/** The words of the page about the archive. */
export const ABOUT_STRINGS = {
  "about.title": "About this archive",
  "about.version": "Version",
  "about.archive": "Archive",
  "about.holds": "Holds",
  "about.holds.value": "{n, plural, one {# item} other {# items}}, {bytes}",
  "about.access": "Access",
  "about.access.readOnly": "Read only: nothing can be changed from here",
  "about.access.full": "Favourites, tags and Trash can be changed from here",
  "about.api": "API",
  "about.api.link": "Its description, OpenAPI 3.1",
  "about.licence": "Licence",
  "about.licence.value": "MIT",
  "about.doctor": "How it is",
  "about.doctor.asking": "Examining the machine and the archive",
  "about.doctor.failed": "The examination did not end.",
  "about.doctor.none": "For this, run acacia doctor in a terminal.",
  "about.doctor.fine": "Everything is in order.",
  "about.doctor.look": "{n, plural, one {One thing is} other {# things are}} worth a look.",
  "about.doctor.wrong": "{n, plural, one {One thing is} other {# things are}} wrong.",
  "about.doctor.ok": "in order",
  "about.doctor.warn": "worth a look",
  "about.doctor.fail": "wrong",
  "about.doctor.try": "{hint}.",
  "about.doctor.again": "Examine again",
  "about.doctor.network": "The network and Imgur are not asked from here; acacia doctor does.",
} as const;

/** A message of this page, or one that all pages have, in the reader's words. */
export const t = withStrings(ABOUT_STRINGS);
