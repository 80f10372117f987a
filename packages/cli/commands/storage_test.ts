import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "bun:test";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { listManifest, openArchive, sumOutcomes } from "@acacia/core";
import { type Sim, startSim } from "@acacia/sim";
import { type S3StandIn, startS3 } from "@acacia/sim/s3";
import { type CliEnd, openTestCli } from "../testing/cli.ts";
import { FAST, filesUnder, finishedOf } from "../testing/fetch_rig.ts";

const MAIN = join(import.meta.dir, "../main.ts");
const KEYS = { S3_ACCESS_KEY_ID: "user", S3_SECRET_ACCESS_KEY: "secret" };

let sim: Sim;
let s3: S3StandIn;

beforeAll(async () => {
  sim = await startSim({
    ...{ seed: 7, posts: 12, albums: 2, gifs: 0, videos: 0, duplicates: 0, nearDuplicates: 0 },
    sizeBytes: 4_000,
  });
  for (const post of sim.world.posts) for (const one of post.media) await sim.world.bytes(one.id);
});
afterAll(() => sim[Symbol.asyncDispose]());
beforeEach(async () => {
  s3 = await startS3();
});
afterEach(() => s3[Symbol.asyncDispose]());

async function openRig() {
  const cli = await openTestCli(sim);
  const storage = `s3://bucket/imgur?endpoint=${s3.url}`;
  return {
    ...cli,
    storage,
    run: (args: readonly string[]) => cli.run(args, { env: KEYS }),
    fetch: (...more: string[]) =>
      cli.run(["fetch", "hot", ...FAST, "--storage", storage, ...more], { env: KEYS }),
    /** How many blobs the archive tells of, and those of them that are not in the bucket byte by byte. */
    async compare() {
      await using archive = await openArchive(cli.archive, { mode: "read", env: KEYS });
      const told = [...listManifest(archive, { format: "sha256" })];
      const objects = s3.buckets.get("bucket")!.objects;
      const missing = told.filter((line) => {
        const [sha256, path] = line.trim().split("  ");
        const { bytes } = objects.get(`imgur/${path}`) ?? { bytes: new Uint8Array() };
        return new Bun.CryptoHasher("sha256").update(bytes).digest("hex") !== sha256;
      });
      return { told: told.length, missing };
    },
  };
}

const noticesOf = ({ context }: CliEnd) =>
  context.out.json.filter(({ type }) => type === "run.notice").map(({ message }) => message);

test("fetch --storage keeps files in the bucket, and everything else here", async () => {
  await using rig = await openRig();
  const { totals, exitCode } = finishedOf(await rig.fetch());
  expect([exitCode, totals.announced - sumOutcomes(totals)]).toEqual([0, 0]);
  expect(await rig.compare()).toEqual({ told: totals.stored, missing: [] });
  expect(await filesUnder(join(rig.archive, "images"))).toEqual([]);
});

test("fetch --storage says once that files in a bucket get no names", async () => {
  await using rig = await openRig();
  const first = noticesOf(await rig.fetch());
  const second = noticesOf(await rig.fetch());
  expect([first, second]).toEqual([[expect.stringContaining("they get no names in images/")], []]);
});

test("fetch goes on in the bucket that the archive remembers, and asks the CDN for nothing known", async () => {
  await using rig = await openRig();
  await rig.fetch();
  sim.resetStats();
  const end = await rig.run(["fetch", "hot", ...FAST]);
  expect([end.exitCode, sim.stats().roles.cdn.requests]).toEqual([0, 0]);
});

test("fetch makes thumbnails of what goes to a bucket", async () => {
  await using rig = await openRig();
  await rig.run(["fetch", "hot", "--workers", "0", "--storage", rig.storage]);
  const { told } = await rig.compare();
  expect(await filesUnder(join(rig.archive, "thumbs", "128"))).toHaveLength(told);
});

test("fetch waits for a storage that refuses writes for a while: nothing is lost, and it is told once", async () => {
  await using rig = await openRig();
  s3.faults.refuse = { status: 503, code: "SlowDown", times: 12 };
  s3.faults.methods = ["PUT"];
  const end = await rig.fetch("--view", "none");
  const { totals, exitCode } = finishedOf(end);
  expect([exitCode, totals.stored, totals.announced - sumOutcomes(totals)]).toEqual([
    0,
    totals.announced,
    0,
  ]);
  expect(await rig.compare()).toEqual({ told: totals.stored, missing: [] });
  expect(noticesOf(end)).toEqual([
    "The storage s3://bucket/imgur/ does not answer (SlowDown); trying again",
    "The storage s3://bucket/imgur/ answers again",
  ]);
});

test("fetch ends when the bucket refuses for good, and the next run stores what was left", async () => {
  await using rig = await openRig();
  s3.faults.refuse = { status: 403, code: "AccessDenied" };
  s3.faults.methods = ["PUT"];
  const refused = await rig.fetch("--view", "none");
  const { totals } = finishedOf(refused);
  expect([totals.stored, totals.announced - sumOutcomes(totals)]).toEqual([0, 0]);
  expect(refused.exitCode).toBe(1);
  expect(refused.err).toMatch(/^Cannot store the blob .*: the bucket refuses\.\nTry: /m);
  expect(await rig.compare()).toEqual({ told: 0, missing: [] });
  s3.faults.refuse = undefined;
  const { totals: after, exitCode } = finishedOf(await rig.fetch("--view", "none"));
  expect([exitCode, after.stored]).toEqual([0, after.announced]);
  expect(await rig.compare()).toEqual({ told: after.stored, missing: [] });
});

