import { existsSync } from "node:fs";
import { makeLayout, prepareSavedFilters } from "@acacia/core/look";
import type { SavedFilterTexts } from "@acacia/core/where";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { archiveDirOf, openReading } from "./open_reading.ts";

/**
 * The saved filters that a --where may name. They are read before anything is opened for writing, so that a wrong name
 * changes nothing; where there is no archive yet there are none.
 *
 * @throws {AcaciaError} what opening the archive throws.
 */
export async function readFilters(
  call: Pick<Call, "config">,
  context: Context,
): Promise<SavedFilterTexts> {
  if (!existsSync(makeLayout(archiveDirOf(call, context)).database)) return textsOf([]);
  await using archive = await openReading(call, context);
  return textsOf(prepareSavedFilters(archive).list());
}

function textsOf(filters: readonly { name: string; query: string }[]): SavedFilterTexts {
  const queries = new Map(filters.map(({ name, query }) => [name, query]));
  return { names: () => [...queries.keys()], text: (name) => queries.get(name) };
}
