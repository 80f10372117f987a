import { Database } from "bun:sqlite";
import { afterAll, beforeAll, expect, test } from "bun:test";
import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openArchive } from "@acacia/core";
import { breakPageOf, sampleBytes } from "@acacia/core/testing";
import { type Sim, startSim } from "@acacia/sim";
import { openTestCli, type TestCli } from "../testing/cli.ts";

let sim: Sim;

beforeAll(async () => {
  sim = await startSim({
    seed: 7,
    posts: 8,
    albums: 2,
    gifs: 1,
    videos: 1,
    duplicates: 1,
    nearDuplicates: 0,
    sizeBytes: 4_000,
    distinctPictures: 2,
  });
  for (const post of sim.world.posts) for (const one of post.media) await sim.world.bytes(one.id);
});
afterAll(() => sim[Symbol.asyncDispose]());

/** The program, with an archive of everything that the stand-in has, and a few marks of the user's. */
async function openFetched(): Promise<TestCli> {
  const cli = await openTestCli(sim);
  await cli.run(["fetch", "hot", "--quiet", "--no-thumbs"]);
  await using archive = await openArchive(cli.archive, { mode: "edit" });
  archive.sqlite.run("UPDATE media SET favorite_at = 5 WHERE id = 1");
  return cli;
}

function databaseOf(cli: TestCli): string {
  return join(cli.archive, "acacia.sqlite");
}

