import { afterEach, beforeEach, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { type Sim, startSim } from "@acacia/sim";
import { openTestCli, type TestCli } from "../testing/cli.ts";

let sim: Sim;
let cli: TestCli;

beforeEach(async () => {
  const few = { albums: 0, gifs: 0, videos: 0, duplicates: 0, nearDuplicates: 0 };
  sim = await startSim({ seed: 7, posts: 12, sizeBytes: 2_000, ...few });
  cli = await openTestCli(sim);
});

afterEach(async () => {
  await cli[Symbol.asyncDispose]();
  await sim[Symbol.asyncDispose]();
});

/** Saves a filter that keeps some of what there is: by half of the scores. */
async function saveFilter(): Promise<string> {
  const scores = sim.world.posts.map(({ ups, downs }) => ups - downs).sort((a, b) => a - b);
  await cli.run(["fetch", "new", "--limit", "1", "--no-thumbs"]);
  const query = `score:>${scores[scores.length >> 1]}`;
  await cli.run(["filter", "save", "best", query]);
  return query;
}

const ids = async (...args: string[]) =>
  (await cli.run([...args, "--json"])).context.out.json.map(({ id }) => id).toSorted();

test("fetch --where takes a saved filter, also in --dry-run", async () => {
  const query = await saveFilter();
  const said = await ids("fetch", "hot", "-n", "--where", query);
  expect(said.length).toBeGreaterThan(0);
  expect(await ids("fetch", "hot", "-n", "--where", "filter:best")).toEqual(said);
  const { exitCode } = await cli.run(["fetch", "hot", "--where", "filter:best", "--no-thumbs"]);
  expect(exitCode).toBe(0);
  expect(await ids("list", "filter:best")).toEqual(expect.arrayContaining(said));
});

test("a source may be saved with a saved filter, and sync keeps what that says then", async () => {
  await saveFilter();
  expect((await cli.run(["source", "add", "hot", "--where", "filter:best"])).exitCode).toBe(0);
  await cli.run(["sync", "--no-thumbs"]);
  const kept = await ids("list", "filter:best");
  const all = await ids("list");
  // What `saveFilter` fetched is there whatever its score.
  expect(all.length - kept.length).toBeLessThan(2);
  expect(kept.length).toBeGreaterThan(0);
});

test("manifest --where takes a saved filter", async () => {
  await saveFilter();
  await cli.run(["filter", "save", "all", "type:photo"]);
  expect((await cli.run(["manifest", "--where", "filter:all"])).context.out.lines).toHaveLength(1);
});

test.each([
  ["fetch", ["fetch", "hot"]],
  ["fetch --dry-run", ["fetch", "hot", "-n"]],
])("%s with a filter that there is not asks nobody and makes nothing", async (_what, args) => {
  const { exitCode, err } = await cli.run([...args, "--where", "filter:best"]);
  expect({ exitCode, err }).toEqual({
    exitCode: 2,
    err: expect.stringContaining("there is no filter 'best'"),
  });
  expect([existsSync(cli.archive), sim.stats().requests]).toEqual([false, 0]);
});

test("source add with a filter that there is not saves nothing", async () => {
  await saveFilter();
  const { exitCode, err } = await cli.run(["source", "add", "hot", "--where", "filter:bets"]);
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining("filter:best") });
  expect((await cli.run(["source", "list", "--json"])).out).toBe("");
});
