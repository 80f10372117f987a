import { expect, test } from "bun:test";
import { makeSharpEngine } from "@acacia/core";
import { makeTempFolder } from "@acacia/core/testing";
import { openTestCli } from "../testing/cli.ts";
import { makeSleeplessClock } from "../testing/test_context.ts";
import { checkDisk } from "./archive_checks.ts";
import type { CheckStatus } from "./check.ts";
import { checkEngine, judgeSqlite } from "./machine_checks.ts";

const ROOMY = { bavail: 1e9, bsize: 4096, ffree: 1e6, files: 2e6 };
const statfs = (stats: Partial<typeof ROOMY>) => () => ({ ...ROOMY, ...stats });
const link = () => undefined;
const refuseLink = () => {
  throw new Error("EPERM: operation not permitted, link");
};

test.each([
  ["all is well", { statfs: statfs({}), link }, {}],
  ["space runs out", { statfs: statfs({ bavail: 1000 }), link }, { "disk space": "warn" }],
  ["inodes run out", { statfs: statfs({ ffree: 12 }), link }, { inodes: "warn" }],
  ["inodes are not counted", { statfs: statfs({ ffree: 0, files: 0 }), link }, {}],
  [
    "the disk has no hard links",
    { statfs: statfs({}), link: refuseLink },
    { "hard links": "warn" },
  ],
])("doctor looks at the disk: %s", async (_what, calls, expected) => {
  await using folder = await makeTempFolder();
  const bad = [...checkDisk(folder, calls)].filter(({ status }) => status !== "ok");
  expect(Object.fromEntries(bad.map(({ check, status }) => [check, status]))).toEqual(
    expected as Record<string, CheckStatus>,
  );
  expect(bad.filter(({ hint }) => !hint)).toEqual([]);
});

test("doctor says that sharp cannot be loaded, and what then", async () => {
  const engine = makeSharpEngine({ load: async () => undefined });
  expect(await checkEngine("sharp", engine)).toMatchObject({
    status: "warn",
    detail: expect.stringContaining("cannot be loaded"),
    hint: expect.stringContaining("other engine"),
  });
});

test("doctor says that SQLite cannot search words", () => {
  expect(judgeSqlite({ version: "3.1", objection: "no such module: fts5" })).toMatchObject({
    status: "fail",
    detail: "version 3.1 has no full-text search: no such module: fts5",
    exitCode: 2,
  });
});

test.each([
  [0, { status: "ok" }],
  [600_000, { status: "warn", hint: expect.stringContaining("Set it") }],
  [-600_000, { status: "warn", hint: expect.stringContaining("Set it") }],
])("doctor holds the clock against Imgur's: %d ms off", async (offMs, expected) => {
  using server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: () => new Response("{}", { headers: { date: new Date().toUTCString() } }),
  });
  const base = `http://127.0.0.1:${server.port}`;
  const env = { IMGUR_API_URL: base, IMGUR_CDN_URL: base, IMGUR_SITE_URL: base };
  await using cli = await openTestCli();
  const real = makeSleeplessClock();
  const clock = { ...real, now: () => real.now() + offMs };
  const { context } = await cli.run(["doctor", "--json", "--port", "0"], { env, clock });
  const found = context.out.json.find(({ check }) => check === "clock");
  expect(found).toMatchObject({ ...expected, detail: expect.stringMatching(/^(agrees|(9m|10m))/) });
});
