import { expect, test } from "bun:test";
import { mkdir, readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { FakeClock, makeSampleFiles } from "@acacia/core/testing";
import { openTestCli, type TestCli } from "../testing/cli.ts";
import { TinyTerminal } from "../testing/tiny_terminal.ts";

const QUICK = ["--workers", "0", "--json"];

/** A folder with a picture of each kind that thumbnails can be made of. */
async function fill(cli: TestCli, names: readonly string[]): Promise<string> {
  const dir = join(cli.dir, "pictures");
  await mkdir(dir, { recursive: true });
  const files = await makeSampleFiles();
  for (const name of names) {
    const type = name.split(".").at(-1);
    const file = files.find((one) => one.type === type);
    if (!file) throw new Error(`There is no sample of ${name}`);
    await Bun.write(join(dir, name), file.bytes);
  }
  return dir;
}

function lastOf(end: Awaited<ReturnType<TestCli["run"]>>) {
  return end.context.out.json.at(-1);
}

test("thumbs DIR puts each thumbnail beside its picture, in the same format where it can", async () => {
  await using cli = await openTestCli();
  const dir = await fill(cli, ["a.jpg", "b.png", "c.webp", "d.gif"]);
  const end = await cli.run(["thumbs", dir, ...QUICK]);
  expect({ exitCode: end.exitCode, files: (await readdir(dir)).sort() }).toEqual({
    exitCode: 0,
    files: [
      "a.jpg",
      "a_thumbnail.jpg",
      "b.png",
      "b_thumbnail.png",
      "c.webp",
      "c_thumbnail.webp",
      "d.gif",
      "d_thumbnail.webp",
    ],
  });
});

test("thumbs DIR skips its own output and what is up to date", async () => {
  await using cli = await openTestCli();
  const dir = await fill(cli, ["a.jpg", "b.png"]);
  await cli.run(["thumbs", dir, ...QUICK]);
  const again = await cli.run(["thumbs", dir, ...QUICK]);
  expect([lastOf(again), (await readdir(dir)).length]).toMatchObject([
    { made: 0, current: 2, refused: 0 },
    4,
  ]);
});

test("thumbs DIR makes anew what is older than its picture", async () => {
  await using cli = await openTestCli();
  const dir = await fill(cli, ["a.jpg", "b.png"]);
  await cli.run(["thumbs", dir, ...QUICK]);
  await utimes(join(dir, "a_thumbnail.jpg"), new Date(0), new Date(0));
  expect(lastOf(await cli.run(["thumbs", dir, ...QUICK]))).toMatchObject({ made: 1, current: 1 });
});

test("thumbs DIR --force makes all anew", async () => {
  await using cli = await openTestCli();
  const dir = await fill(cli, ["a.jpg", "b.png"]);
  await cli.run(["thumbs", dir, ...QUICK]);
  expect(lastOf(await cli.run(["thumbs", dir, "--force", ...QUICK]))).toMatchObject({
    made: 2,
    current: 0,
  });
});

test("thumbs DIR follows --size, --suffix and --format", async () => {
  await using cli = await openTestCli();
  const dir = await fill(cli, ["a.jpg"]);
  await cli.run(["thumbs", dir, "--size", "32", "--suffix", "-small", "--format", "png", ...QUICK]);
  const image = new Bun.Image(await Bun.file(join(dir, "a-small.png")).bytes());
  const { width, height } = await image.metadata();
  expect(Math.max(width, height)).toBe(32);
});

test("thumbs DIR gives two pictures of one name a thumbnail each", async () => {
  await using cli = await openTestCli();
  const dir = await fill(cli, ["a.gif", "a.webp"]);
  await cli.run(["thumbs", dir, ...QUICK]);
  expect((await readdir(dir)).sort()).toEqual([
    "a.gif",
    "a.webp",
    "a.webp_thumbnail.webp",
    "a_thumbnail.webp",
  ]);
});

test("thumbs DIR leaves other files alone", async () => {
  await using cli = await openTestCli();
  const dir = await fill(cli, ["a.jpg"]);
  await Bun.write(join(dir, "notes.txt"), "hello");
  await mkdir(join(dir, "more"));
  expect(lastOf(await cli.run(["thumbs", dir, ...QUICK]))).toMatchObject({ made: 1, refused: 0 });
});

test.each([
  ["a web page", "<!doctype html><title>no</title>", "web page"],
  ["no picture", "just words", "no picture"],
  ["empty", "", "no picture"],
])("thumbs DIR ends with 3 and says why when a .jpg is %s", async (_what, content, says) => {
  await using cli = await openTestCli();
  const dir = await fill(cli, ["a.jpg"]);
  await Bun.write(join(dir, "b.jpg"), content);
  const end = await cli.run(["thumbs", dir, "--workers", "0"]);
  expect({ exitCode: end.exitCode, err: end.err }).toEqual({
    exitCode: 3,
    err: expect.stringMatching(new RegExp(`^b\\.jpg: .*${says}[^]*1 made, 1 cannot be rendered`)),
  });
});

test("thumbs DIR ends with 3 for a picture that is cut off, and leaves nothing of it", async () => {
  await using cli = await openTestCli();
  const dir = await fill(cli, ["a.png"]);
  const whole = await Bun.file(join(dir, "a.png")).bytes();
  await Bun.write(join(dir, "a.png"), whole.subarray(0, whole.length >> 1));
  const { exitCode } = await cli.run(["thumbs", dir, ...QUICK]);
  expect([exitCode, await readdir(dir)]).toEqual([3, ["a.png"]]);
});

test("thumbs makes the same in Workers as in its own process", async () => {
  await using cli = await openTestCli();
  const dir = await fill(cli, ["a.jpg", "b.png", "c.webp"]);
  await cli.run(["thumbs", dir, "--suffix", "_inline", ...QUICK]);
  await cli.run(["thumbs", dir, "--suffix", "_pool", "--workers", "1", "--json"]);
  const bytes = (name: string) => Bun.file(join(dir, name)).bytes();
  // The second run meets the first one's thumbnails as pictures of their own, and makes theirs as well.
  expect(await bytes("a_pool.jpg")).toEqual(await bytes("a_inline.jpg"));
});

test("thumbs refuses a folder that is not there", async () => {
  await using cli = await openTestCli();
  expect((await cli.run(["thumbs", "nowhere"])).exitCode).toBe(2);
});

test("thumbs on a terminal counts, and leaves only its report", async () => {
  await using cli = await openTestCli();
  const dir = await fill(cli, ["a.jpg", "b.png"]);
  await Bun.write(join(dir, "c.jpg"), "just words");
  const terminal = new TinyTerminal(80, 24);
  const clock = new FakeClock();
  await cli.run(["thumbs", dir, "--workers", "0", "--color", "never"], {
    isTerminal: true,
    clock,
    onContext(context) {
      context.err.onWrite = (text) => terminal.write(text);
    },
  });
  expect([terminal.text, terminal.isCursorShown]).toEqual([
    "c.jpg: its bytes are no picture\n2 made, 1 cannot be rendered in 0ms, 2 a second.",
    true,
  ]);
});

test("thumbs that is stopped makes nothing new, and ends with 130", async () => {
  await using cli = await openTestCli();
  const dir = await fill(cli, ["a.jpg", "b.png"]);
  const end = await cli.run(["thumbs", dir, ...QUICK], {
    onContext: (context) => context.stop(130),
  });
  expect([end.exitCode, (await readdir(dir)).length]).toEqual([130, 2]);
});
