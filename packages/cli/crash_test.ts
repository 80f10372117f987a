import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { sumOutcomes, type Totals } from "@acacia/core";
import { makeTempFolder } from "@acacia/core/testing";
import { type Sim, startSim } from "@acacia/sim";

const MAIN = join(import.meta.dir, "main.ts");

function start(sim: Sim, cwd: string) {
  return Bun.spawn(
    [
      process.execPath,
      MAIN,
      "fetch",
      "hot",
      "--json",
      "-j",
      "4",
      "--strategy",
      "pool",
      "--workers",
      "0",
    ],
    {
      cwd,
      env: { PATH: process.env.PATH ?? "", HOME: cwd, ...sim.env, IMGUR_CLIENT_ID: "test" },
      stdout: "pipe",
      stderr: "pipe",
    },
  );
}

/** Events of a run, line by line; a last line that a kill cut off is left out. */
async function* readEvents(stdout: ReadableStream<Uint8Array>) {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stdout) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line) as Record<string, unknown>;
  }
}

/** A fetch that is killed once `count` items are reported as stored, and the same command again. */
async function killAndRestart(sim: Sim, cwd: string, count: number) {
  const reported = new Set<string>();
  const child = start(sim, cwd);
  for await (const event of readEvents(child.stdout)) {
    if (event.type !== "media.finished") continue;
    reported.add(String(event.media));
    if (reported.size === count) child.kill("SIGKILL");
  }
  await child.exited;
  const again = start(sim, cwd);
  const events = await Array.fromAsync(readEvents(again.stdout));
  const exitCode = await again.exited;
  const finished = events.at(-1) as unknown as { totals: Totals; exitCode: number };
  return { reported, exitCode, totals: finished.totals };
}

function openWorld(): Promise<Sim> {
  return startSim({
    seed: 7,
    posts: 24,
    albums: 0,
    gifs: 0,
    videos: 0,
    duplicates: 0,
    nearDuplicates: 0,
    sizeBytes: 60_000,
    distinctPictures: 2,
    latency: "10",
  });
}

test("fetch that is killed and started again transfers nothing twice that it had reported", async () => {
  await using sim = await openWorld();
  await using folder = await makeTempFolder();
  const { reported } = await killAndRestart(sim, folder.dir, 7);
  const { media } = sim.stats();
  const twice = [...reported].filter(
    (id) => (media[id]?.whole ?? 0) + (media[id]?.partial ?? 0) > 1,
  );
  expect(twice).toEqual([]);
}, 20_000);

test("fetch that is killed and started again ends with everything, and sums that add up", async () => {
  await using sim = await openWorld();
  await using folder = await makeTempFolder();
  const { reported, exitCode, totals } = await killAndRestart(sim, folder.dir, 7);
  expect({
    exitCode,
    announced: totals.announced,
    gap: totals.announced - sumOutcomes(totals),
    here: totals.stored + totals.known + totals.duplicate,
    isReportedKnown: totals.known >= reported.size,
  }).toEqual({ exitCode: 0, announced: 24, gap: 0, here: 24, isReportedKnown: true });
}, 20_000);

test("fetch that is killed leaves no file under a final name that is not whole", async () => {
  await using sim = await openWorld();
  await using folder = await makeTempFolder();
  await killAndRestart(sim, folder.dir, 5);
  const blobs = join(folder.dir, "archive", "blobs");
  const wrong: string[] = [];
  for (const entry of await readdir(blobs, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await Bun.file(join(entry.parentPath, entry.name)).bytes();
    const sha256 = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
    if (!entry.name.startsWith(`${sha256}.`)) wrong.push(entry.name);
  }
  expect(wrong).toEqual([]);
}, 20_000);

test("fetch that is killed leaves a sound database, whose every file is on the disk", async () => {
  await using sim = await openWorld();
  await using folder = await makeTempFolder();
  await killAndRestart(sim, folder.dir, 5);
  const archive = join(folder.dir, "archive");
  using database = new Database(join(archive, "acacia.sqlite"), { readonly: true });
  const rows = database
    .query<{ sha256: string; ext: string }, []>("SELECT sha256, ext FROM blobs")
    .all();
  const missing = rows.filter(
    ({ sha256, ext }) =>
      Bun.file(join(archive, "blobs", sha256.slice(0, 2), `${sha256}.${ext}`)).size === 0,
  );
  const sound = database.query("PRAGMA quick_check").get();
  expect({ missing, sound }).toEqual({ missing: [], sound: { quick_check: "ok" } });
}, 20_000);
