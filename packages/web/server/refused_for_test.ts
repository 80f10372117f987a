import { expect, test } from "bun:test";
import { FakeClock } from "@acacia/core/testing";
import { RefusedFor } from "./refused_for.ts";

test("RefusedFor remembers a refusal for its time", async () => {
  const clock = new FakeClock();
  const refused = new RefusedFor(1_000, clock);
  refused.add("a");
  await clock.advance(999);
  expect(refused.has("a")).toBe(true);
  await clock.advance(1);
  expect(refused.has("a")).toBe(false);
});

test("RefusedFor forgets what is past", async () => {
  const clock = new FakeClock();
  const refused = new RefusedFor(1_000, clock);
  for (const key of ["a", "b", "c"]) refused.add(key);
  await clock.advance(1_000);
  refused.add("d");
  expect(refused.size).toBe(1);
});

test("RefusedFor never remembers more than ten thousand", () => {
  const refused = new RefusedFor(1_000, new FakeClock());
  for (let key = 0; key < 20_000; key++) refused.add(String(key));
  expect([refused.size, refused.has("0"), refused.has("19999")]).toEqual([10_000, false, true]);
});
