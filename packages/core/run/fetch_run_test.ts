import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { type Sim, type SimOptions, startSim } from "@acacia/sim";
import { AcaciaError } from "../errors.ts";
import { sumOutcomes } from "../outcomes.ts";
import { adaptive } from "../strategy/adaptive.ts";
import { asyncLoops } from "../strategy/async.ts";
import { pool } from "../strategy/pool.ts";
import { sequential } from "../strategy/sequential.ts";
import { testDrainInPause } from "../testing/drain_in_pause.ts";
import { openTestRun, type TestRunOptions } from "../testing/test_run.ts";

/** A small world whose listing is one page. */
const WORLD: SimOptions = {
  seed: 7,
  posts: 12,
  albums: 3,
  gifs: 0,
  videos: 0,
  sizeBytes: 4_000,
  distinctPictures: 2,
};

async function fetchOnce(sim: Sim, options: TestRunOptions) {
  await using run = await openTestRun(sim, options);
  const end = await run.fetch();
  return {
    end,
    finished: run.finished,
    events: run.events,
    partials: await readdir(`${run.archive.dir}/partial`),
  };
}

test("fetchRun() stores every item once, and its sums add up", async () => {
  await using sim = await startSim(WORLD);
  const { end, finished, partials } = await fetchOnce(sim, { targets: ["hot"] });
  const announced = sim.world.posts.reduce((sum, post) => sum + post.media.length, 0);
  expect(end.exitCode).toBe(0);
  expect(finished.totals.announced).toBe(announced);
  expect(finished.totals.stored + finished.totals.duplicate).toBe(announced);
  expect(sumOutcomes(finished.totals)).toBe(announced);
  expect(partials).toEqual([]);
});

test("fetchRun() opens no CDN connection for what is known", async () => {
  await using sim = await startSim(WORLD);
  await using run = await openTestRun(sim, { targets: ["hot"] });
  await run.fetch();
  sim.resetStats();
  await run.fetch();
  expect(run.finished.totals.known).toBe(run.finished.totals.announced);
  expect(sim.stats().roles.cdn.requests).toBe(0);
});

test("fetchRun() transfers a media once that two sources name", async () => {
  await using sim = await startSim(WORLD);
  const id = sim.world.posts[0]?.media[0]?.id ?? "";
  const { finished } = await fetchOnce(sim, {
    targets: [`https://i.imgur.com/${id}.jpg`, id],
    thumbs: false,
  });
  expect(sim.stats().media[id]?.whole).toBe(1);
  expect(finished.totals).toMatchObject({ announced: 2, stored: 1, known: 1 });
});

test("fetchRun() counts the limit over all sources and never calls a limited one short", async () => {
  await using sim = await startSim({ ...WORLD, announceMore: 5 });
  const { end, finished } = await fetchOnce(sim, { targets: ["hot", "r/aww"], limit: 5 });
  expect(finished.totals.announced).toBe(5);
  expect(finished.sources.map(({ short }) => short)).toEqual(finished.sources.map(() => 0));
  expect(end.exitCode).toBe(0);
});

test("fetchRun() reports an album that delivers less than it announces as short", async () => {
  await using sim = await startSim({ ...WORLD, announceMore: 5 });
  const album = sim.world.posts.find((post) => post.isAlbum);
  const { end, finished } = await fetchOnce(sim, { targets: [`a/${album?.id}`] });
  expect(finished.sources[0]?.short).toBe(5);
  expect(end.exitCode).toBe(3);
});

test.each([
  ["removed", { removed: 1 }, { removed: 1 }],
  ["gone from the CDN", { gone: 1 }, { removed: 1 }],
  ["blocked in the region", { regionBlocked: 1 }, { region_blocked: 1 }],
] as const)("fetchRun() stays 0 when one of many is %s", async (_fate, world, outcome) => {
  await using sim = await startSim({ ...WORLD, ...world });
  const { end, finished } = await fetchOnce(sim, { targets: ["hot"] });
  expect(finished.totals).toMatchObject(outcome);
  expect(end.exitCode).toBe(0);
});

test("fetchRun() sets bytes aside that come for four different ids", async () => {
  await using sim = await startSim({ ...WORLD, region: true });
  // The region picture is not known here: only its repetition tells.
  const { finished, events } = await fetchOnce(sim, { targets: ["hot"], placeholders: [] });
  expect(finished.totals.stored + finished.totals.duplicate).toBe(3);
  expect(finished.totals.rejected).toBe(finished.totals.announced - 3);
  expect(
    events.some(
      (event) => event.type === "run.notice" && event.message.includes("4 different ids"),
    ),
  ).toBe(true);
});

test("fetchRun() with --force fetches again and calls the same bytes known", async () => {
  await using sim = await startSim(WORLD);
  await using run = await openTestRun(sim, { targets: ["hot"] });
  await run.fetch();
  await run.fetch({ force: true });
  const { totals } = run.finished;
  expect(totals.known).toBe(totals.announced);
  expect(sim.stats().roles.cdn.byKind.file).toBeGreaterThanOrEqual(2 * totals.announced);
});

