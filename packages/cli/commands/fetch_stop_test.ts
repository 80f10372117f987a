import { afterAll, beforeAll, expect, test } from "bun:test";
import { openArchive, sumOutcomes } from "@acacia/core";
import type { Sim } from "@acacia/sim";
import { openTestCli } from "../testing/cli.ts";
import { FAST, type FetchRig, finishedOf, openFetchRig } from "../testing/fetch_rig.ts";

let rig: FetchRig;
let sim: Sim;
let address: string;
let arrange: FetchRig["arrange"];

beforeAll(async () => {
  rig = await openFetchRig();
  ({ sim, address, arrange } = rig);
});
afterAll(() => rig[Symbol.asyncDispose]());

test("fetch refuses an archive that another process writes to", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await using _held = await openArchive(cli.archive, { mode: "write", command: "another" });
  const end = await cli.run(["fetch", address, ...FAST]);
  expect({ exitCode: end.exitCode, err: end.err }).toEqual({
    exitCode: 2,
    err: expect.stringContaining("another"),
  });
});

test("fetch finishes what runs at the first Ctrl-C, and ends with 130", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "hot", ...FAST, "-j", "1", "--strategy", "pool"], {
    onContext(context) {
      context.out.onWrite = (text) => {
        if (text.includes('"transfer.started"')) context.stop(130);
      };
    },
  });
  const { totals } = finishedOf(end);
  expect({
    exitCode: end.exitCode,
    stored: totals.stored,
    gap: totals.announced - sumOutcomes(totals),
  }).toEqual({
    exitCode: 130,
    stored: 1,
    gap: 0,
  });
});

test("fetch drops what runs at the second Ctrl-C, and its sums still add up", async () => {
  arrange({ rules: ["cdn:stall"] });
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "hot", "--json", "--no-thumbs"], {
    onContext(context) {
      context.out.onWrite = (text) => {
        if (text.includes('"transfer.started"')) {
          context.stop(130);
          context.stop(130);
        }
      };
    },
  });
  const { totals } = finishedOf(end);
  expect({ exitCode: end.exitCode, cancelled: totals.cancelled }).toEqual({
    exitCode: 130,
    cancelled: totals.announced,
  });
});

test("fetch ends with 143 after SIGTERM", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "hot", ...FAST], {
    onContext: (context) => context.stop(143),
  });
  expect(end.exitCode).toBe(143);
});
