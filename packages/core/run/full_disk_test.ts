import { expect, test } from "bun:test";
import { startSim } from "@acacia/sim";
import type { RunEvent } from "../events.ts";
import { sumOutcomes } from "../outcomes.ts";
import { openTestRun, type TestRun } from "../testing/test_run.ts";

const WORLD = { seed: 7, posts: 40, albums: 4, gifs: 0, videos: 0, sizeBytes: 4_000 };

/** Lets the database grow by so many pages and no more: SQLite then fails as on a disk that is full. */
function leavePages({ archive }: TestRun, pages: number): void {
  const { sqlite } = archive;
  const { page_count } = sqlite.query<{ page_count: number }, []>("PRAGMA page_count").get()!;
  sqlite.run(`PRAGMA max_page_count = ${page_count + pages}`);
}

function finishedIds(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) => (event.type === "media.finished" ? [event.media] : []));
}

test.each([1, 3, 6, 10, 15])(
  "fetchRun() whose database can grow by %d pages says that the disk is full, and its sums add up",
  async (pages) => {
    await using sim = await startSim({ ...WORLD, distinctPictures: 2 });
    await using run = await openTestRun(sim, { targets: ["hot"], thumbs: true });
    leavePages(run, pages);
    const end = await run.fetch();
    const { totals, exitCode } = run.finished;
    expect(end.error?.message).toBe("Cannot write the database: the disk is full");
    expect([end.exitCode, exitCode]).toEqual([1, 1]);
    expect(sumOutcomes(totals)).toBe(totals.announced);
    expect(finishedIds(run.events)).toHaveLength(totals.announced);
  },
);

test("fetchRun() refuses to begin when the database can hold no run", async () => {
  await using sim = await startSim({ ...WORLD, distinctPictures: 2 });
  await using run = await openTestRun(sim, { targets: ["hot"] });
  run.archive.sqlite.run("PRAGMA query_only = 1");
  await expect(run.fetch()).rejects.toMatchObject({ code: "disk" });
  run.archive.sqlite.run("PRAGMA query_only = 0");
});

test("fetchRun() goes on where a full disk stopped it", async () => {
  await using sim = await startSim({ ...WORLD, distinctPictures: 2 });
  await using run = await openTestRun(sim, { targets: ["hot"] });
  leavePages(run, 15);
  await run.fetch();
  const before = run.finished.totals;
  leavePages(run, 10_000);
  const end = await run.fetch();
  expect(end.exitCode).toBe(0);
  expect(run.finished.totals.known).toBeGreaterThanOrEqual(before.stored);
});

test("fetchRun() does not end because its progress could not be shown", async () => {
  await using sim = await startSim({ ...WORLD, distinctPictures: 2, latency: "300" });
  await using run = await openTestRun(sim, { targets: ["hot"], limit: 4 });
  run.archive.sqlite.run(
    "CREATE TRIGGER no_slots BEFORE INSERT ON run_slots BEGIN SELECT raise(ABORT, 'refused'); END",
  );
  expect((await run.fetch()).exitCode).toBe(0);
});
