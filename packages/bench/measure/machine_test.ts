import { expect, test } from "bun:test";
import { tmpdir } from "node:os";
import { ROOT } from "../root.ts";
import { readMachine } from "./machine.ts";

test("readMachine() names the commit, and when something was changed on top", () => {
  expect(readMachine({ root: ROOT, now: 0 }).commit).toMatch(/^([0-9a-f]{12}\+?)?$/);
});

test("readMachine() has no commit outside a repository", () => {
  expect(readMachine({ root: tmpdir(), now: 0 }).commit).toBe("");
});

test("readMachine() tells time, versions and size", () => {
  const machine = readMachine({ root: tmpdir(), now: 1_000, versions: { sharp: "1" } });
  expect(machine.at).toBe("1970-01-01T00:00:01.000Z");
  expect(machine.versions).toEqual({ bun: Bun.version, sharp: "1" });
  expect(machine.cores).toBeGreaterThan(0);
  expect(machine.memoryBytes).toBeGreaterThan(1e8);
});
