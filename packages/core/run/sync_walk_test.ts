import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { SyncMemory } from "../db/sync_memory.ts";
import { type Drift, WalkRig } from "../testing/walk_rig.ts";
import { readSyncState } from "./sync_state.ts";

/** Posts on a page of the rig. */
const PAGE = 3;

test("SyncWalk lists everything the first time", async () => {
  using rig = new WalkRig(8);
  const { ids, isComplete } = await rig.walk();
  expect(ids.toSorted((a, b) => b - a)).toEqual(rig.live);
  expect(isComplete).toBe(true);
  expect(rig.memory.readState(rig.sourceId)).toBeNull();
});

test("SyncWalk stops at the first page of which all is known", async () => {
  using rig = new WalkRig(30);
  await rig.walk();
  rig.drift({ come: 1 });
  // One new post on the first page, nothing on the second.
  expect((await rig.walk()).pages).toBe(2);
});

test("SyncWalk does not stop at single posts that are known", async () => {
  using rig = new WalkRig(4);
  await rig.walk();
  // The known ones are newer than the new ones: somebody pinned them.
  rig.live = [4, 3, 104, 2, 103, 102, 101, 1];
  const { ids } = await rig.walk();
  expect(ids).toEqual(expect.arrayContaining([101, 102, 103, 104]));
});

test("SyncWalk goes to the end with full, and then no more", async () => {
  using rig = new WalkRig(9);
  await rig.walk();
  expect((await rig.walk({ full: true })).pages).toBe(4);
  expect((await rig.walk()).pages).toBe(1);
});

test("SyncWalk walks on past an album that grew", async () => {
  using rig = new WalkRig(9);
  await rig.walk();
  rig.mediaCounts.set(9, 2);
  const { ids, pages } = await rig.walk();
  expect([ids.includes(9), pages]).toEqual([true, 2]);
});

test("SyncWalk leaves out an album that a page shows in part and that has not changed", async () => {
  using rig = new WalkRig(3);
  rig.mediaCounts.set(2, 5);
  await rig.walk();
  expect((await rig.walk()).ids.toSorted()).toEqual([1, 3]);
});

test("SyncWalk looks at the newest only, with a limit, and has come to its end", async () => {
  using rig = new WalkRig(9);
  const { ids, isComplete } = await rig.walk({ limit: 4 });
  expect([ids.length, isComplete]).toEqual([4, true]);
  expect(rig.memory.readState(rig.sourceId)).toBeNull();
});

test("SyncWalk says so when the listing gives the same page for ever", async () => {
  using rig = new WalkRig(30);
  rig.repeatFrom = 3;
  const { notices } = await rig.walk();
  expect(notices).toEqual(["Cannot list r/aww beyond page 5: Imgur gives the same posts again"]);
});

test("SyncWalk jumps over what it walked before it was interrupted", async () => {
  using rig = new WalkRig(60);
  await rig.walk({ stopAfter: 45 });
  rig.drift({ come: 2 });
  const { pages } = await rig.walk();
  // Two pages catch up, one finds the place; six are left, with the empty one behind them.
  expect(pages).toBeLessThanOrEqual(10);
});

/** Any post that was walked would do as a sign of the walked part. */
function careless(memory: SyncMemory): SyncMemory {
  return {
    ...memory,
    readState(sourceId) {
      const state = readSyncState(memory.readState(sourceId));
      return state ? JSON.stringify({ ...state, through: Number.MAX_VALUE }) : null;
    },
  };
}

test.each([
  ["finds its place when two pages of posts were deleted meanwhile", (it: SyncMemory) => it, true],
  ["would miss it if it took any post that was walked for a sign", careless, false],
])("SyncWalk %s", async (_what, memoryOf, isSettled) => {
  using rig = new WalkRig(60);
  // All on the seventh page but one, and all beyond it, had their turn.
  const turns = Array.from({ length: 30 }, (_, turn) => turn !== 20);
  const { ids } = await rig.walk({ stopAfter: 30, turns });
  rig.drift({ come: 0, go: [0, 1, 2, 3, 4, 5] });
  await rig.walk({}, memoryOf(rig.memory));
  expect(rig.isSettled(ids[20]!)).toBe(isSettled);
});

