import { expect, test } from "bun:test";
import { ByteCache } from "./byte_cache.ts";

const bytes = (length: number) => new Uint8Array(length);

test("ByteCache drops what was not used for longest when it is full", () => {
  const cache = new ByteCache(100);
  for (const key of ["a", "b", "c", "d"]) cache.set(key, bytes(25));
  cache.get("a");
  cache.set("e", bytes(25));
  expect([cache.get("a"), cache.get("b")].map((found) => found !== undefined)).toEqual([
    true,
    false,
  ]);
});

test("ByteCache counts a replaced entry once", () => {
  const cache = new ByteCache(100);
  cache.set("a", bytes(20));
  cache.set("a", bytes(10));
  expect([cache.bytes, cache.size]).toEqual([10, 1]);
});

test("ByteCache does not let one large entry push all others out", () => {
  const cache = new ByteCache(100);
  cache.set("a", bytes(20));
  cache.set("huge", bytes(60));
  expect([cache.get("a") !== undefined, cache.get("huge")]).toEqual([true, undefined]);
});

test("ByteCache never holds more than its bound", () => {
  const cache = new ByteCache(1000);
  for (let key = 0; key < 500; key++) cache.set(String(key), bytes((key * 37) % 250));
  expect(cache.bytes).toBeLessThanOrEqual(1000);
});
