import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Sim } from "@acacia/sim";
import { openTestCli } from "../testing/cli.ts";
import { FAST, type FetchRig, openFetchRig } from "../testing/fetch_rig.ts";

let rig: FetchRig;
let sim: Sim;
let address: string;
let arrange: FetchRig["arrange"];

beforeAll(async () => {
  rig = await openFetchRig();
  ({ sim, address, arrange } = rig);
});
afterAll(() => rig[Symbol.asyncDispose]());

/** What stops or spoils a fetch: name, knobs, arguments, environment, exit code, first words of the error. */
const ENDS: readonly {
  readonly name: string;
  readonly knobs?: Parameters<Sim["set"]>[0];
  readonly args: readonly string[];
  readonly env?: Record<string, string>;
  readonly exitCode: number;
  readonly says: RegExp;
}[] = [
  { name: "all well", args: ["hot"], exitCode: 0, says: /^$/ },
  { name: "a target that is none", args: ["ftp://x"], exitCode: 2, says: /^Cannot read/ },
  {
    name: "a bad range",
    args: ["hot", "--range", "9-1"],
    exitCode: 2,
    says: /^Cannot read the range/,
  },
  {
    name: "a bad filter",
    args: ["hot", "--where", "w:wide"],
    exitCode: 2,
    says: /^Cannot read the filter/,
  },
  {
    name: "an album that promises more than it has",
    knobs: { announceMore: 5 },
    args: ["hot"],
    exitCode: 3,
    says: /^Cannot list everything/,
  },
  {
    name: "no Client-ID where one is needed",
    args: ["r/aww"],
    env: { IMGUR_CLIENT_ID: "" },
    exitCode: 4,
    says: /Client-ID/,
  },
  {
    name: "a refused Client-ID",
    knobs: { clientId: "another" },
    args: ["r/aww"],
    exitCode: 4,
    says: /IMGUR_CLIENT_ID/,
  },
  {
    name: "429 without end",
    knobs: { rules: ["cdn:throttle"] },
    args: ["hot"],
    exitCode: 5,
    says: /too much/,
  },
  {
    name: "a CDN that is not there",
    knobs: { refuse: "cdn" },
    args: ["hot"],
    exitCode: 6,
    says: /^Cannot finish/,
  },
  { name: "an album that is not there", args: ["a/zzzzzzz"], exitCode: 7, says: /^Cannot/ },
  {
    name: "--max-bytes",
    args: ["hot", "--max-bytes", "1k", "-j", "1", "--strategy", "sequential"],
    exitCode: 8,
    says: /--max-bytes/,
  },
];

test.each(ENDS)(
  "fetch ends with $exitCode after $name",
  async ({ knobs, args, env, exitCode, says }) => {
    arrange(knobs);
    await using cli = await openTestCli(sim);
    const end = await cli.run(["fetch", ...args, ...FAST], { env: env ?? {} });
    expect({ exitCode: end.exitCode, err: end.err }).toEqual({
      exitCode,
      err: expect.stringMatching(says),
    });
  },
);

test.each(ENDS.filter(({ exitCode }) => exitCode !== 0))(
  "fetch tells of $name in exactly two lines",
  async ({ knobs, args, env }) => {
    arrange(knobs);
    await using cli = await openTestCli(sim);
    const { err } = await cli.run(["fetch", ...args, ...FAST], { env: env ?? {} });
    expect(err).toMatch(/^Cannot [^\n]+[.!?…]\nTry: [^\n]+[.!?…]\n$/);
  },
);

test("fetch ends with 9 when nothing is new and that was asked for", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await cli.run(["fetch", address, ...FAST]);
  const end = await cli.run(["fetch", address, ...FAST, "--error-on-no-transfer"]);
  expect(end.exitCode).toBe(9);
});

test("fetch tells once of what ended its only listing", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const { err } = await cli.run(["fetch", "r/aww"], { env: { IMGUR_CLIENT_ID: "" } });
  expect(err).toMatch(/^Run 1: r\/aww\nCannot [^\n]+\.\nTry: [^\n]+\.\n$/);
});

test("fetch tells of each listing that failed when there are several", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const { err } = await cli.run(["fetch", "a/zzzzzzz", address, "--no-thumbs"]);
  expect(err).toMatch(/\na\/zzzzzzz: Cannot .+\n(?:.*\n)*1 announced = 1 stored/);
});
