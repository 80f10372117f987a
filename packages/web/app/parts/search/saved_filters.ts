import { type Signal, signal } from "@preact/signals";
import type { Filters } from "../../../routes/edit_schemas.ts";
import type { Sort } from "../../../routes/flags.ts";
import { get, post } from "../../api.ts";

/** A query under a name. */
export type SavedFilter = Filters["filters"][number];

/** The saved filters by name; null until they were asked for. */
export const savedFilters: Signal<readonly SavedFilter[] | null> = signal(null);

/** Reads them; what was read before stays until then. @throws {ApiFailure} */
export async function readFilters(): Promise<void> {
  take(await get<Filters>("api/filters"));
}

/** Keeps a query under a name; one of that name is replaced. @throws {ApiFailure} */
export async function saveFilter(filter: {
  readonly name: string;
  readonly query: string;
  readonly sort: Sort;
}): Promise<void> {
  take(await post<Filters>("api/filters/save", filter));
}

/** Gives a filter another name. @throws {ApiFailure} */
export async function renameFilter({ name, query, sort }: SavedFilter, to: string): Promise<void> {
  if (to === name) return;
  await saveFilter({ name: to, query, sort });
  await removeFilter(name);
}

/** Removes a filter. @throws {ApiFailure} */
export async function removeFilter(name: string): Promise<void> {
  take(await post<Filters>("api/filters/remove", { name }));
}

function take({ filters }: Filters): void {
  savedFilters.value = filters;
}
