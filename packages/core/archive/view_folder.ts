import { readTarget } from "../imgur/target.ts";

/** The folder under `images/` for pictures that were named one by one: a thousand links make one folder, not a thousand. */
export const LINKS_FOLDER = "links";

/**
 * What `{source}` is in a name under `images/`.
 *
 * @param source As printed in totals and events.
 * @returns The source itself where it names many pictures, `links` where it names one.
 */
export function viewFolderOf(source: string): string {
  const { kind } = readTarget(source);
  return kind === "image" || kind === "file" || kind === "list" ? LINKS_FOLDER : source;
}
