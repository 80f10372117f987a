import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { openArchive, prepareRuns, sumOutcomes } from "@acacia/core";
import type { Sim, SimMedia } from "@acacia/sim";
import { openTestCli } from "../testing/cli.ts";
import { FAST, type FetchRig, filesUnder, finishedOf, openFetchRig } from "../testing/fetch_rig.ts";
import { TinyTerminal } from "../testing/tiny_terminal.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: what is sent to a terminal
const COLOURS_REGEXP = /\x1b\[[\d;]*m/g;

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

test("fetch announces what its outcomes add up to, in total and per source", async () => {
  arrange({ rules: ["cdn:gone@every3", "cdn:html@every4"] });
  await using cli = await openTestCli(sim);
  const { totals, sources } = finishedOf(await cli.run(["fetch", "hot", address, ...FAST]));
  const sums = [totals, ...sources].map((one) => one.announced - sumOutcomes(one));
  expect(sums).toEqual([0, 0, 0]);
});

test("fetch prints one JSON object a line, from run.started to run.finished", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const { context } = await cli.run(["fetch", "hot", ...FAST]);
  const types = context.out.json.map(({ type }) => type);
  expect([types.at(0), types.at(-1)]).toEqual(["run.started", "run.finished"]);
});

test("fetch --json says nothing on stderr when all is well", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  expect((await cli.run(["fetch", address, ...FAST])).err).toBe("");
});

test("fetch asks the CDN nothing when all is known", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await cli.run(["fetch", "hot", ...FAST]);
  sim.resetStats();
  const end = await cli.run(["fetch", "hot", ...FAST]);
  const { cdn } = sim.stats().roles;
  expect({ exitCode: end.exitCode, requests: cdn.requests }).toEqual({ exitCode: 0, requests: 0 });
});

test("fetch makes thumbnails in both sizes", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await cli.run(["fetch", address, "--workers", "0"]);
  const thumbs = await filesUnder(join(cli.archive, "thumbs"));
  expect(thumbs.map((path) => path.split("/")[0]).sort()).toEqual(["128", "480"]);
});

test("fetch names what it keeps for people", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await cli.run(["fetch", address, "--no-thumbs", "--view", "pictures/{id}.{ext}"]);
  expect(await filesUnder(join(cli.archive, "images"))).toEqual([
    `pictures/${media.id}.${media.ext}`,
  ]);
});

test("fetch records the run with its exit code and totals", async () => {
  arrange({ rules: ["cdn:html"] });
  await using cli = await openTestCli(sim);
  await cli.run(["fetch", address, ...FAST]);
  await using archive = await openArchive(cli.archive, { mode: "read" });
  expect(prepareRuns(archive).newest()).toMatchObject({
    exitCode: 3,
    totals: { announced: 1, rejected: 1 },
  });
});

test("fetch keeps no secret in the run's record", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await cli.run(["fetch", address, ...FAST, "--client-id", "hush-hush"]);
  const database = await Bun.file(join(cli.archive, "acacia.sqlite")).text();
  expect(database).not.toContain("hush-hush");
});

test("fetch on a terminal leaves its report alone on the screen", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const terminal = new TinyTerminal(80, 24);
  await cli.run(["fetch", "hot", "--no-thumbs"], {
    isTerminal: true,
    onContext(context) {
      context.err.onWrite = (text) => terminal.write(text.replace(COLOURS_REGEXP, ""));
    },
  });
  expect([terminal.text, terminal.isCursorShown]).toEqual([
    expect.stringMatching(/^\d+ announced = \d+ stored\.\n.+ new in .+\nLook at it .+$/),
    true,
  ]);
});

test("fetch says where the gallery can be opened", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", address, "--no-thumbs", "-d", "my cats"]);
  expect(end.err).toContain("Look at it with `acacia web -d 'my cats'`.");
});

test("fetch reports an outcome ledger that adds up", async () => {
  arrange({ faults: { [media.id]: ["gone"] } });
  await using cli = await openTestCli(sim);
  const { err } = await cli.run(["fetch", "hot", "--no-thumbs"]);
  const [, announced = "", parts = ""] = /^(\d+) announced = (.+)\.$/m.exec(err) ?? [];
  const sum = parts.split(" + ").reduce((total, part) => total + Number.parseInt(part, 10), 0);
  expect({ sum, parts }).toEqual({
    sum: Number(announced),
    parts: expect.stringContaining("1 removed on Imgur"),
  });
});
