import { afterAll, afterEach, beforeAll, beforeEach, expect, spyOn, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleCase, sampleResult } from "../testing/sample_result.ts";
import { compareCommand } from "./compare.ts";
import { regressCommand } from "./regress.ts";

let dir = "";
let written = "";
const stdout = spyOn(process.stdout, "write");
const pathOf = (name: string) => join(dir, `${name}.json`);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "acacia-bench-commands-"));
  const times = { fast: [100, 101, 102], slow: [200, 201, 202] };
  for (const [name, samples] of Object.entries(times)) {
    const runs = samples.map((wallMs) => ({ wallMs, requests: 500 }));
    const result = sampleResult({ cases: [sampleCase("pool, 8 jobs", runs)] });
    await Bun.write(pathOf(name), JSON.stringify(result));
  }
  await Bun.write(pathOf("other"), JSON.stringify(sampleResult({ study: "web" })));
  await Bun.write(pathOf("older"), JSON.stringify({ study: "smoke", machine: {}, figures: [] }));
  await Bun.write(pathOf("broken"), "{");
});
afterAll(async () => {
  stdout.mockRestore();
  await rm(dir, { recursive: true, force: true });
});
beforeEach(() => {
  written = "";
  stdout.mockImplementation((text) => {
    written += String(text);
    return true;
  });
});
afterEach(() => void stdout.mockReset());

test("regress exits 1 and names what is worse", async () => {
  expect(await regressCommand.run(["--base", pathOf("fast"), "--with", pathOf("slow")])).toBe(1);
  expect(written).toContain("pool, 8 jobs, wall: 101 ms (100 ms – 102 ms) → 201 ms");
  expect(written).toContain("\n1 worse from ");
});

test("regress exits 0 when it became faster", async () => {
  expect(await regressCommand.run(["--base", pathOf("slow"), "--with", pathOf("fast")])).toBe(0);
  expect(written).toStartWith("Nothing is worse for certain");
});

test("regress --exact passes on another machine's seconds", async () => {
  const argv = ["--base", pathOf("fast"), "--with", pathOf("slow"), "--exact"];
  expect(await regressCommand.run(argv)).toBe(0);
});

test("compare prints the ratio, its interval and a word", async () => {
  expect(await compareCommand.run([pathOf("slow"), pathOf("fast")])).toBe(0);
  expect(written).toMatch(
    /^pool, 8 jobs +wall +201 ms +101 ms +0\.50 × +0\.\d\d – 0\.\d\d +better$/m,
  );
  expect(written).toContain("1 of 2: no change told apart from noise");
});

test.each([
  ["compare needs two results", compareCommand, ["fast"], "takes two results"],
  ["compare needs one study", compareCommand, ["fast", "other"], "is of 'downloads'"],
  ["compare names what an older result lacks", compareCommand, ["fast", "older"], "it has no seed"],
  ["compare refuses what is no JSON", compareCommand, ["fast", "broken"], "it is no JSON"],
  ["compare names a file that is not there", compareCommand, ["fast", "gone"], "no such file"],
  ["regress needs a base", regressCommand, [], "needs --base"],
] as const)("%s", async (_behaviour, command, names, message) => {
  const run = command.run(names.map(pathOf));
  expect(await run.catch((error: unknown) => error)).toMatchObject({
    code: "usage",
    message: expect.stringContaining(message),
    hint: expect.any(String),
  });
});

test("regress refuses a flag that is none, with what to use", async () => {
  const failure = await regressCommand.run(["--bse", "x"]).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "usage", hint: expect.stringContaining("regress --base") });
});
