import {
  AcaciaError,
  type Archive,
  type Clock,
  parseWhere,
  prepareEdits,
  prepareSavedFilters,
  type Selection,
} from "@acacia/core";
import type { Selected } from "./edit_schemas.ts";

/** What a selection is read with. */
export interface SelectedDeps {
  readonly archive: Archive;
  readonly clock: Clock;
}

/**
 * What the page selected, as edits and exports take it: row ids, or the query, which then travels in place of what it
 * finds; without those that were taken out of it again.
 *
 * @throws {AcaciaError} `usage` when a part of the query is not understood: left out, it would name more than was meant.
 */
export function readSelected(
  { q, ids, except = [] }: Selected,
  { archive, clock }: SelectedDeps,
): Selection {
  if (q === undefined) return ids ?? [];
  const where = parseWhere(q, { now: clock.now(), filters: prepareSavedFilters(archive) });
  if (except.length === 0) return { where };
  const without = new Set(except);
  return prepareEdits(archive)
    .ids({ where })
    .filter((id) => !without.has(id));
}

/** The same for what changes the archive: a query has to narrow. @throws {AcaciaError} `usage` */
export function readNarrowed(selected: Selected, deps: SelectedDeps): Selection {
  const selection = readSelected(selected, deps);
  if (!("where" in selection) || selection.where?.kind !== "all") return selection;
  throw new AcaciaError("usage", "Cannot change everything that q finds: it names everything", {
    hint: "Give a filter that says which; size:>=0 means every picture",
  });
}
