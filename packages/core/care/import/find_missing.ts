import type { Archive } from "../../archive/archive.ts";
import { prepareImportRows, readGalleryDlArchive } from "../../db/import_rows.ts";
import { ID_PATTERN } from "../../imgur/ids.ts";

const ENTRY_REGEXP = new RegExp(`^imgur(?:${ID_PATTERN}_)?(${ID_PATTERN})$`);

/**
 * What gallery-dl's archive database names and the archive does not keep. The database has no pictures: they can be
 * fetched, or imported from the folder in which gallery-dl put them.
 *
 * @param archive Open in any way.
 * @param path Absolute path of the database.
 * @returns Imgur ids, and how many the archive keeps already.
 * @throws {AcaciaError} `usage` when it is no such database.
 */
export function findMissing(
  archive: Pick<Archive, "sqlite">,
  path: string,
): { readonly missing: string[]; readonly known: number } {
  const rows = prepareImportRows(archive);
  const entries = readGalleryDlArchive(path);
  const ids = new Set(entries.flatMap((entry) => ENTRY_REGEXP.exec(entry)?.[1] ?? []));
  const missing = [...ids].filter((id) => (rows.find(id)?.sha256 ?? null) === null);
  return { missing, known: ids.size - missing.length };
}