/** Every row of every table, but for when files were last read. */
function dump(path: string): Record<string, unknown[]> {
  using sqlite = new Database(path, { readonly: true });
  const tables = sqlite
    .query<{ name: string }, []>(
      "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .all();
  const rowsOf = (name: string) =>
    sqlite
      .query<Record<string, unknown>, []>(`SELECT * FROM "${name}" ORDER BY rowid`)
      .all()
      .map((row) => ({ ...row, verified_at: null }));
  return Object.fromEntries(tables.map(({ name }) => [name, rowsOf(name)]));
}

async function idsOf(cli: TestCli): Promise<unknown[]> {
  const { context } = await cli.run(["list", "--json"]);
  return context.out.json.map(({ id }) => id).sort();
}

function everyId(): string[] {
  return sim.world.posts.flatMap((post) => post.media.map(({ id }) => id)).sort();
}

test("rebuild of a sound database changes no row, and search finds what it found", async () => {
  await using cli = await openFetched();
  const before = dump(databaseOf(cli));
  const { title } = sim.world.posts[0]!;
  const found = await cli.run(["list", `"${title}"`, "--json"]);
  const { exitCode, context } = await cli.run(["rebuild", "--json"]);
  expect(context.out.json.at(-1)).toMatchObject({ complete: true, lost: [], named: 0, unnamed: 0 });
  expect([exitCode, dump(databaseOf(cli))]).toEqual([0, before]);
  expect((await cli.run(["list", `"${title}"`, "--json"])).out).toBe(found.out);
});

test("rebuild keeps the old database beside the new one, under the day's name", async () => {
  await using cli = await openFetched();
  const before = dump(databaseOf(cli));
  const { err } = await cli.run(["rebuild"]);
  const [, aside = ""] = /kept as (acacia\.sqlite\.broken-\d{4}-\d\d-\d\d)\./.exec(err) ?? [];
  expect(dump(join(cli.archive, aside))).toEqual(before);
  const again = await cli.run(["rebuild"]);
  expect(again.err).toContain(`${aside}-2`);
  expect(readdirSync(cli.archive).filter((name) => name.includes(".new"))).toEqual([]);
});

test.each([
  ["is no database at all", (path: string) => writeFileSync(path, "nothing ".repeat(2_000))],
  ["is gone", (path: string) => rmSync(path)],
])("rebuild finds every picture by its names when the database %s", async (_what, harm) => {
  await using cli = await openFetched();
  harm(databaseOf(cli));
  const { exitCode } = await cli.run(["rebuild"]);
  const { context } = await cli.run(["verify", "--json"]);
  const ids = await idsOf(cli);
  // A video's poster has no name: nothing tells whose it is.
  const named = ids.filter((id) => !String(id).startsWith("local-"));
  expect({ exitCode, named }).toEqual({ exitCode: 0, named: everyId() });
  expect(context.out.json.at(-1)).toMatchObject({ findings: {}, errors: 0 });
});

test("rebuild gives pictures back to the source whose folder they stood in", async () => {
  await using cli = await openFetched();
  rmSync(databaseOf(cli));
  await cli.run(["rebuild", "--quiet"]);
  using sqlite = new Database(databaseOf(cli), { readonly: true });
  const sources = sqlite
    .query<{ target: string; posts: number }, []>(
      "SELECT s.target, count(*) AS posts FROM sources s JOIN source_posts p ON p.source_id = s.id GROUP BY s.id",
    )
    .all();
  expect(sources).toEqual([{ target: "hot", posts: everyId().length }]);
});

test("a fetch after rebuild knows everything, and fills in what Imgur tells", async () => {
  await using cli = await openFetched();
  rmSync(databaseOf(cli));
  await cli.run(["rebuild", "--quiet"]);
  const { context, exitCode } = await cli.run(["fetch", "hot", "--json", "--no-thumbs"]);
  const finished = context.out.json.at(-1);
  expect({ exitCode, finished }).toMatchObject({
    exitCode: 0,
    finished: { totals: { stored: 0 } },
  });
  expect((await cli.run(["verify"])).exitCode).toBe(0);
});

test.each(["media", "posts", "blobs", "media_files", "views", "run_rows", "media_sha256"])(
  "rebuild reads around a broken page of %s, and verify is clean after it",
  async (name) => {
    await using cli = await openFetched();
    breakPageOf(name, databaseOf(cli));
    const { exitCode } = await cli.run(["rebuild", "--json"]);
    const verified = await cli.run(["verify", "--json"]);
    const named = (await idsOf(cli)).filter((id) => !String(id).startsWith("local-"));
    expect({ exitCode, named }).toEqual({ exitCode: 0, named: everyId() });
    expect(verified.context.out.json.at(-1)).toMatchObject({ errors: 0 });
  },
);

test("rebuild keeps the user's marks when another table is broken", async () => {
  await using cli = await openFetched();
  breakPageOf("run_rows", databaseOf(cli));
  await cli.run(["rebuild", "--quiet"]);
  const { context } = await cli.run(["list", "is:fav", "--json"]);
  expect(context.out.json.length).toBe(1);
});

test("rebuild ends with 10 and names what is damaged or missing, for repair to fetch", async () => {
  await using cli = await openFetched();
  const { context: before } = await cli.run(["list", "type:photo", "--json"]);
  const [one, two] = before.out.json.map(({ path }) => String(path));
  chmodSync(one!, 0o644);
  writeFileSync(one!, sampleBytes(9));
  rmSync(two!);
  const { exitCode, context } = await cli.run(["rebuild", "--json"]);
  expect(context.out.json.at(-1)).toMatchObject({ damaged: 1, missing: 1 });
  expect(exitCode).toBe(10);
  expect((await cli.run(["repair"])).exitCode).toBe(0);
  expect((await cli.run(["verify"])).exitCode).toBe(0);
});

test("rebuild that is stopped leaves the old database as it was, and nothing beside it", async () => {
  await using cli = await openFetched();
  const before = dump(databaseOf(cli));
  const files = readdirSync(cli.archive).sort();
  const { exitCode, context } = await cli.run(["rebuild", "--json"], {
    onContext: (outside) => {
      outside.out.onWrite = () => outside.stop();
    },
  });
  expect([exitCode, context.out.json.at(-1)]).toMatchObject([
    130,
    { complete: false, aside: null },
  ]);
  expect(dump(databaseOf(cli))).toEqual(before);
  expect(readdirSync(cli.archive).sort()).toEqual(files);
});

test("rebuild takes no notice of what a killed one has left", async () => {
  await using cli = await openFetched();
  writeFileSync(`${databaseOf(cli)}.new`, "half a database");
  writeFileSync(`${databaseOf(cli)}.new-wal`, "half a log");
  expect((await cli.run(["rebuild"])).exitCode).toBe(0);
  expect((await cli.run(["verify"])).exitCode).toBe(0);
});

test("rebuild refuses an archive that another process writes to", async () => {
  await using cli = await openFetched();
  await using _held = await openArchive(cli.archive, { mode: "write" });
  expect((await cli.run(["rebuild"])).exitCode).toBe(2);
});

test("rebuild refuses a database that a newer Acacia made", async () => {
  await using cli = await openFetched();
  {
    using sqlite = new Database(databaseOf(cli));
    sqlite.run("PRAGMA user_version = 999");
  }
  const { exitCode, err } = await cli.run(["rebuild"]);
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining("newer Acacia") });
});

test("rebuild makes nothing where there is no archive", async () => {
  await using cli = await openTestCli(sim);
  expect((await cli.run(["rebuild"])).exitCode).toBe(2);
  expect(existsSync(cli.archive)).toBe(false);
});
