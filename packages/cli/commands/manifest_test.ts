import { afterAll, beforeAll, expect, test } from "bun:test";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openArchive } from "@acacia/core";
import { keepMedia, sampleBytes } from "@acacia/core/testing";
import { openTestCli, type TestCli } from "../testing/cli.ts";

// One archive of three media, filled once: these calls only read it.
let cli: TestCli;

beforeAll(async () => {
  cli = await openTestCli();
  await using archive = await openArchive(cli.archive, { mode: "write", sync: false });
  for (const [seed, id] of ["aaaaaaa", "bbbbbbb", "ccccccc"].entries()) {
    await keepMedia(archive, { id, bytes: sampleBytes(seed), post: { title: `Cat ${id}` } });
  }
  archive.sqlite.run("UPDATE media SET favorite_at = 1 WHERE imgur_id = 'bbbbbbb'");
});
afterAll(() => cli[Symbol.asyncDispose]());

async function check(sums: string): Promise<{ exitCode: number; said: string }> {
  const child = Bun.spawn(["sha256sum", "-c", "--strict", "-"], {
    cwd: cli.archive,
    stdin: new Blob([sums]),
    stdout: "pipe",
    stderr: "pipe",
  });
  const said = await new Response(child.stdout).text();
  return { exitCode: await child.exited, said };
}

test("manifest prints what sha256sum -c accepts, in the archive folder", async () => {
  const { exitCode, out } = await cli.run(["manifest"]);
  const checked = await check(out);
  expect({ exitCode, lines: out.split("\n").length - 1 }).toEqual({ exitCode: 0, lines: 3 });
  expect(checked).toEqual({ exitCode: 0, said: expect.stringMatching(/^(blobs\/\S+: OK\n){3}$/) });
});

test("manifest: sha256sum -c finds the file that was changed", async () => {
  const { out } = await cli.run(["manifest"]);
  const wrong = out.replace(/^./, (digit) => (digit === "0" ? "1" : "0"));
  expect((await check(wrong)).exitCode).toBe(1);
});

test("manifest --format jsonl tells of each file whose it is", async () => {
  const { context } = await cli.run(["manifest", "--format", "jsonl"]);
  const rows = context.out.json.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  expect(rows.map(idOf)).toEqual(["aaaaaaa", "bbbbbbb", "ccccccc"]);
  expect(rows[0]).toMatchObject({
    path: expect.stringMatching(/^blobs\/\w\w\/\w{64}\.jpg$/),
    sizeBytes: 2_000,
    md5: expect.stringMatching(/^\w{32}$/),
    media: [{ id: "aaaaaaa", role: "original", post: "paaaaaaa", author: "Giraffe" }],
  });
});

function idOf(row: Record<string, unknown>): string {
  return (row.media as { id: string }[])[0]!.id;
}

test("manifest --json is the same as --format jsonl", async () => {
  const [one, other] = [
    await cli.run(["manifest", "--json"]),
    await cli.run(["manifest", "--format", "jsonl"]),
  ];
  expect(one.out).toBe(other.out);
});

test("manifest --where lists only the files of what matches", async () => {
  const { context } = await cli.run(["manifest", "--json", "--where", "is:fav"]);
  expect(context.out.json.map(idOf)).toEqual(["bbbbbbb"]);
});

test("manifest -o writes the file whole, over the one of before", async () => {
  const path = join(cli.dir, "SHA256SUMS");
  writeFileSync(path, "old");
  const { out, err } = await cli.run(["manifest", "-o", "SHA256SUMS"]);
  expect({ out, err }).toEqual({ out: "", err: "3 files listed in SHA256SUMS.\n" });
  expect(await Bun.file(path).text()).toBe((await cli.run(["manifest"])).out);
  expect(readdirSync(cli.dir).sort()).toEqual(["SHA256SUMS", "archive"]);
});

test("manifest -o that is stopped leaves the file of before as it was", async () => {
  const path = join(cli.dir, "kept.txt");
  writeFileSync(path, "old");
  const { exitCode } = await cli.run(["manifest", "-o", "kept.txt"], {
    onContext: (context) => context.stop(),
  });
  const left = readdirSync(cli.dir).filter((name) => name.startsWith("kept"));
  expect({ exitCode, left, text: await Bun.file(path).text() }).toEqual({
    exitCode: 130,
    left: ["kept.txt"],
    text: "old",
  });
});

test.each([
  ["a form that it does not have", ["--format", "webp"], 2, "sha256, jsonl"],
  ["a filter that cannot be read", ["--where", "w:>wide"], 2, "wide"],
  ["a file that cannot be written", ["-o", "no/such/folder"], 1, "no/such/folder"],
])("manifest refuses %s", async (_what, flags, exitCode, words) => {
  const end = await cli.run(["manifest", ...flags]);
  expect({ exitCode: end.exitCode, err: end.err }).toEqual({
    exitCode,
    err: expect.stringContaining(words),
  });
});

test("manifest takes no format from the settings that are meant for thumbnails", async () => {
  expect((await cli.run(["manifest"], { env: { ACACIA_FORMAT: "png" } })).exitCode).toBe(0);
});

test("thumbs refuses a format that no thumbnail has, wherever it is set", async () => {
  const flag = await cli.run(["thumbs", ".", "--format", "jsonl"]);
  const variable = await cli.run(["thumbs", "."], { env: { ACACIA_FORMAT: "jsonl" } });
  expect([flag.exitCode, variable.exitCode]).toEqual([2, 2]);
});
