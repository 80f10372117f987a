import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { makeSampleFiles, makeTempFolder, type TempFolder } from "@acacia/core/testing";
import { type Sim, startSim } from "@acacia/sim";
import { canRunRedis, startRedis } from "../packages/worker/queue/testing/redis_server.ts";
import { buildSingleFile } from "./build.ts";

const TIMEOUT_MS = 60_000;
const MAIN = join(import.meta.dir, "../packages/cli/main.ts");

let sim: Sim;
let home: TempFolder;
let singleFile: string;

beforeAll(async () => {
  sim = await startSim({ seed: 7, posts: 12, gifs: 0, videos: 0, sizeBytes: 4_000 });
  home = await makeTempFolder();
  singleFile = join(home.dir, "acacia");
  await buildSingleFile(singleFile);
}, TIMEOUT_MS);
afterAll(async () => {
  await sim[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

type Way = "the source" | "the single file";
const WAYS: readonly Way[] = ["the source", "the single file"];

function start(way: Way, { args, cwd }: { args: readonly string[]; cwd: string }) {
  const program = way === "the source" ? [process.execPath, MAIN] : [singleFile];
  return Bun.spawn([...program, ...args], {
    cwd,
    env: { ...sim.env, PATH: process.env.PATH ?? "", HOME: cwd, IMGUR_CLIENT_ID: "test" },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
}

async function run(way: Way, { args, cwd }: { args: readonly string[]; cwd: string }) {
  const child = start(way, { args, cwd });
  const [out, err] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  return { exitCode: await child.exited, out, err };
}

/** The last event of a run's stream. */
function lastOf(out: string): Record<string, unknown> {
  return JSON.parse(out.trimEnd().split("\n").at(-1) ?? "{}");
}

/** How many items the front page of this world lists, as a run without any fault stores them. */
const everything = () => ({
  exitCode: 0,
  totals: expect.objectContaining({ failed: 0, rejected: 0, cancelled: 0 }),
});

describe.each(WAYS)("%s", (way) => {
  test.each(["adaptive", "threads", "processes"])(
    "fetches with --strategy %s, and makes thumbnails in a Worker",
    async (strategy) => {
      const cwd = join(home.dir, `${way} ${strategy}`);
      await mkdir(cwd);
      const args = ["fetch", "hot", "--strategy", strategy, "-j", "2", "--workers", "1", "--json"];
      const end = await run(way, { args, cwd });
      expect(lastOf(end.out)).toMatchObject({ type: "run.finished", ...everything() });
      const thumbs = await run(way, { args: ["thumbs", "--json"], cwd });
      expect(lastOf(thumbs.out)).toMatchObject({ made: 0, refused: 0 });
    },
    TIMEOUT_MS,
  );

  test.skipIf(!canRunRedis())(
    "fetches with --strategy queue, in workers of its own",
    async () => {
      await using redis = await startRedis();
      const cwd = join(home.dir, `${way} queue`);
      await mkdir(cwd);
      const args = ["fetch", "hot", "--strategy", "queue", "--redis", redis.url];
      const end = await run(way, {
        args: [...args, "--local-workers", "1", "--no-thumbs", "--json"],
        cwd,
      });
      expect(lastOf(end.out)).toMatchObject({ type: "run.finished", ...everything() });
    },
    TIMEOUT_MS,
  );

  test(
    "serves the gallery's page and its code",
    async () => {
      const cwd = join(home.dir, `${way} adaptive`);
      const gallery = start(way, { args: ["web", "--port", "0", "--json"], cwd });
      const { value } = await gallery.stdout.getReader().read();
      const { url } = JSON.parse(new TextDecoder().decode(value)) as { url: string };
      const page = await (await fetch(url)).text();
      const [, script = ""] = /src="\.?\/?([^"]+\.js)"/.exec(page) ?? [];
      const code = await fetch(url + script);
      expect([
        code.status,
        code.headers.get("content-type"),
        (await code.text()).length > 1e4,
      ]).toEqual([200, "text/javascript; charset=utf-8", true]);
      gallery.kill("SIGINT");
      expect(await gallery.exited).toBe(0);
    },
    TIMEOUT_MS,
  );

  test(
    "exports a gallery that opens without a server",
    async () => {
      const cwd = join(home.dir, `${way} export`);
      await mkdir(cwd);
      await run(way, { args: ["fetch", "hot", "--no-thumbs"], cwd });
      const end = await run(way, { args: ["export", "page", "--format", "html"], cwd });
      expect(end).toMatchObject({ exitCode: 0, err: expect.stringContaining("written to page") });
      const read = (name: string) => Bun.file(join(cwd, "page", name)).text();
      expect(await read("index.html")).toContain("gallery/gallery.js");
      expect((await read("gallery/gallery.js")).length).toBeGreaterThan(1e4);
      expect((await read("gallery/gallery.css")).length).toBeGreaterThan(1e4);
    },
    TIMEOUT_MS,
  );
});

test.each([["--version"], ["--help"], ["fetch --help"], ["help where"], ["fech hot"]])(
  "acacia %s says the same in both",
  async (line) => {
    const call = { args: line.split(" "), cwd: home.dir };
    const [source, single] = await Promise.all(WAYS.map((way) => run(way, call)));
    expect(single).toEqual(source!);
  },
  TIMEOUT_MS,
);

test(
  "the single file marks the formats that need sharp, and makes the others",
  async () => {
    const cwd = join(home.dir, "formats");
    for (const { type, bytes } of await makeSampleFiles()) {
      await Bun.write(join(cwd, `${type}.${type}`), bytes);
    }
    const end = await run("the single file", { args: ["thumbs", ".", "--workers", "0"], cwd });
    expect({
      exitCode: end.exitCode,
      made: await Bun.file(join(cwd, "jpg_thumbnail.jpg")).exists(),
    }).toEqual({ exitCode: 3, made: true });
    expect(end.err).toMatch(/^tiff\.tiff: .*sharp/m);
    expect(await Bun.file(join(cwd, "tiff.tiff")).exists()).toBe(true);
  },
  TIMEOUT_MS,
);

test(
  "the single file reads no .env and no bunfig.toml of the folder it is started in",
  async () => {
    const cwd = join(home.dir, "foreign");
    await Bun.write(join(cwd, ".env"), "ACACIA_JOBS=nonsense\n");
    await Bun.write(join(cwd, "bunfig.toml"), 'preload = ["./nowhere.ts"]\n');
    const end = await run("the single file", { args: ["config", "--json"], cwd });
    expect(end.exitCode).toBe(0);
  },
  TIMEOUT_MS,
);
