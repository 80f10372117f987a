import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { join } from "node:path";
import { makeTempFolder } from "../testing/temp_archive.ts";
import { APPLICATION_ID, type MigrationProgress } from "./migrate.ts";
import { MIGRATIONS } from "./migrations.ts";
import { closeDatabase, openDatabase, openDatabaseInTurns } from "./open.ts";

/** More than one piece. */
const MEDIA = 50_000;

/** A folder with the database of the first Acacia, which had no search. */
async function openOldFolder(media = MEDIA) {
  const folder = await makeTempFolder();
  const path = join(folder.dir, "acacia.sqlite");
  const old = new Database(path, { create: true });
  for (const statement of MIGRATIONS[0]!.split("--> statement-breakpoint")) old.run(statement);
  old.run(`PRAGMA user_version = 1`);
  old.run(`PRAGMA application_id = ${APPLICATION_ID}`);
  old.run(`INSERT INTO media (imgur_id, kind, title)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${media})
    SELECT printf('m%06d', i), 'photo', 'giraffe number ' || i FROM n`);
  old.close();
  return { path, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

/** What an archive is for whoever looks with nothing but SQLite. */
function lookInto(path: string) {
  using sqlite = new Database(path, { readonly: true });
  const one = (sql: string) => Object.values(sqlite.query<object, []>(sql).get() ?? {})[0];
  return {
    version: one("PRAGMA user_version"),
    media: one("SELECT count(*) FROM media"),
    tables: one("SELECT count(*) FROM sqlite_schema WHERE name = 'media_words'"),
    check: one("PRAGMA quick_check"),
  };
}

const OLD = { version: 1, media: MEDIA, tables: 0, check: "ok" };

test("openDatabase() makes the words of media that are older than the search", async () => {
  await using old = await openOldFolder();
  const database = openDatabase(old.path);
  const found = database.sqlite
    .query("SELECT count(*) AS found FROM media_words WHERE media_words MATCH 'giraffe'")
    .get();
  expect(found).toEqual({ found: MEDIA });
  closeDatabase(database, { tidy: true });
});

test("openDatabaseInTurns() tells how far it is, and lets others work meanwhile", async () => {
  await using old = await openOldFolder();
  const told: MigrationProgress[] = [];
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
  }, 0);
  const database = await openDatabaseInTurns(old.path, { onMigrate: (one) => told.push(one) });
  clearInterval(counting);
  closeDatabase(database, { tidy: true });
  const ratios = told.map(({ ratio }) => ratio);
  expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
  expect(told.at(-1)).toEqual({ from: 1, to: MIGRATIONS.length, ratio: 1 });
  // Within one statement, too: nobody would wait for the last percent.
  expect(new Set(ratios.slice(-4)).size).toBe(4);
  expect(turns).toBeGreaterThan(0);
});

test("openDatabaseInTurns() tells nothing of a new database, nor of one that is up to date", async () => {
  await using folder = await makeTempFolder();
  const onMigrate = () => expect.unreachable();
  for (const _time of ["new", "up to date"]) {
    const path = join(folder.dir, "acacia.sqlite");
    closeDatabase(await openDatabaseInTurns(path, { onMigrate }), { tidy: true });
  }
});

test("openDatabaseInTurns() that is told to stop leaves the old archive as it was", async () => {
  await using old = await openOldFolder();
  const stopping = new AbortController();
  const opening = openDatabaseInTurns(old.path, {
    draining: stopping.signal,
    onMigrate: ({ ratio }) => ratio > 0.9 && stopping.abort(),
  });
  expect(await opening.catch((error) => error)).toMatchObject({
    code: "cancelled",
    message: expect.stringContaining("is as before"),
  });
  expect(lookInto(old.path)).toEqual(OLD);
});

test("openDatabaseInTurns() that fails in the middle leaves the old archive as it was", async () => {
  await using old = await openOldFolder();
  const opening = openDatabaseInTurns(old.path, {
    onMigrate: ({ ratio }) => {
      if (ratio > 0.9) throw new Error("the lamp went out");
    },
  });
  expect(await opening.catch((error) => error)).toMatchObject({
    message: expect.stringContaining("the lamp went out"),
  });
  expect(lookInto(old.path)).toEqual(OLD);
});

test("a process that is killed in the middle of a migration leaves the old archive as it was", async () => {
  await using old = await openOldFolder();
  // It kills itself, so that the place is always the same.
  const program = `
    import { openDatabaseInTurns } from ${JSON.stringify(join(import.meta.dir, "open.ts"))};
    await openDatabaseInTurns(${JSON.stringify(old.path)}, {
      onMigrate: ({ ratio }) => ratio > 0.9 && process.kill(process.pid, "SIGKILL"),
    });`;
  const child = Bun.spawn([process.execPath, "-e", program], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  await child.exited;
  expect(child.signalCode).toBe("SIGKILL");
  expect(lookInto(old.path)).toEqual(OLD);
  closeDatabase(openDatabase(old.path), { tidy: true });
  expect(lookInto(old.path)).toEqual({ ...OLD, version: MIGRATIONS.length, tables: 1 });
});
