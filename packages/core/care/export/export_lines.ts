import type { Archive } from "../../archive/archive.ts";
import type { Selection } from "../../db/edits.ts";
import { listExports } from "./list_exports.ts";

/**
 * What the archive knows of each picture, as JSON Lines: see `docs/archive_format.md` for the words. `path` is
 * relative to the archive folder.
 *
 * @param archive Open in any way.
 */
export function* exportLines(
  archive: Pick<Archive, "sqlite" | "layout" | "store">,
  selection: Selection,
): Generator<string> {
  for (const { row } of listExports(archive, selection)) {
    const path = `blobs/${row.sha256.slice(0, 2)}/${row.sha256}.${row.ext}`;
    yield `${JSON.stringify({ path, ...row })}\n`;
  }
}
