import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chmod, mkdtemp, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  archiveOf,
  checkFetch,
  type FetchSample,
  measureFetch,
  programEnv,
  readRows,
} from "./fetch_process.ts";
import { openStandIn, type StandIn } from "./stand_in.ts";

const WORLD = { seed: 3, files: 6, sizeBytes: 4_000 };
let dir = "";
let stand: StandIn;
let sample: FetchSample;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "acacia-fetch-process-"));
  stand = await openStandIn(WORLD);
  sample = await measureFetch(stand, { dir, jobs: 2 });
}, 60_000);

afterAll(async () => {
  await stand[Symbol.asyncDispose]();
  await rm(dir, { recursive: true, force: true });
});

/** The report of the fetch with other totals. */
function withTotals(totals: object): FetchSample {
  const { finished } = sample;
  if (!finished) throw new Error("the fetch did not finish");
  return { ...sample, finished: { ...finished, totals: { ...finished.totals, ...totals } } };
}

test("openStandIn() knows the bytes of every file that it serves", () => {
  expect(new Set(stand.files.map(({ sha256 }) => sha256)).size).toBe(WORLD.files);
});

test("openStandIn() opens no connection to the CDN when it is asked what it saw", async () => {
  const before = (await stand.stats()).connections.cdn.opened;
  await stand.stats();
  expect((await stand.stats()).connections.cdn.opened).toBe(before);
});

test("measureFetch() tells what the server saw of the fetch", () => {
  expect(sample).toMatchObject({ exitCode: 0, cdnRequests: WORLD.files });
  expect(sample.cdnConnections).toBeWithin(1, 3 + 1);
  expect([...sample.requestsOf.keys()].toSorted()).toEqual(
    stand.files.map(({ id }) => id).toSorted(),
  );
});

test("programEnv() hands none of the user's settings on", () => {
  const names = Object.keys(programEnv({ IMGUR_CDN_URL: "http://127.0.0.1:1" }));
  expect(names.toSorted()).toEqual(["HOME", "IMGUR_CDN_URL", "NO_COLOR", "PATH"]);
});

describe("checkFetch()", () => {
  const expected = () => ({ dir, files: stand.files });

  test("takes a fetch that did all it should", async () => {
    await checkFetch(sample, expected());
  });

  test("refuses one whose outcomes do not sum to the files", async () => {
    await expect(checkFetch(withTotals({ stored: 5 }), expected())).rejects.toThrow("6 stored");
  });

  test("refuses one that ended with an error", async () => {
    const failed = { ...sample, exitCode: 3 };
    await expect(checkFetch(failed, expected())).rejects.toThrow("exit code 3");
  });

  test("refuses an archive without one of the files", async () => {
    const more = { id: "aBc12De", link: "https://i.imgur.com/aBc12De.jpg", sha256: "0".repeat(64) };
    const files = [...stand.files, more];
    const check = checkFetch(withTotals({ stored: 7 }), { dir, files });
    await expect(check).rejects.toThrow("6 rows are not 7");
  });

  test("refuses bytes that the server did not serve", async () => {
    const [first, ...rest] = stand.files;
    const files = [{ ...first!, sha256: "0".repeat(64) }, ...rest];
    await expect(checkFetch(sample, { dir, files })).rejects.toThrow("wrong bytes");
  });

  test("refuses a blob that is damaged on the disk", async () => {
    const damaged = join(dir, "damaged");
    const fetched = await measureFetch(stand, { dir: damaged, jobs: 2 });
    const [row] = (await readRows(archiveOf(damaged))).values();
    await chmod(row!.path, 0o644);
    await truncate(row!.path, 10);
    const check = checkFetch(fetched, { dir: damaged, files: stand.files });
    await expect(check).rejects.toThrow("holds the wrong bytes");
  });
});
