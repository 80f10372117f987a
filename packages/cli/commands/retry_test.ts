import { Database } from "bun:sqlite";
import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Totals } from "@acacia/core";
import { type Sim, type SimMedia, startSim } from "@acacia/sim";
import { type CliEnd, openTestCli, type TestCli } from "../testing/cli.ts";

let sim: Sim;
let album: readonly SimMedia[];
let single: SimMedia;
let gif: SimMedia;

beforeAll(async () => {
  sim = await startSim({
    seed: 7,
    posts: 6,
    albums: 2,
    gifs: 1,
    videos: 0,
    duplicates: 0,
    nearDuplicates: 0,
    sizeBytes: 4_000,
    distinctPictures: 2,
  });
  const { posts } = sim.world;
  album = posts.find((post) => post.isAlbum && post.media.length > 1)!.media;
  const lone = posts.filter((post) => !post.isAlbum).map((post) => post.media[0]!);
  single = lone.find(({ animated }) => !animated)!;
  gif = lone.find(({ animated }) => animated)!;
  for (const post of posts) for (const one of post.media) await sim.world.bytes(one.id);
});
beforeEach(() => {
  sim.set({ rules: [], faults: {}, clientId: "" });
  sim.resetStats();
});
afterAll(() => sim[Symbol.asyncDispose]());

const FAST = ["--json", "--no-thumbs", "-R", "0"];

/** The program, after a fetch in which these media went wrong. */
async function openFailed(faults: Record<string, string[]>): Promise<TestCli> {
  const cli = await openTestCli(sim);
  sim.set({ faults });
  await cli.run(["fetch", "hot", ...FAST]);
  sim.set({ faults: {} });
  sim.resetStats();
  return cli;
}

function totalsOf({ context }: CliEnd): Totals {
  return (
    context.out.json.findLast(({ type }) => type === "run.finished") as unknown as {
      totals: Totals;
    }
  ).totals;
}

function fetchedIds(): string[] {
  return Object.keys(sim.stats().media).sort();
}

test("retry fetches what failed and nothing else, without a call to the API", async () => {
  await using cli = await openFailed({ [single.id]: ["html*"], [album[1]!.id]: ["server_error*"] });
  const end = await cli.run(["retry", ...FAST]);
  expect({ exitCode: end.exitCode, totals: totalsOf(end) }).toMatchObject({
    exitCode: 0,
    totals: { announced: 2, stored: 2 },
  });
  expect(fetchedIds()).toEqual([single.id, album[1]!.id].sort());
  expect(sim.stats().roles.api.requests).toBe(0);
});

test("retry gives a picture of an album its place and its name", async () => {
  await using cli = await openFailed({ [album[1]!.id]: ["server_error*"] });
  const whole = await openFailed({});
  await using _ = whole;
  await cli.run(["retry", ...FAST]);
  const namesOf = ({ archive }: TestCli) =>
    readdirSync(join(archive, "images"), { recursive: true }).map(String).sort();
  expect(namesOf(cli)).toEqual(namesOf(whole));
  expect(positionsOf(cli)).toEqual(positionsOf(whole));
});

function positionsOf(cli: TestCli): unknown[][] {
  using sqlite = new Database(join(cli.archive, "acacia.sqlite"), { readonly: true });
  return sqlite
    .query(
      `SELECT p.imgur_id, m.imgur_id, pm.position, p.media_count, p.title, p.raw FROM post_media pm
       JOIN posts p ON p.id = pm.post_id JOIN media m ON m.id = pm.media_id ORDER BY 1, 3`,
    )
    .values();
}

test("retry fetches a GIF that failed", async () => {
  await using cli = await openFailed({ [gif.id]: ["html*"] });
  const end = await cli.run(["retry", ...FAST]);
  expect(totalsOf(end)).toMatchObject({ announced: 1, stored: 1 });
});

test("retry --reason takes only what ended like that", async () => {
  await using cli = await openFailed({ [single.id]: ["html*"], [album[1]!.id]: ["server_error*"] });
  expect(totalsOf(await cli.run(["retry", ...FAST, "--reason", "html"]))).toMatchObject({
    announced: 1,
    stored: 1,
  });
  expect(fetchedIds()).toEqual([single.id]);
});

test("retry --run takes only what failed in that run", async () => {
  await using cli = await openFailed({ [single.id]: ["html*"] });
  expect((await cli.run(["retry", ...FAST, "--run", "2"])).exitCode).toBe(7);
  expect(totalsOf(await cli.run(["retry", ...FAST, "--run", "1"])).stored).toBe(1);
});

test("retry leaves what Imgur has removed alone", async () => {
  await using cli = await openFailed({ [single.id]: ["gone*"], [album[0]!.id]: ["html*"] });
  await cli.run(["retry", ...FAST]);
  expect(fetchedIds()).toEqual([album[0]!.id]);
});

test("retry that fails again ends with 3, and can be tried again", async () => {
  await using cli = await openFailed({ [single.id]: ["html*"] });
  sim.set({ faults: { [single.id]: ["html*"] } });
  expect((await cli.run(["retry", ...FAST])).exitCode).toBe(3);
  sim.set({ faults: {} });
  expect((await cli.run(["retry", ...FAST])).exitCode).toBe(0);
});

test("retry ends with 7 when nothing has failed", async () => {
  await using cli = await openFailed({});
  const { exitCode, err } = await cli.run(["retry"]);
  expect({ exitCode, err }).toEqual({
    exitCode: 7,
    err: expect.stringContaining("nothing has failed"),
  });
});

test("retry is a run of its own name", async () => {
  await using cli = await openFailed({ [single.id]: ["html*"] });
  await cli.run(["retry", ...FAST]);
  const { context } = await cli.run(["runs", "--json"]);
  expect(context.out.json.map(({ command }) => command).sort()).toEqual(["fetch", "retry"]);
});

test.each([
  ["a reason that there is not", ["--reason", "network.timout"], "network.timeout"],
  ["a run that is no number", ["--run", "last"], "--run"],
])("retry refuses %s", async (_what, flags, words) => {
  await using cli = await openFailed({ [single.id]: ["html*"] });
  const { exitCode, err } = await cli.run(["retry", ...flags]);
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining(words) });
});
