import { describe, expect, test } from "bun:test";
import { ByteCache } from "./byte_cache.ts";

const file = (sizeBytes: number) => async () => new Uint8Array(sizeBytes);

describe("ByteCache", () => {
  test("makes a file once for all who ask at the same time", async () => {
    const cache = new ByteCache(1000);
    let made = 0;
    const make = async () => {
      made++;
      return new Uint8Array(10);
    };
    await Promise.all([cache.get("a", make), cache.get("a", make), cache.get("a", make)]);
    await cache.get("a", make);
    expect(made).toBe(1);
  });

  test("drops what was used longest ago when there is no more room", async () => {
    const cache = new ByteCache(1000);
    for (const name of ["a", "b", "c", "d"]) await cache.get(name, file(250));
    await cache.get("a", file(250));
    await cache.get("e", file(250));
    expect(cache.sizeBytes).toBe(1000);
    expect(await cache.get("a", file(1))).toHaveLength(250);
    expect(await cache.get("b", file(1))).toHaveLength(1);
  });

  test("does not keep a file that would push out a quarter of the others", async () => {
    const cache = new ByteCache(1000);
    await cache.get("a", file(251));
    expect(cache.sizeBytes).toBe(0);
  });

  test("asks again after a failure", async () => {
    const cache = new ByteCache(1000);
    const failing = cache.get("a", () => Promise.reject(new Error("no ink")));
    await expect(failing).rejects.toThrow("no ink");
    expect(await cache.get("a", file(7))).toHaveLength(7);
  });
});
