import { afterAll, beforeAll, expect, test } from "bun:test";
import { readdir, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { openArchive, prepareRecording } from "@acacia/core";
import { type Sim, type SimMedia, startSim } from "@acacia/sim";
import { openTestCli, type TestCli } from "../testing/cli.ts";

// One archive, filled once: these commands only read it.
let sim: Sim;
let cli: TestCli;
let photo: SimMedia;

beforeAll(async () => {
  sim = await startSim({
    seed: 7,
    posts: 6,
    albums: 2,
    gifs: 1,
    videos: 0,
    duplicates: 0,
    nearDuplicates: 0,
    sizeBytes: 30_000,
    distinctPictures: 1,
  });
  photo = sim.world.posts.find((post) => !post.isAlbum && !post.media[0]?.animated)!.media[0]!;
  cli = await openTestCli(sim);
  await cli.run(["fetch", "hot", "--quiet", "--workers", "0"]);
});
afterAll(async () => {
  await cli[Symbol.asyncDispose]();
  await sim[Symbol.asyncDispose]();
});

function everyId(): string[] {
  return sim.world.posts.flatMap((post) => post.media.map(({ id }) => id)).sort();
}

test("list --json gives one object for each media, with the path of its file", async () => {
  const { context } = await cli.run(["list", "--json"]);
  const rows = context.out.json;
  const there = await Promise.all(rows.map(({ path }) => Bun.file(String(path)).exists()));
  expect({ ids: rows.map(({ id }) => id).sort(), there: there.every(Boolean) }).toEqual({
    ids: everyId(),
    there: true,
  });
});

test("list takes its filter from words and from --where", async () => {
  const byWords = await cli.run(["list", `id:${photo.id}`, "--json"]);
  const byFlag = await cli.run(["list", "--where", `id:${photo.id}`, "--json"]);
  expect([byWords.context.out.json.length, byFlag.out]).toEqual([1, byWords.out]);
});

test("list --sort size goes from the largest down", async () => {
  const { context } = await cli.run(["list", "--sort", "size", "--json"]);
  const sizes = context.out.json.map(({ sizeBytes }) => Number(sizeBytes));
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
});

test("list --limit stops there", async () => {
  expect((await cli.run(["list", "--limit", "2", "--json"])).context.out.json.length).toBe(2);
});

test("list ends with 7 when nothing matches", async () => {
  expect((await cli.run(["list", "score:>99999999"])).exitCode).toBe(7);
});

test("list refuses an order that it does not have, with the one that was meant", async () => {
  const { exitCode, err } = await cli.run(["list", "--sort", "scor"]);
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining("--sort score") });
});

test("list cuts its lines to the terminal", async () => {
  const { context } = await cli.run(["list"], { isTerminal: true, columns: 44 });
  expect(Math.max(...context.out.lines.map((line) => Bun.stringWidth(line)))).toBeLessThanOrEqual(
    44,
  );
});

test("list reads beside a process that writes", async () => {
  await using _held = await openArchive(cli.archive, { mode: "write" });
  expect((await cli.run(["list"])).exitCode).toBe(0);
});

test.each([
  ["its id", () => photo.id],
  ["its address", () => `https://i.imgur.com/${photo.id}.jpg`],
])("show finds a media by %s", async (_how, name) => {
  const { context } = await cli.run(["show", name(), "--json"]);
  expect(context.out.json[0]).toMatchObject({ id: photo.id, lastOutcome: "stored" });
});

test("show finds a media by twelve digits of its SHA-256", async () => {
  const sha256 = new Bun.CryptoHasher("sha256")
    .update(await sim.world.bytes(photo.id))
    .digest("hex");
  const { context } = await cli.run(["show", sha256.slice(0, 12), "--json"]);
  const posts = [{ id: sim.world.posts.find(({ media }) => media.includes(photo))?.id }];
  expect(context.out.json[0]).toMatchObject({ id: photo.id, posts });
});

test("show prints what people want to know", async () => {
  const { out } = await cli.run(["show", photo.id]);
  const rows = out.split("\n").map((line) => line.trim().split(/\s{2,}/)[0]);
  expect(rows).toEqual(
    expect.arrayContaining(["kind", "archived", "file", "sha256", "names", "post", "listed by"]),
  );
});

test("show ends with 7 for what is not there", async () => {
  expect((await cli.run(["show", "zzzzzzz"])).exitCode).toBe(7);
});

test("open prints the path of the very file", async () => {
  const { out } = await cli.run(["open", photo.id]);
  expect(await Bun.file(out.trimEnd()).bytes()).toEqual(
    new Uint8Array(await sim.world.bytes(photo.id)),
  );
});

test("open shows the file only on a terminal", async () => {
  const piped = await cli.run(["open", photo.id]);
  const shown = await cli.run(["open", photo.id], { isTerminal: true });
  expect([piped.context.viewed, shown.context.viewed]).toEqual([[], [shown.out.trimEnd()]]);
});

