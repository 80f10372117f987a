// What Acacia is made of besides itself: exact versions, each with its reason in docs/trust.md.
import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dir, "..");
const SECTIONS = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];
const OWN = "@acacia/";

interface Dependency {
  readonly name: string;
  readonly version: string;
}

/** Every dependency that a package.json of ours names. */
function readDependencies(): (Dependency & { readonly by: string })[] {
  const packages = readdirSync(join(root, "packages"))
    .sort()
    .map((name) => `packages/${name}`);
  return ["", ...packages].flatMap((folder) => {
    const path = join(root, folder, "package.json");
    const json = JSON.parse(readFileSync(path, "utf8")) as Record<string, Record<string, string>>;
    const all = SECTIONS.flatMap((section) => Object.entries(json[section] ?? {}));
    const by = folder === "" ? "the tools" : folder.replace("packages/", "");
    const foreign = all.filter(([name]) => !name.startsWith(OWN));
    return foreign.map(([name, version]) => ({ name, version, by }));
  });
}

/** Rows of the table in docs/trust.md: package, version, used by, why. */
function readTold(): (Dependency & { readonly by: string; readonly why: string })[] {
  const text = readFileSync(join(root, "docs/trust.md"), "utf8");
  const rows = text.matchAll(
    /^\| `(?<name>[^`]+)` +\| (?<version>[\d.]+) +\| (?<by>[^|]+?) +\| (?<why>[^|]+?) +\|$/gm,
  );
  return [...rows].map(({ groups }) => groups as unknown as ReturnType<typeof readTold>[number]);
}

const lines = (all: readonly Dependency[]) => all.map(({ name, version }) => `${name} ${version}`);

test("every dependency is pinned to one exact version", () => {
  const loose = readDependencies().filter(({ version }) => !/^\d+\.\d+\.\d+$/.test(version));
  expect(loose).toEqual([]);
  const versions = new Set(lines(readDependencies()));
  const names = new Set(readDependencies().map(({ name }) => name));
  expect(versions.size).toBe(names.size);
});

test("docs/trust.md tells each dependency with its version, who uses it and why, and no other", () => {
  const told = readTold();
  expect(lines(told).toSorted()).toEqual([...new Set(lines(readDependencies()))].toSorted());
  for (const { name, by, why } of told) {
    const users = readDependencies().filter((one) => one.name === name);
    expect(`${name}: ${by}`).toBe(`${name}: ${users.map((one) => one.by).join(", ")}`);
    expect(why.length).toBeGreaterThan(10);
  }
});

test("no dependency is trusted to run a script when it is installed", () => {
  const json = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(json.trustedDependencies ?? []).toEqual([]);
  expect(readFileSync(join(root, "bun.lock"), "utf8")).not.toContain('"trustedDependencies"');
});

test("CI installs what the lockfile says, or fails", () => {
  expect(readFileSync(join(root, "_tools/verify.ts"), "utf8")).toContain('"--frozen-lockfile"');
});
