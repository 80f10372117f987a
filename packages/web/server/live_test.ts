import { expect, test } from "bun:test";
import { FakeClock } from "@acacia/core/testing";
import type { Live } from "../routes/schemas.ts";
import { LiveFeed } from "./live.ts";

interface Rig {
  readonly clock: FakeClock;
  readonly errors: unknown[];
  readonly feed: LiveFeed;
  /** How often the database was asked. */
  asked: number;
  now: Live;
  isBusy: boolean;
}

function openRig(): Rig {
  const clock = new FakeClock();
  const errors: unknown[] = [];
  const read = (): Live => {
    rig.asked += 1;
    if (rig.isBusy) throw new Error("busy");
    return rig.now;
  };
  const feed = new LiveFeed({ clock, read, onError: (error) => errors.push(error) });
  const now = { run: null, archiveItems: 1, mark: 1 };
  const rig: Rig = { clock, errors, feed, asked: 0, now, isBusy: false };
  return rig;
}

test("LiveFeed asks once a second, however many watch", async () => {
  const rig = openRig();
  for (let watcher = 0; watcher < 1_000; watcher++) rig.feed.watch(() => {});
  expect(rig.asked).toBe(1);
  await rig.clock.advance(3_000);
  expect(rig.asked).toBe(4);
});

test("LiveFeed tells each watcher how it stands, then only changes", async () => {
  const rig = openRig();
  const heard: number[][] = [[], []];
  for (const list of heard) rig.feed.watch(({ archiveItems }) => list.push(archiveItems));
  await rig.clock.advance(2_000);
  rig.now = { ...rig.now, archiveItems: 5 };
  await rig.clock.advance(2_000);
  expect(heard).toEqual([
    [1, 5],
    [1, 5],
  ]);
});

test("LiveFeed asks nothing while nobody watches", async () => {
  const rig = openRig();
  const watching = rig.feed.watch(() => {});
  watching[Symbol.dispose]();
  await rig.clock.advance(10_000);
  expect([rig.asked, rig.clock.waiting, rig.feed.watching]).toEqual([1, 0, 0]);
});

test("LiveFeed tells who comes back what changed meanwhile", () => {
  const rig = openRig();
  rig.feed.watch(() => {})[Symbol.dispose]();
  rig.now = { ...rig.now, archiveItems: 9 };
  const heard: number[] = [];
  rig.feed.watch(({ archiveItems }) => heard.push(archiveItems));
  expect(heard).toEqual([9]);
});

test("LiveFeed goes on after a second in which the database did not answer", async () => {
  const rig = openRig();
  const heard: number[] = [];
  rig.isBusy = true;
  rig.feed.watch(({ archiveItems }) => heard.push(archiveItems));
  await rig.clock.advance(1_000);
  expect(rig.errors).toHaveLength(2);
  rig.isBusy = false;
  await rig.clock.advance(1_000);
  expect(heard).toEqual([1]);
});
