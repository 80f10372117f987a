import { afterAll, beforeAll, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Sim, SimMedia } from "@acacia/sim";
import { openTestCli } from "../testing/cli.ts";
import { FAST, type FetchRig, finishedOf, openFetchRig } from "../testing/fetch_rig.ts";

let rig: FetchRig;
let sim: Sim;
let media: SimMedia;
let address: string;
let arrange: FetchRig["arrange"];

beforeAll(async () => {
  rig = await openFetchRig();
  ({ sim, media, address, arrange } = rig);
});
afterAll(() => rig[Symbol.asyncDispose]());

test("fetch -i reads a file", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await Bun.write(join(cli.dir, "links.html"), `<a href="${address}">ü</a>`);
  const end = await cli.run(["fetch", "-i", "links.html", ...FAST]);
  expect(finishedOf(end).totals).toMatchObject({ announced: 1, stored: 1 });
});

test("fetch -i refuses a file that is not there", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "-i", "nowhere.txt", ...FAST]);
  expect({ exitCode: end.exitCode, err: end.err }).toEqual({
    exitCode: 2,
    err: expect.stringContaining("nowhere.txt"),
  });
});

test("fetch -i reads every Imgur link in a text", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const stdin = ["<a href='https://i.imgur.com/", `${media.id}.${media.ext}'>cat</a> and more`];
  const end = await cli.run(["fetch", "-i", "-", ...FAST], { stdin });
  expect(finishedOf(end).totals).toMatchObject({ announced: 1, stored: 1 });
});

test("fetch -i ends with 7 when the text holds no link", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "-i", "-", ...FAST], { stdin: ["nothing here"] });
  expect(end.exitCode).toBe(7);
});

test("fetch --where leaves out what does not match", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "hot", "--where", `id:${media.id}`, ...FAST]);
  const { announced, stored, filtered } = finishedOf(end).totals;
  expect({ stored, filtered }).toEqual({ stored: 1, filtered: announced - 1 });
});

test("fetch that the user's filter leaves nothing of says so, and that it is no failure", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "hot", "--no-thumbs", "--where", "w:>99999"]);
  expect({ exitCode: end.exitCode, err: end.err }).toEqual({
    exitCode: 0,
    err: expect.stringMatching(
      /(\d+) announced = \1 filtered\.\n {2}\1 filtered: The --where filter leaves it out filter\.where\n.*\nNothing is left after --where and --range; `--json` names each item\.\n$/,
    ),
  });
});

test("fetch --limit counts items, and a limited source is not short", async () => {
  arrange({ announceMore: 5 });
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "hot", "--limit", "3", ...FAST]);
  expect({ exitCode: end.exitCode, announced: finishedOf(end).totals.announced }).toEqual({
    exitCode: 0,
    announced: 3,
  });
});

test("fetch --dry-run lists, and makes no archive", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "hot", "--dry-run", "--json"]);
  const files = await readdir(cli.dir);
  expect({ ids: end.context.out.json.map(({ id }) => id).sort(), files }).toEqual({
    ids: sim.world.posts.flatMap((post) => post.media.map(({ id }) => id)).sort(),
    files: [],
  });
});

test("fetch --dry-run prints what it would fetch, how much that is, and what the list cost", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const { context, err } = await cli.run(["fetch", "hot", "--dry-run", "--limit", "2"]);
  expect({ lines: context.out.lines.length, err }).toEqual({
    lines: 2,
    err: expect.stringMatching(
      /2 items, about 8\.0 kB; 0 filtered; \d+ credits spent on this list/,
    ),
  });
});

test("fetch --dry-run tells of a target that cannot be listed, and lists the others", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const args = ["fetch", "a/zzzzzzz", "hot", "--dry-run", "--json"];
  const { exitCode, context, err } = await cli.run(args);
  expect({ exitCode, isListed: context.out.json.length > 0, err }).toEqual({
    exitCode: 7,
    isListed: true,
    err: expect.stringMatching(/^Cannot .+\nTry: .+\n$/),
  });
});
