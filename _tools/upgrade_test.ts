// Archives of every schema there has been are opened, brought up to date and verified, by the program as a user runs it.
import { Database } from "bun:sqlite";
import { afterAll, beforeAll, expect, test } from "bun:test";
import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { makeTempFolder } from "@acacia/core/testing";
import { startSim } from "@acacia/sim";
import { openTestCli, type TestCli } from "../packages/cli/testing/cli.ts";
import { MIGRATIONS } from "../packages/core/db/migrations.ts";
import { writeOldDatabase } from "../packages/core/testing/old_database.ts";

const TIMEOUT_MS = 60_000;
const SCHEMAS = MIGRATIONS.map((_, at) => at + 1);

let made: TestCli;
let ids: string[];

beforeAll(async () => {
  await using sim = await startSim({ seed: 7, posts: 6, sizeBytes: 20_000, gifs: 1, videos: 0 });
  made = await openTestCli(sim);
  expect((await made.run(["fetch", "hot"])).exitCode).toBe(0);
  ids = await listIn(made.dir);
  expect((await made.run(["fav", ids[0]!])).exitCode).toBe(0);
}, TIMEOUT_MS);
afterAll(() => made[Symbol.asyncDispose]());

async function listIn(dir: string, where = ""): Promise<string[]> {
  const { out } = await made.run(["list", "--json", "-d", join(dir, "archive"), where]);
  return out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => String(JSON.parse(line).id))
    .sort();
}

/** A copy of the archive whose database is replaced by what `write` makes of it. */
async function openCopy(write: (path: string, from: string) => void) {
  const folder = await makeTempFolder();
  await Bun.$`cp -a ${made.archive} ${folder.dir}`.quiet();
  const path = join(folder.dir, "archive/acacia.sqlite");
  const from = join(folder.dir, "now.sqlite");
  for (const end of ["", "-wal"]) {
    if (existsSync(`${path}${end}`)) renameSync(`${path}${end}`, `${from}${end}`);
  }
  write(path, from);
  return folder;
}

test.each(SCHEMAS)(
  "an archive of schema %d opens with all its pictures, and verifies",
  async (schema) => {
    await using old = await openCopy((path, from) => writeOldDatabase(path, { from, schema }));
    const { exitCode, out } = await made.run(["verify", "-d", join(old.dir, "archive")]);
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: "" });
    expect(await listIn(old.dir)).toEqual(ids);
    expect(await listIn(old.dir, "is:fav")).toEqual([ids[0]!]);
    using sqlite = new Database(join(old.dir, "archive/acacia.sqlite"), { readonly: true });
    expect(sqlite.query("PRAGMA user_version").get()).toEqual({ user_version: MIGRATIONS.length });
  },
  TIMEOUT_MS,
);

test.each(["verify", "list", "fetch hot", "repair", "thumbs", "trash empty"])(
  "%s refuses an archive that a newer Acacia made, and leaves it",
  async (line) => {
    const newer = MIGRATIONS.length + 1;
    await using folder = await openCopy((path, from) => {
      using now = new Database(from);
      now.run("VACUUM INTO ?1", [path]);
      using sqlite = new Database(path);
      sqlite.run(`PRAGMA user_version = ${newer}`);
    });
    const { exitCode, err } = await made.run([
      ...line.split(" "),
      "-d",
      join(folder.dir, "archive"),
    ]);
    expect({ exitCode, err }).toEqual({
      exitCode: 2,
      err: expect.stringMatching(/^Cannot open .*: a newer Acacia made it/),
    });
    using sqlite = new Database(join(folder.dir, "archive/acacia.sqlite"), { readonly: true });
    expect(sqlite.query("PRAGMA user_version").get()).toEqual({ user_version: newer });
  },
);
