import { expect, test } from "bun:test";
import { meterTree } from "./tree_meter.ts";

test("`meterTree()` tells what a process took while something was done, and gives its result", async () => {
  const { result, took } = await meterTree(process.pid, async () => {
    const bytes = new Uint8Array(80e6).fill(1);
    const before = process.cpuUsage();
    for (;;) {
      const { user, system } = process.cpuUsage(before);
      if (user + system > 200_000) break;
    }
    return bytes.length;
  });
  expect(result).toBe(80e6);
  expect(took.cpuMs).toBeGreaterThan(100);
  expect(took.peakRssBytes).toBeGreaterThan(80e6);
});

test("`meterTree()` lets a failure through", async () => {
  const failure = meterTree(process.pid, () => Promise.reject(new RangeError("too far")));
  expect(failure).rejects.toThrow("too far");
});