test("fetchRun() keeps a GIF and its mp4 with prefer both", async () => {
  await using sim = await startSim({
    ...WORLD,
    posts: 1,
    albums: 0,
    gifs: 1,
    videos: 0,
    sizeBytes: 400_000,
  });
  await using run = await openTestRun(sim, { targets: ["hot"], prefer: "both" });
  await run.fetch();
  const roles = run.archive.sqlite
    .query<{ role: string; count: number }, []>(
      "SELECT role, count(*) AS count FROM media_files GROUP BY role ORDER BY role",
    )
    .all();
  expect(roles).toEqual([
    { role: "mp4", count: 1 },
    { role: "original", count: 1 },
  ]);
});

test("fetchRun() stops taking items at --max-bytes and says so", async () => {
  await using sim = await startSim(WORLD);
  const { end, finished } = await fetchOnce(sim, {
    targets: ["hot"],
    maxBytes: 1,
    jobs: 1,
    strategy: sequential,
  });
  expect(end.exitCode).toBe(8);
  expect(finished.totals.cancelled).toBeGreaterThan(0);
  expect(sumOutcomes(finished.totals)).toBe(finished.totals.announced);
});

test("fetchRun() finishes what runs when it drains, and cancels the rest", async () => {
  // Slow enough that the first file is committed before the last one is asked for.
  await using sim = await startSim({ ...WORLD, latency: "30", apiLatency: "0" });
  await using run = await openTestRun(sim, { targets: ["hot"], jobs: 1, strategy: sequential });
  run.onEvent = (event) => {
    if (event.type === "media.finished") run.drain();
  };
  const end = await run.fetch();
  const { totals } = run.finished;
  expect(end.exitCode).toBe(130);
  expect(totals.cancelled).toBeGreaterThan(0);
  expect(totals.stored).toBeGreaterThan(0);
  expect(sumOutcomes(totals)).toBe(totals.announced);
});

for (const strategy of [sequential, pool, asyncLoops, adaptive]) {
  testDrainInPause(strategy.name, async () => {
    const sim = await startSim({ ...WORLD, rules: ["cdn:throttle:600"] });
    const run = await openTestRun(sim, { targets: ["hot"], strategy, retries: 1 });
    const stack = new AsyncDisposableStack();
    stack.use(sim);
    stack.use(run);
    return { run, [Symbol.asyncDispose]: () => stack.disposeAsync() };
  });
}

test("fetchRun() goes on with the other sources when one cannot be listed", async () => {
  await using sim = await startSim(WORLD);
  const { end, finished } = await fetchOnce(sim, { targets: ["a/zzzzzzz", "hot"] });
  expect(finished.totals.stored).toBeGreaterThan(0);
  expect(end.exitCode).toBe(3);
});

test("fetchRun() without a Client-ID says what works without", async () => {
  await using sim = await startSim(WORLD);
  const { end, finished } = await fetchOnce(sim, { targets: ["r/aww"], clientId: null });
  expect(end.exitCode).toBe(4);
  expect(end.error?.hint).toContain("demo");
  expect(finished.totals.announced).toBe(0);
});

test("fetchRun() without a Client-ID fetches an album by the keyless endpoint", async () => {
  await using sim = await startSim(WORLD);
  const album = sim.world.posts.find((post) => post.isAlbum);
  const { end, finished } = await fetchOnce(sim, { targets: [`a/${album?.id}`], clientId: null });
  expect(end.exitCode).toBe(0);
  expect(finished.totals.stored + finished.totals.duplicate).toBe(album?.media.length ?? -1);
});

test("fetchRun() counts nothing as stored when the disk refuses, and ends with 1", async () => {
  await using sim = await startSim(WORLD);
  await using run = await openTestRun(sim, { targets: ["hot"] });
  run.store.putAll = () =>
    Promise.reject(new AcaciaError("disk", "Cannot keep a blob: no space is left"));
  const end = await run.fetch();
  const { totals } = run.finished;
  expect(end.exitCode).toBe(1);
  const reasons = run.events.flatMap((event) =>
    event.type === "media.finished" ? [`${event.outcome} ${event.reason}`] : [],
  );
  // Cancelled, not failed: nothing is wrong with them, and the disk is told of once.
  expect(totals.cancelled).toBe(totals.announced);
  expect(new Set(reasons)).toEqual(new Set(["cancelled disk"]));
});

test("fetchRun() makes thumbnails of what it stores, and remembers them", async () => {
  await using sim = await startSim({ ...WORLD, sizeBytes: 20_000 });
  await using run = await openTestRun(sim, { targets: ["hot"], thumbs: true });
  await run.fetch();
  const made = run.events.filter((event) => event.type === "thumbnail.finished").length;
  const { count } = run.archive.sqlite
    .query<{ count: number }, []>(
      "SELECT count(*) AS count FROM blobs WHERE thumbs = 'made' AND thumb_hash IS NOT NULL",
    )
    .get() ?? { count: 0 };
  expect(made).toBe(run.finished.totals.stored);
  expect(count).toBe(made);
});

test("fetchRun() stops when the CDN refuses one item after another, and says to try later", async () => {
  await using sim = await startSim({ ...WORLD, rules: ["cdn:throttle"] });
  const { end, finished } = await fetchOnce(sim, {
    targets: ["hot"],
    jobs: 1,
    strategy: sequential,
    hurried: true,
  });
  expect(end.exitCode).toBe(5);
  expect(finished.totals.failed).toBeGreaterThanOrEqual(3);
  expect(finished.totals.cancelled).toBe(finished.totals.announced - finished.totals.failed);
  expect(finished.totals.cancelled).toBeGreaterThan(0);
});
