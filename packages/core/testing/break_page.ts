import { Database } from "bun:sqlite";
import { closeSync, openSync, writeSync } from "node:fs";

/**
 * Overwrites the first page of a table or an index in the file of a database, as a dying disk may.
 * @param path Of a database that nobody has open.
 */
export function breakPageOf(name: string, path: string): void {
  const { rootpage, size } = findPage(name, path);
  const file = openSync(path, "r+");
  writeSync(file, new Uint8Array(size).fill(0xa5), 0, size, (rootpage - 1) * size);
  closeSync(file);
}

function findPage(name: string, path: string): { rootpage: number; size: number } {
  using sqlite = new Database(path, { readonly: true });
  return sqlite
    .query<{ rootpage: number; size: number }, [string]>(
      "SELECT rootpage, page_size AS size FROM sqlite_schema, pragma_page_size WHERE name = ?",
    )
    .get(name)!;
}
