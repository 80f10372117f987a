import type { Source, Sources } from "../../../routes/source_schemas.ts";
import { get, post, remove } from "../../api.ts";

/** The saved sources, by name. */
export function fetchSources(): Promise<Sources> {
  return get("api/sources");
}

/** Saves a source, or gives the one of that target other settings. @returns All there are then. */
export function saveSource(
  source: Pick<Source, "target"> & Partial<Pick<Source, "name" | "where" | "settings">>,
): Promise<Sources> {
  const { target, name, where, settings } = source;
  // A source without a name is called by its target.
  const own = name !== undefined && name !== "" && name !== target ? { name } : {};
  return post("api/sources", { target, settings, ...own, ...(where ? { where } : {}) });
}

/** Forgets a source; what it brought stays. @returns All there are then. */
export function removeSource(id: number): Promise<Sources> {
  return remove(`api/sources/${id}`);
}
