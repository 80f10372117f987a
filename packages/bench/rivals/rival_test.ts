import { expect, test } from "bun:test";
import { askVersion, findRivals, type Rival } from "./rival.ts";

const rival = (name: string, version: string | undefined): Rival => ({
  name,
  about: "a program",
  packages: [`${name}-light`, "python3"],
  findVersion: () => version,
});

test("findRivals() skips what is not here, and says how to install it", () => {
  const { found, versions, missing } = findRivals([rival("here", "1.2"), rival("gone", undefined)]);
  expect(found.map(({ name }) => name)).toEqual(["here"]);
  expect(versions).toEqual({ here: "1.2" });
  expect(missing).toEqual([{ name: "gone", install: "apt-get install gone-light python3" }]);
});

test("askVersion() reads what a program prints", () => {
  expect(askVersion([process.execPath, "--version"], /(\d+\.\d+\.\d+)/)).toBe(Bun.version);
});

test("askVersion() of a program that is not here or fails is undefined", () => {
  expect(askVersion(["no-such-program-anywhere", "--version"], /(.*)/)).toBeUndefined();
  expect(askVersion([process.execPath, "no-such-script.ts"], /(.*)/)).toBeUndefined();
});
