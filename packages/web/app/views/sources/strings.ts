import { withStrings } from "../../strings.ts";

/** The words of the sources page. */
export const SOURCES_STRINGS = {
  "sources.title": "Sources",
  "sources.count": "{n, plural, one {# source} other {# sources}} that sync keeps up with",
  "sources.none": "No sources yet",
  "sources.none.text":
    "What is saved here is kept up with: a sync fetches what is new in it, and stops where it knows everything.",
  "sources.failed": "The sources did not load.",
  "sources.add": "Add",
  "sources.syncAll": "Sync all",
  "sources.sync": "Sync now",
  "sources.syncing": "Starting a sync",
  "sources.busy": "A run is on: the next sync can begin after it",
  "sources.edit.one": "Edit {name}",
  "sources.remove.one": "Remove {name}",
  "sources.removed": "{name} removed. Its pictures stay",
  "sources.name": "Name",
  "sources.name.hint": "One word; empty: as its target",
  "sources.where": "Filter",
  "sources.where.hint": "As in the search, such as score:>500 type:photo",
  "sources.save": "Save",
  "sources.cancel": "Cancel",
  "sources.last": "Last run",
  "sources.last.never": "never synced",
  "sources.last.run": "run {run}",
  "sources.announced": "Announced and kept",
  "sources.announced.value": "{announced}, {kept} kept",
  "sources.known": "Known until",
  "sources.known.not": "nothing yet",
  "sources.here": "Here",
  "sources.here.value": "{n, plural, one {# item} other {# items}}",
  "sources.cost": "A sync costs",
  "sources.cost.value": "about {n, plural, one {# credit} other {# credits}}",
  "sources.cost.unknown": "not known yet",
  "sources.short": "Came back short: {short} of {announced} were announced and never listed.",
  "sources.unfinished": "Its last sync was interrupted: the next one goes on there.",
} as const;

/** A message of this page, or of all. */
export const t = withStrings(SOURCES_STRINGS);
