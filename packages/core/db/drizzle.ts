import type { Database } from "bun:sqlite";
import { type BunSQLiteDatabase, drizzle } from "drizzle-orm/bun-sqlite";
import * as archiveSchema from "./schema.ts";
import * as careSchema from "./schema_care.ts";

/** Every table of an archive, as Drizzle knows them; the migrations are made from the same. */
export const schema = { ...archiveSchema, ...careSchema };

/**
 * An archive's tables through Drizzle, for typed queries of your own. The commands get by without, and start 12 ms
 * (of some 100) sooner for it: their statements are prepared by hand, most of them nothing that Drizzle can say.
 *
 * @param sqlite `archive.sqlite`: the same connection.
 */
export function openDrizzle(sqlite: Database): BunSQLiteDatabase<typeof schema> {
  return drizzle(sqlite, { schema });
}
