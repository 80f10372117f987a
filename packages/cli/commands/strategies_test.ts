import { afterAll, beforeAll, expect, test } from "bun:test";
import { STRATEGY_NAMES } from "@acacia/core/config";
import { type Sim, startSim } from "@acacia/sim";
import { openTestCli } from "../testing/cli.ts";

let sim: Sim;
beforeAll(async () => {
  sim = await startSim({
    seed: 7,
    posts: 12,
    albums: 0,
    gifs: 0,
    videos: 0,
    sizeBytes: 4_000,
    distinctPictures: 1,
  });
  for (const post of sim.world.posts) for (const one of post.media) await sim.world.bytes(one.id);
});
afterAll(() => sim[Symbol.asyncDispose]());

// The queue needs Redis: packages/worker/queue has its tests.
const HERE = STRATEGY_NAMES.filter((name) => name !== "queue");

test.each(HERE)(
  "fetch --strategy %s stores everything, never more at once than its jobs",
  async (strategy) => {
    sim.resetStats();
    await using cli = await openTestCli(sim);
    const end = await cli.run([
      "fetch",
      "hot",
      "--no-thumbs",
      "--json",
      "-j",
      "3",
      "--strategy",
      strategy,
    ]);
    const finished = end.context.out.json.findLast(({ type }) => type === "run.finished");
    const items = sim.world.posts.length - sim.world.posts.filter(({ nsfw }) => nsfw).length;
    expect(end.exitCode).toBe(0);
    expect(finished).toMatchObject({ totals: { announced: items, stored: items } });
    expect(sim.stats().roles.cdn.peakInFlight).toBeLessThanOrEqual(3);
  },
  20_000,
);

test("fetch --strategy queue says what to do when there is no Redis", async () => {
  await using cli = await openTestCli(sim);
  const end = await cli.run([
    "fetch",
    "hot",
    "--strategy",
    "queue",
    "--redis",
    "redis://127.0.0.1:1",
  ]);
  expect(end.exitCode).toBe(6);
  expect(end.context.err.text).toContain("Try: ");
}, 20_000);

test("worker says what to do when there is no Redis", async () => {
  await using cli = await openTestCli(sim);
  const end = await cli.run(["worker", "--redis", "redis://127.0.0.1:1", "-j", "1"]);
  expect(end.exitCode).toBe(6);
}, 20_000);