/** A resumed walk that was interrupted again is taken for the one that was first. */
function hasty(memory: SyncMemory): SyncMemory {
  return {
    ...memory,
    readState(sourceId) {
      const state = readSyncState(memory.readState(sourceId));
      return state ? JSON.stringify({ ...state, resumedAt: null }) : null;
    },
  };
}

test.each([
  ["goes on catching up when that was interrupted as well", (it: SyncMemory) => it, true],
  ["would leave a gap if it forgot since when it catches up", hasty, false],
])("SyncWalk %s", async (_what, memoryOf, isWhole) => {
  using rig = new WalkRig(60);
  await rig.walk({ stopAfter: 21 });
  rig.drift({ come: 9 });
  await rig.walk({ stopAfter: 4 }, memoryOf(rig.memory));
  await rig.walk({}, memoryOf(rig.memory));
  expect(rig.live.every((number) => rig.isSettled(number))).toBe(isWhole);
});

test("SyncWalk keeps no state that it cannot read again", () => {
  expect(readSyncState('{"beganAt":1,"page":"x"}')).toBeUndefined();
  expect(readSyncState("no JSON")).toBeUndefined();
});

const drift: fc.Arbitrary<Drift> = fc.record({ come: fc.integer({ min: 0, max: 2 * PAGE }) });
const drifts = fc.array(drift, { maxLength: 12 });

/** Listed without a gap, or said to be short: the law of one walk. */
function listsAllOnce(memoryOf: (memory: SyncMemory) => SyncMemory) {
  const law = fc.asyncProperty(fc.integer({ min: 0, max: 14 }), drifts, async (posts, drifts) => {
    using rig = new WalkRig(posts);
    const start = [...rig.live];
    const { ids, notices } = await rig.walk({ drifts }, memoryOf(rig.memory));
    const isOnce = new Set(ids).size === ids.length;
    return isOnce && (notices.length > 0 || start.every((number) => ids.includes(number)));
  });
  return fc.check(law, { numRuns: 100, seed: 7, endOnFailure: true });
}

describe("every post that was there at the start is listed once, whatever comes in between", () => {
  test("SyncWalk obeys", async () => {
    expect(await listsAllOnce((memory) => memory)).toMatchObject({ failed: false });
  });

  test("it fails for a walk that takes a post of this walk for one that was known", async () => {
    const forgetful = (memory: SyncMemory): SyncMemory => ({
      ...memory,
      recall: (...asked) =>
        new Map(
          [...memory.recall(...asked)].map(([id, post]) => [id, { ...post, firstSeenAt: 0 }]),
        ),
    });
    expect(await listsAllOnce(forgetful)).toMatchObject({ failed: true });
  });
});

const interruption = fc.record({
  stopAfter: fc.integer({ min: 1, max: 24 }),
  turns: fc.array(fc.boolean(), { maxLength: 24 }),
  drifts: fc.array(drift, { maxLength: 4 }),
  between: fc.record({
    come: fc.integer({ min: 0, max: 2 * PAGE }),
    go: fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 8 }),
  }),
});

/** Whatever interrupts, in the end everything had its turn: the law of many walks. */
function leavesNoGap(memoryOf: (memory: SyncMemory) => SyncMemory) {
  const law = fc.asyncProperty(
    fc.integer({ min: 0, max: 30 }),
    fc.array(interruption, { maxLength: 5 }),
    async (posts, interruptions) => {
      using rig = new WalkRig(posts);
      const memory = memoryOf(rig.memory);
      for (const { between, ...plan } of interruptions) {
        await rig.walk(plan, memory);
        rig.drift(between);
      }
      const { notices } = await rig.walk({}, memory);
      return notices.length > 0 || rig.live.every((number) => rig.isSettled(number));
    },
  );
  return fc.check(law, { numRuns: 150, seed: 7, endOnFailure: true });
}

describe("whatever interrupts the walks, in the end every post has had its turn", () => {
  test("SyncWalk obeys", async () => {
    expect(await leavesNoGap((memory) => memory)).toMatchObject({ failed: false });
  });

  test("it fails when an interrupted walk forgets where it was", async () => {
    const lost = (memory: SyncMemory): SyncMemory => ({ ...memory, readState: () => null });
    expect(await leavesNoGap(lost)).toMatchObject({ failed: true });
  });
});
