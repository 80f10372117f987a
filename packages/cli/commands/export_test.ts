import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openArchive } from "@acacia/core";
import { keepMedia, sampleBytes } from "@acacia/core/testing";
import { openTestCli, type TestCli } from "../testing/cli.ts";

let cli: TestCli;

beforeEach(async () => {
  cli = await openTestCli();
  await using archive = await openArchive(cli.archive, { mode: "write", sync: false });
  for (const [seed, [id, title]] of [
    ["aaaaaaa", "Cat"],
    ["bbbbbbb", "cat"],
    ["ccccccc", null],
  ].entries()) {
    await keepMedia(archive, { id: id!, bytes: sampleBytes(seed), post: { title: title ?? null } });
  }
  archive.sqlite.run("UPDATE media SET title = NULL");
  archive.sqlite.run("UPDATE media SET favorite_at = 1 WHERE imgur_id = 'bbbbbbb'");
});
afterEach(() => cli[Symbol.asyncDispose]());

const TITLES = ["--template", "{title|id}.{ext}"];

function listOut(): string[] {
  return readdirSync(join(cli.dir, "out"), { recursive: true }).map(String).sort();
}

test("export writes copies under names of the template; those that collide on some system are numbered", async () => {
  const { exitCode, err } = await cli.run(["export", "out", ...TITLES]);
  expect({ exitCode, err, names: listOut() }).toEqual({
    exitCode: 0,
    err: "3 pictures written to out, 6.0 kB.\n",
    names: ["Cat.jpg", "cat_2.jpg", "ccccccc.jpg"],
  });
  const copy = statSync(join(cli.dir, "out/Cat.jpg"));
  expect([copy.nlink, copy.mode & 0o777]).toEqual([1, 0o644]);
  expect(readFileSync(join(cli.dir, "out/cat_2.jpg"))).toEqual(Buffer.from(sampleBytes(1)));
});

test("export that was interrupted goes on, and makes nothing twice", async () => {
  const first = await cli.run(["export", "out", ...TITLES, "--json"], {
    onContext: (context) => {
      context.out.onWrite = () => context.stop();
    },
  });
  expect([first.exitCode, listOut()]).toEqual([130, ["Cat.jpg"]]);
  const { err } = await cli.run(["export", "out", ...TITLES]);
  expect(err).toBe("2 pictures written to out, 4.0 kB, 1 were there.\n");
  expect(listOut()).toEqual(["Cat.jpg", "cat_2.jpg", "ccccccc.jpg"]);
});

test("export leaves a file of the user's as it is and takes the next number", async () => {
  mkdirSync(join(cli.dir, "out"));
  writeFileSync(join(cli.dir, "out/Cat.jpg"), "mine");
  await cli.run(["export", "out", ...TITLES]);
  expect(readFileSync(join(cli.dir, "out/Cat.jpg"), "utf8")).toBe("mine");
  expect(listOut()).toEqual(["Cat.jpg", "Cat_2.jpg", "cat_3.jpg", "ccccccc.jpg"]);
});

test.each([
  ["hard", false],
  ["symlink", true],
])("export --link %s makes another name of the blob", async (way, isLink) => {
  await cli.run(["export", "out", "--link", way, "--where", "is:fav", "--template", "{id}"]);
  const path = join(cli.dir, "out/bbbbbbb");
  const blobs = readdirSync(join(cli.archive, "blobs"), { recursive: true }).map(String);
  const inodes = blobs.map((name) => statSync(join(cli.archive, "blobs", name)).ino);
  expect(inodes).toContain(statSync(path).ino);
  expect(readdirSync(join(cli.dir, "out"), { withFileTypes: true })[0]?.isSymbolicLink()).toBe(
    isLink,
  );
});

test("export -n prints the names and writes nothing", async () => {
  const { out } = await cli.run(["export", "out", "-n", "--template", "{date:%Y}/{num:02} {id}"]);
  expect(out).toMatch(/^(\d{4}|undated)\/01 aaaaaaa\n/);
  expect(readdirSync(cli.dir)).toEqual(["archive"]);
});

test("export says what is missing, exports the rest and exits with 10", async () => {
  const shard = readdirSync(join(cli.archive, "blobs"), { recursive: true }).map(String);
  rmSync(join(cli.archive, "blobs", shard.find((name) => name.endsWith(".jpg"))!));
  const { exitCode, err } = await cli.run(["export", "out"]);
  expect({ exitCode, err }).toEqual({
    exitCode: 10,
    err: expect.stringContaining("1 picture left out: their files are missing or damaged."),
  });
});

test("export --format zip writes a zip that other programs read, of the length that was said", async () => {
  const { exitCode } = await cli.run(["export", "--format", "zip", "-o", "a.zip", ...TITLES]);
  const check = Bun.spawnSync(["python3", "-m", "zipfile", "-e", "a.zip", "out"], { cwd: cli.dir });
  expect([exitCode, check.exitCode]).toEqual([0, 0]);
  expect(listOut()).toEqual(["Cat.jpg", "cat_2.jpg", "ccccccc.jpg"]);
  expect(readFileSync(join(cli.dir, "out/ccccccc.jpg"))).toEqual(Buffer.from(sampleBytes(2)));
  const again = await cli.run(["export", "--format", "zip", ...TITLES]);
  expect(Buffer.concat(again.context.out.pieces)).toEqual(readFileSync(join(cli.dir, "a.zip")));
});

test("export --format zip replaces no file, and leaves none when it is stopped", async () => {
  writeFileSync(join(cli.dir, "mine.zip"), "mine");
  const refused = await cli.run(["export", "--format", "zip", "-o", "mine.zip"]);
  const stopped = await cli.run(["export", "--format", "zip", "-o", "b.zip"], {
    onContext: (context) => context.stop(),
  });
  expect([refused.exitCode, stopped.exitCode]).toEqual([2, 130]);
  expect(readdirSync(cli.dir).sort()).toEqual(["archive", "mine.zip"]);
  expect(readFileSync(join(cli.dir, "mine.zip"), "utf8")).toBe("mine");
});

test("export --format jsonl tells all of what matches", async () => {
  const { context } = await cli.run(["export", "--format", "jsonl", "--where", "is:fav"]);
  expect(context.out.json).toEqual([
    expect.objectContaining({
      id: "bbbbbbb",
      path: expect.stringMatching(/^blobs\/\w\w\/\w{64}\.jpg$/),
      title: "cat",
      favorite: true,
      source: "r/aww",
      mediaCount: 1,
    }),
  ]);
});

test.each([
  ["no folder", [], "no folder was named"],
  ["two folders", ["a", "b"], "too many arguments"],
  ["a folder for a zip", ["a", "--format", "zip"], "-o a"],
  ["a form that it does not have", ["a", "--format", "tar"], "folder, html, zip, jsonl"],
  ["a template that cannot be read", ["a", "--template", "{titel}"], "{title}"],
  ["no template", ["a", "--template", "none"], "files need names"],
  ["a filter that cannot be read", ["a", "--where", "w:>wide"], "wide"],
])("export refuses %s, and changes nothing", async (_what, flags, words) => {
  const { exitCode, err } = await cli.run(["export", ...flags]);
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining(words) });
  expect(readdirSync(cli.dir)).toEqual(["archive"]);
});
