import { afterAll, beforeAll, expect, test } from "bun:test";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { startSim } from "@acacia/sim";
import { openTestCli, type TestCli } from "./testing/cli.ts";

/** Texts that are nowhere else. */
const CLIENT_ID = "canary0client0id";
const REDIS_PASSWORD = "canary0redis0password";
const PROXY_PASSWORD = "canary0proxy0password";
const TOKEN = "canary0token";
const SECRET_REGEXP = /canary0/;
const ENV = {
  IMGUR_CLIENT_ID: CLIENT_ID,
  // Nobody listens on port 1.
  REDIS_URL: `redis://giraffe:${REDIS_PASSWORD}@127.0.0.1:1`,
  ACACIA_TOKEN: TOKEN,
};

let cli: TestCli;
let sim: Awaited<ReturnType<typeof startSim>>;

beforeAll(async () => {
  sim = await startSim({ seed: 7, posts: 6, sizeBytes: 3_000, rules: ["cdn:server_error@0.3"] });
  cli = await openTestCli(sim);
  await cli.run(["fetch", "hot", "--json", "--no-thumbs"], { env: ENV });
});
afterAll(async () => {
  await cli[Symbol.asyncDispose]();
  await sim[Symbol.asyncDispose]();
});

/** A run's both outputs. */
async function outputsOf(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { out, err } = await cli.run(args, { env: { ...ENV, ...env } });
  return `${out}${err}`;
}

test("the Client-ID reaches Imgur, so that there is something to hide", async () => {
  const { exitCode } = await cli.run(["fetch", "top/week", "--no-thumbs"], { env: ENV });
  expect(exitCode).not.toBe(4);
});

test.each([
  [["fetch", "hot", "--json", "--force", "--no-thumbs"]],
  [["fetch", "hot", "--dry-run", "--json"]],
  [["fetch", "hot", "--strategy", "queue", "--no-thumbs"]],
  [["fetch", "hot", "--strategy", "queue", "--json", "--no-thumbs"]],
  [["fetch", "hot", "--client-id", CLIENT_ID]],
  [["config", "show"]],
  [["config", "show", "--json"]],
  [["doctor"]],
  [["doctor", "--json"]],
  [["runs"]],
  [["runs", "--json"]],
  [["stats", "--json"]],
  [["verify", "--json"]],
  [["export", "--format", "jsonl"]],
  [["queue", "status"]],
  [["worker"]],
])("%p prints no secret", async (args) => {
  expect(await outputsOf(args)).not.toMatch(SECRET_REGEXP);
});

test("a Client-ID that Imgur refuses is not told back", async () => {
  await using strict = await startSim({ seed: 7, posts: 2, clientId: "another" });
  const said = await outputsOf(["fetch", "hot", "--json"], strict.env);
  expect(said).toMatch(/invalid client_id/i);
  expect(said).not.toMatch(SECRET_REGEXP);
});

test("a proxy that cannot be reached is named without its password", async () => {
  const proxy = `http://giraffe:${PROXY_PASSWORD}@127.0.0.1:1`;
  const said = await outputsOf(["fetch", "top/week", "--proxy", proxy, "--retries", "0"]);
  expect(said).toContain("no connection");
  expect(said).not.toMatch(SECRET_REGEXP);
});

// Seen failing: with the settings of a run kept as they came.
test("no file of the archive holds a secret", () => {
  const files = readdirSync(cli.dir, { recursive: true, encoding: "utf8" })
    .map((name) => join(cli.dir, name))
    .filter((path) => statSync(path).isFile());
  expect(files.some((path) => path.endsWith("acacia.sqlite"))).toBe(true);
  const telling = files.filter((path) => SECRET_REGEXP.test(readFileSync(path, "latin1")));
  expect(telling).toEqual([]);
});
