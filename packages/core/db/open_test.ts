import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { makeTempFolder } from "../testing/temp_archive.ts";
import { MIGRATIONS } from "./migrations.ts";
import { closeDatabase, openDatabase } from "./open.ts";
import * as schema from "./schema.ts";
import * as careSchema from "./schema_care.ts";

const tables = Object.values({ ...schema, ...careSchema }).flatMap((part): SQLiteTable[] =>
  is(part, SQLiteTable) ? [part] : [],
);

test.each(tables.map((table) => [getTableName(table), table] as const))(
  "the migrations make the table %s as the schema says",
  (name, table) => {
    const { sqlite } = openDatabase(":memory:");
    const made = sqlite
      .query<{ name: string; notnull: number }, []>(`PRAGMA table_info(${name})`)
      .all();
    const said = Object.values(getTableColumns(table));
    expect(made.map((column) => `${column.name} ${column.notnull === 1}`).sort()).toEqual(
      said.map((column) => `${column.name} ${column.notNull}`).sort(),
    );
  },
);

test.each(tables.map((table) => [getTableName(table), table] as const))(
  "the migrations make every index of %s",
  (name, table) => {
    const { sqlite } = openDatabase(":memory:");
    const made = sqlite
      .query<{ name: string }, [string]>(
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?",
      )
      .all(name)
      .map((index) => index.name);
    expect(made).toEqual(
      expect.arrayContaining(getTableConfig(table).indexes.map((index) => index.config.name)),
    );
  },
);

test("every migration file is in the list", () => {
  const files = readdirSync(join(import.meta.dir, "migrations")).filter((file) =>
    file.endsWith(".sql"),
  );
  expect(files).toHaveLength(MIGRATIONS.length);
});

test.each(MIGRATIONS.map((_, version) => version))(
  "openDatabase() brings version %d up to date",
  async (version) => {
    await using folder = await makeTempFolder();
    const path = join(folder.dir, "acacia.sqlite");
    const old = new Database(path, { create: true });
    for (const migration of MIGRATIONS.slice(0, version)) {
      for (const statement of migration.split("--> statement-breakpoint")) old.run(statement);
    }
    old.run(`PRAGMA user_version = ${version}`);
    if (version > 0) old.run(`PRAGMA application_id = ${0x41434143}`);
    old.close();
    const database = openDatabase(path);
    expect(database.sqlite.query("SELECT count(*) AS words FROM media_words").get()).toEqual({
      words: 0,
    });
    closeDatabase(database, { tidy: true });
  },
);

test("openDatabase() for reading explains an older schema, and leaves it", async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.dir, "acacia.sqlite");
  closeDatabase(openDatabase(path), { tidy: true });
  const old = new Database(path);
  old.run("PRAGMA user_version = 1");
  old.close();
  expect(() => openDatabase(path, { mode: "read" })).toThrow(
    expect.objectContaining({
      message: expect.stringContaining("an older Acacia made it"),
      hint: expect.stringContaining("acacia fetch"),
    }),
  );
});

test("closeDatabase() leaves one tidy file", async () => {
  await using folder = await makeTempFolder();
  const database = openDatabase(join(folder.dir, "acacia.sqlite"));
  database.sqlite.run("INSERT INTO tags (name) VALUES ('cats')");
  closeDatabase(database, { tidy: true });
  const wal = Bun.file(join(folder.dir, "acacia.sqlite-wal"));
  expect((await wal.exists()) ? wal.size : 0).toBe(0);
});

test("closeDatabase() closes what cannot be written any more", async () => {
  await using folder = await makeTempFolder();
  const database = openDatabase(join(folder.dir, "acacia.sqlite"));
  database.sqlite.run("PRAGMA query_only = 1");
  closeDatabase(database, { tidy: true });
  expect(() => database.sqlite.run("SELECT 1")).toThrow();
});

test("closeDatabase() closes what it cannot tidy up, and says so", async () => {
  await using folder = await makeTempFolder();
  const database = openDatabase(join(folder.dir, "acacia.sqlite"));
  // A statement that is still on its way locks its table.
  const rows = database.sqlite.query("SELECT name FROM sqlite_schema").iterate();
  rows.next();
  expect(() => closeDatabase(database, { tidy: true })).toThrow();
  expect(() => database.sqlite.run("SELECT 1")).toThrow("closed");
});

test("closeDatabase() does not wait for who reads", async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.dir, "acacia.sqlite");
  const database = openDatabase(path);
  database.sqlite.run("INSERT INTO tags (name) VALUES ('cats')");
  const reader = openDatabase(path, { mode: "read" });
  reader.sqlite.run("BEGIN");
  reader.sqlite.query("SELECT * FROM tags").all();
  const begin = performance.now();
  closeDatabase(database, { tidy: true });
  expect(performance.now() - begin).toBeLessThan(2_000);
  reader.sqlite.run("COMMIT");
  closeDatabase(reader, { tidy: false });
});

test.each([
  ["shown without bytes", "INSERT INTO media (imgur_id, kind, shown) VALUES ('a', 'photo', 1)"],
  [
    "a date without its key",
    "INSERT INTO media (imgur_id, kind, posted_at) VALUES ('a', 'photo', 5)",
  ],
  ["a score without its key", "INSERT INTO media (imgur_id, kind, score) VALUES ('a', 'photo', 5)"],
  [
    "a post that is not there",
    "INSERT INTO media (imgur_id, kind, post_id) VALUES ('a', 'photo', 5)",
  ],
])("the database refuses a media with %s", (_what, statement) => {
  const { sqlite } = openDatabase(":memory:");
  expect(() => sqlite.run(statement)).toThrow("constraint failed");
});
