import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { makeTempFolder } from "@acacia/core/testing";
import { startSim } from "@acacia/sim";

const MAIN = join(import.meta.dir, "main.ts");

/** Loaded by `--help`, they would cost more than all the rest. */
const HEAVY = ["sharp", "drizzle-orm", "zod", "hono", "filenamify", "p-limit", "thumbhash"];

test("acacia --help loads nothing heavy", async () => {
  const script = `
    process.on("exit", () => console.error(JSON.stringify(Object.keys(require.cache))));
    process.argv = [process.execPath, ${JSON.stringify(MAIN)}, "--help"];
    await import(${JSON.stringify(MAIN)});`;
  const child = Bun.spawn([process.execPath, "-e", script], { stdout: "pipe", stderr: "pipe" });
  const loaded = JSON.parse(await child.stderr.text()) as string[];
  const heavy = loaded.filter((path) =>
    HEAVY.some((name) => path.includes(`/node_modules/${name}/`)),
  );
  expect({ heavy, hasProgram: loaded.some((path) => path.endsWith("/cli/program.ts")) }).toEqual({
    heavy: [],
    hasProgram: true,
  });
});

test("acacia ends quietly when nobody reads what it prints", async () => {
  const child = Bun.spawn(
    ["sh", "-c", `"$0" "$1" help targets | head -n 1; exit 0`, process.execPath, MAIN],
    {
      stdout: "pipe",
      stderr: "pipe",
    },
  );
  const [out, err] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  expect({ lines: out.trimEnd().split("\n").length, err }).toEqual({ lines: 1, err: "" });
});

test("fetch whose output nobody reads any more finishes what runs, and gives the archive back", async () => {
  await using sim = await startSim({ seed: 7, posts: 40, latency: "20", sizeBytes: 4_000 });
  await using folder = await makeTempFolder();
  const command = `"$0" "$1" fetch hot -j 2 --strategy pool --no-thumbs --json`;
  const child = Bun.spawn(
    ["bash", "-c", `set -o pipefail; ${command} | head -n 1`, process.execPath, MAIN],
    {
      cwd: folder.dir,
      env: { PATH: process.env.PATH ?? "", ...sim.env, IMGUR_CLIENT_ID: "test" },
      stdout: "pipe",
      stderr: "pipe",
    },
  );
  const [out, err] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  const left = await readdir(join(folder.dir, "archive"));
  using database = new Database(join(folder.dir, "archive", "acacia.sqlite"), { readonly: true });
  const run = database.query("SELECT exit_code FROM runs").get();
  expect({
    lines: out.trimEnd().split("\n").length,
    err,
    exitCode: await child.exited,
    run,
  }).toEqual({
    lines: 1,
    err: "",
    exitCode: 141,
    run: { exit_code: 141 },
  });
  expect(left).not.toContain("acacia.lock");
}, 20_000);

test("acacia needs no standard input", async () => {
  const child = Bun.spawn(["sh", "-c", `"$0" "$1" target aBc12De <&-`, process.execPath, MAIN], {
    stdout: "pipe",
    stderr: "pipe",
  });
  expect([await child.exited, await child.stderr.text()]).toEqual([0, ""]);
});

test("acacia ends with the exit code of its error", async () => {
  const child = Bun.spawn([process.execPath, MAIN, "fech"], { stdout: "ignore", stderr: "ignore" });
  expect(await child.exited).toBe(2);
});