test.each([
  ["no id", [], 2],
  ["an id that is not there", ["zzzzzzz"], 7],
])("open refuses %s", async (_what, args, exitCode) => {
  expect((await cli.run(["open", ...args])).exitCode).toBe(exitCode);
});

test("open --json names id, hash and path", async () => {
  const { context } = await cli.run(["open", photo.id, "--json"]);
  expect(context.out.json).toMatchObject([
    { id: photo.id, sha256: expect.any(String), path: expect.any(String) },
  ]);
});

test("open refuses what was listed and not kept", async () => {
  await using own = await openTestCli(sim);
  sim.set({ faults: { [photo.id]: ["gone*"] } });
  await own.run(["fetch", `${photo.id}.jpg`, "--quiet", "--no-thumbs"]);
  sim.set({ faults: {} });
  const { exitCode, err } = await own.run(["open", photo.id]);
  expect({ exitCode, err }).toEqual({ exitCode: 7, err: expect.stringContaining("acacia fetch") });
});

test("stats --json counts what is there", async () => {
  const { context } = await cli.run(["stats", "--json"]);
  expect(context.out.json[0]).toMatchObject({ items: everyId().length, runs: 1, posts: 6 });
});

test("stats prints a table that names each kind", async () => {
  expect((await cli.run(["stats"])).out).toMatch(
    /^\d+ items, .+\n\n.*items.*\nphoto +\d+ .*\ngif +\d+ /,
  );
});

test("runs lists the run with its end and its figures", async () => {
  const { out } = await cli.run(["runs"]);
  expect(out).toMatch(new RegExp(`1 .+ ok +${everyId().length} +${everyId().length} .+hot`));
});

test("runs says so when there was none", async () => {
  await using own = await openTestCli();
  await own.run(["web", "--port", "0"], {
    onContext: (context) => {
      context.out.onWrite = () => context.stop(130);
    },
  });
  expect((await own.run(["runs"])).err).toBe("There was no run yet.\n");
});

test("runs calls a run killed whose process is gone", async () => {
  await using own = await openTestCli();
  await using archive = await openArchive(own.archive, { mode: "write" });
  const recording = prepareRecording(archive);
  recording.startRun({
    command: "fetch",
    startedAt: 1_700_000_000_000,
    strategy: "pool",
    jobs: 4,
    targets: ["hot"],
    settings: {},
    version: "0.1.0",
    pid: 2 ** 22 + 1,
    host: hostname(),
  });
  expect((await own.run(["runs"])).out).toContain("killed");
});

test("runs ID shows one run", async () => {
  const { context } = await cli.run(["runs", "1", "--json"]);
  expect(context.out.json[0]).toMatchObject({ id: 1, targets: ["hot"], exitCode: 0, items: [] });
});

test.each([
  ["that there never was", "99", 7],
  ["that is no number", "last", 2],
])("runs refuses a run %s", async (_what, id, exitCode) => {
  expect((await cli.run(["runs", id])).exitCode).toBe(exitCode);
});

test("runs ID names what failed, and why", async () => {
  await using own = await openTestCli(sim);
  sim.set({ faults: { [photo.id]: ["html*"] } });
  await own.run(["fetch", `${photo.id}.jpg`, "--quiet", "--no-thumbs"]);
  sim.set({ faults: {} });
  const { out } = await own.run(["runs", "1"]);
  expect(out).toContain(`rejected ${photo.id}`);
});

test("doctor finds everything in order", async () => {
  const { exitCode, context } = await cli.run(["doctor", "--json", "--port", "0"]);
  const failed = context.out.json.filter(({ status }) => status === "fail");
  const checks = context.out.json.map(({ check }) => check);
  expect({ exitCode, failed, checks }).toEqual({
    exitCode: 0,
    failed: [],
    checks: [
      "Bun",
      "SQLite",
      "Bun.Image",
      "sharp",
      "port",
      "archive",
      "database",
      "lock",
      "disk space",
      "inodes",
      "hard links",
      "DNS",
      "Redis",
      "Client-ID",
      "CDN",
      "clock",
    ],
  });
});

/** Knobs, environment, the check that says so, its status, exit code. */
test.each([
  ["a refused Client-ID", { clientId: "another" }, {}, "Client-ID", "fail", 4],
  ["no Client-ID", {}, { IMGUR_CLIENT_ID: "" }, "Client-ID", "warn", 0],
  ["a region block", { region: true }, {}, "region", "fail", 3],
  ["a CDN that is not there", { refuse: "cdn" as const }, {}, "CDN", "fail", 6],
  ["an API that is not there", { refuse: "api" as const }, {}, "API", "fail", 6],
  ["a busy API", { rules: ["api:server_error"] }, {}, "API", "warn", 0],
])("doctor finds %s", async (_what, knobs, env, check, status, exitCode) => {
  sim.set(knobs);
  const end = await cli.run(["doctor", "--json", "--port", "0"], { env });
  sim.set({ clientId: "", region: false, refuse: "none", rules: [] });
  const finding = end.context.out.json.find((one) => one.check === check);
  expect({ exitCode: end.exitCode, finding }).toMatchObject({
    exitCode,
    finding: { status, hint: expect.any(String) },
  });
});

