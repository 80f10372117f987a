import { expect, test } from "bun:test";
import { PageTurns } from "./page_turns.ts";

/** Reads pages as fast as it may, and writes down each. */
async function read(
  turns: PageTurns,
  { key, pages, log }: { key: string; pages: number; log: string[] },
) {
  const { signal } = new AbortController();
  for (let page = 0; page < pages; page++) {
    using _turn = await turns.take(key, signal);
    log.push(key);
  }
  turns.leave(key);
}

test("PageTurns lets nobody read a page more before all others had as many", async () => {
  const turns = new PageTurns(["a", "b", "c"]);
  const log: string[] = [];
  const readers = ["a", "b", "c"].map((key) => read(turns, { key, pages: 3, log }));
  await Promise.all(readers);
  const rounds = [log.slice(0, 3), log.slice(3, 6), log.slice(6)];
  expect(rounds.map((round) => round.toSorted().join(""))).toEqual(["abc", "abc", "abc"]);
});

test("PageTurns gives nobody a second turn before all have ended their first", async () => {
  const turns = new PageTurns(["a", "b"]);
  const { signal } = new AbortController();
  const slow = await turns.take("b", signal);
  (await turns.take("a", signal))[Symbol.dispose]();
  let hasSecond = false;
  const second = turns.take("a", signal).then(() => {
    hasSecond = true;
  });
  await Promise.resolve();
  expect(hasSecond).toBe(false);
  slow[Symbol.dispose]();
  await second;
});

test("PageTurns waits for nobody who has left", async () => {
  const turns = new PageTurns(["a", "b"]);
  const log: string[] = [];
  await Promise.all([
    read(turns, { key: "a", pages: 4, log }),
    read(turns, { key: "b", pages: 1, log }),
  ]);
  expect(log.filter((key) => key === "a")).toHaveLength(4);
});

test("PageTurns ends a wait when it is told to", async () => {
  const turns = new PageTurns(["a", "b"]);
  const controller = new AbortController();
  (await turns.take("a", controller.signal))[Symbol.dispose]();
  const second = turns.take("a", controller.signal);
  controller.abort(new Error("enough"));
  expect(second).rejects.toThrow("enough");
});