test.each([1, 6, 11])(
  "fetch that is killed at put %d loses nothing that it told of",
  async (nth) => {
    await using stack = new AsyncDisposableStack();
    let puts = 0;
    let child: Bun.Subprocess | undefined;
    const onRequest = (method: string) => {
      puts += method === "PUT" ? 1 : 0;
      if (method === "PUT" && puts === nth) child?.kill("SIGKILL");
    };
    await s3[Symbol.asyncDispose]();
    s3 = await startS3({ onRequest });
    const rig = stack.use(await openRig());
    child = Bun.spawn([process.execPath, MAIN, "fetch", "hot", ...FAST, "--storage", rig.storage], {
      cwd: rig.dir,
      env: {
        PATH: process.env.PATH ?? "",
        HOME: rig.dir,
        ...sim.env,
        ...KEYS,
        IMGUR_CLIENT_ID: "test",
      },
      stdio: ["ignore", "ignore", "ignore"],
    });
    await child.exited;
    expect(child.signalCode).toBe("SIGKILL");
    const { told: before, missing } = await rig.compare();
    expect(missing).toEqual([]);
    const { totals, exitCode } = finishedOf(await rig.fetch());
    expect([exitCode, totals.announced - sumOutcomes(totals), totals.known]).toEqual([
      0,
      0,
      before,
    ]);
    expect(await rig.compare()).toEqual({ told: totals.announced, missing: [] });
    expect(s3.buckets.get("bucket")!.objects.size).toBe(totals.announced);
  },
  30_000,
);

test("fetch --storage refuses to write metadata beside names that there are not", async () => {
  await using rig = await openRig();
  const { exitCode, err } = await rig.fetch("--write-metadata");
  expect([exitCode, err]).toEqual([2, expect.stringContaining("Cannot write metadata")]);
});

test("fetch --storage says which keys it needs", async () => {
  await using cli = await openTestCli(sim);
  const args = ["fetch", "hot", "--storage", `s3://bucket?endpoint=${s3.url}`];
  const { exitCode, err } = await cli.run(args, { env: { S3_ACCESS_KEY_ID: "" } });
  expect([exitCode, err]).toEqual([2, expect.stringContaining("set S3_ACCESS_KEY_ID")]);
});

test("verify reads what the bucket has, and tells what is missing, damaged or of nobody", async () => {
  await using rig = await openRig();
  await rig.fetch("--view", "none");
  await rm(join(rig.archive, "blobs"), { recursive: true });
  expect((await rig.run(["verify"])).exitCode).toBe(0);
  const { objects } = s3.buckets.get("bucket")!;
  const [gone, damaged, ...others] = [...objects.values()];
  objects.delete(gone!.key);
  s3.buckets.get("bucket")!.put(damaged!.key, damaged!.bytes.toReversed(), "image/jpeg");
  const stray = "ab".repeat(32);
  s3.buckets.get("bucket")!.put(`imgur/blobs/ab/${stray}.jpg`, new Uint8Array(3), "image/jpeg");
  const end = await rig.run(["verify", "--json"]);
  const found = end.context.out.json.filter(({ type }) => type === "verify.finding");
  expect([end.exitCode, others.length > 0]).toEqual([10, true]);
  expect(Object.fromEntries(found.map(({ kind, sha256 }) => [kind, sha256]))).toEqual({
    "blob.missing": hashIn(gone!.key),
    "blob.hash": hashIn(damaged!.key),
    "blob.orphan": stray,
  });
});

test("export fetches from the bucket what it writes", async () => {
  await using rig = await openRig();
  await rig.fetch("--view", "none");
  await rm(join(rig.archive, "blobs"), { recursive: true });
  await rig.run(["export", "out", "--quiet"]);
  expect(await filesUnder(join(rig.dir, "out"))).toHaveLength((await rig.compare()).told);
});

test("open gives the path of a copy, list says where in the bucket a file is", async () => {
  await using rig = await openRig();
  await rig.fetch("--view", "none");
  await rm(join(rig.archive, "blobs"), { recursive: true });
  const [line] = (await rig.run(["list", "--json", "--limit", "1"])).context.out.json;
  const { id, path } = line as unknown as { id: string; path: string };
  expect(path).toStartWith("s3://bucket/imgur/blobs/");
  const { out } = await rig.run(["open", id]);
  expect(await Bun.file(out.trim()).exists()).toBe(true);
});

test.each(["repair", "rebuild"])("%s says that it needs the files in blobs/", async (command) => {
  await using rig = await openRig();
  await rig.fetch("--view", "none");
  const { exitCode, err } = await rig.run([command]);
  expect([exitCode, err]).toEqual([
    2,
    expect.stringContaining("the archive keeps its files in s3"),
  ]);
});

function hashIn(key: string): string {
  return key.split("/").at(-1)!.split(".")[0]!;
}