test("doctor --offline asks nobody", async () => {
  sim.resetStats();
  await cli.run(["doctor", "--offline", "--port", "0"]);
  expect(sim.stats().requests).toBe(0);
});

test("doctor names who holds the lock", async () => {
  await using _held = await openArchive(cli.archive, { mode: "write", command: "somebody" });
  const { context } = await cli.run(["doctor", "--offline", "--json", "--port", "0"]);
  const lock = context.out.json.find(({ check }) => check === "lock");
  expect(lock).toMatchObject({ status: "warn", detail: expect.stringContaining("somebody") });
});

test("doctor ends with 10 for a database that is none", async () => {
  await using own = await openTestCli();
  await own.run(["thumbs", "--quiet"]);
  await Bun.write(join(own.archive, "acacia.sqlite"), "no database at all, for sure ".repeat(100));
  const { exitCode } = await own.run(["doctor", "--offline", "--port", "0"]);
  expect(exitCode).toBe(10);
});

test("doctor says that there is no archive yet, which is no failure", async () => {
  await using own = await openTestCli();
  const { exitCode, context } = await own.run(["doctor", "--offline", "--json", "--port", "0"]);
  const archive = context.out.json.find(({ check }) => check === "archive");
  expect({ exitCode, archive }).toMatchObject({ exitCode: 0, archive: { status: "warn" } });
});

test("doctor prints a line for each finding, and what to do", async () => {
  await using own = await openTestCli();
  const { out } = await own.run(["doctor", "--offline", "--port", "0"]);
  expect(out).toMatch(/^ok {4}Bun .*\n(?:.*\n)*look {2}archive .*\n {18}Try: make one .*\.\n/);
});

test("doctor says that a port is taken", async () => {
  await using server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response() });
  const { context } = await cli.run([
    "doctor",
    "--offline",
    "--json",
    "--port",
    String(server.port),
  ]);
  expect(context.out.json.find(({ check }) => check === "port")).toMatchObject({ status: "warn" });
});

test("web says where it is, serves the gallery, and ends with Ctrl-C", async () => {
  let status = 0;
  const end = await cli.run(["web", "--port", "0", "--json", "--workers", "0"], {
    onContext(context) {
      context.out.onWrite = (text) => {
        const { url } = JSON.parse(text) as { url: string };
        void fetch(`${url}healthz`).then((answer) => {
          status = answer.status;
          context.stop(130);
        });
      };
    },
  });
  expect({ exitCode: end.exitCode, status, json: end.context.out.json }).toMatchObject({
    exitCode: 0,
    status: 200,
    json: [{ type: "web.started", url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/) }],
  });
});

test("web makes the archive when there is none, but not with --read-only", async () => {
  await using own = await openTestCli();
  const refused = await own.run(["web", "--port", "0", "--read-only"]);
  const made = await own.run(["web", "--port", "0"], {
    onContext: (context) => {
      context.out.onWrite = () => context.stop(143);
    },
  });
  expect([refused.exitCode, made.exitCode, await readdir(own.archive)]).toEqual([
    2,
    0,
    expect.arrayContaining(["acacia.sqlite"]),
  ]);
  expect(made.err).toContain(`There was no archive in ${own.archive}: this one is new and empty.`);
});

test("web says that its port is taken", async () => {
  await using server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response() });
  const { exitCode, err } = await cli.run(["web", "--port", String(server.port)]);
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining("--port 0") });
});

test("thumbs makes what the archive lacks, once", async () => {
  await using own = await openTestCli(sim);
  await own.run(["fetch", `${photo.id}.jpg`, "--quiet", "--no-thumbs"]);
  const first = await own.run(["thumbs", "--json", "--workers", "0"]);
  const second = await own.run(["thumbs", "--json", "--workers", "0"]);
  expect([first, second].map(({ context }) => context.out.json.at(-1))).toMatchObject([
    { type: "thumbs.finished", made: 1, refused: 0 },
    { type: "thumbs.finished", made: 0, refused: 0 },
  ]);
});

test("thumbs ends with 3 for a picture that cannot be rendered, and marks it once", async () => {
  await using own = await openTestCli(sim);
  await own.run(["fetch", `${photo.id}.jpg`, "--quiet", "--no-thumbs"]);
  const path = (await own.run(["open", photo.id])).out.trimEnd();
  await rm(path);
  await writeFile(path, "no picture");
  const first = await own.run(["thumbs", "--json", "--workers", "0"]);
  const second = await own.run(["thumbs", "--json", "--workers", "0"]);
  expect([first.exitCode, second.exitCode]).toEqual([3, 0]);
});

test("thumbs refuses to make the archive's thumbnails otherwise", async () => {
  expect((await cli.run(["thumbs", "--size", "64"])).exitCode).toBe(2);
});
