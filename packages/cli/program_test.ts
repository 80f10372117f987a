import { expect, test } from "bun:test";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { COMMANDS } from "./commands/list.ts";
import { openTestCli } from "./testing/cli.ts";
import { VERSION } from "./version.ts";

/** Arguments, exit code, and the words that explain it. */
const ARGUMENTS: readonly (readonly [string, number, string])[] = [
  ["fech hot", 2, "Try: write fetch, if that is what you meant."],
  ["fetch --limt 3", 2, "Try: write --limit, if that is what you meant."],
  ["fetch --thumb", 2, "Try: write --no-thumbs, if that is what you meant."],
  ["list --jobs 3", 2, "Give --jobs to `acacia fetch`"],
  ["fetch --limit", 2, "argument missing"],
  ["fetch --limit many", 2, "Cannot use --limit 'many'"],
  ["fetch --limit 0", 2, "a whole number from 1 on"],
  ["fetch --jobs 300", 2, "from 1 to 256"],
  ["fetch --strategy adaptve", 2, "Try: write adaptive, if that is what you meant."],
  ["fetch --timeout soon", 2, "no span of time"],
  ["fetch -r fast", 2, "no number of bytes"],
  ["fetch --prefer webm", 2, "gif, mp4, both"],
  ["config set", 2, "there is no such action"],
  ["config set x", 2, "too many arguments"],
  ["help targts", 2, "acacia help targets"],
  ["open a b", 2, "too many arguments"],
  ["web --host 0.0.0.0", 2, "--token"],
  ["web --port 70000", 2, "65535"],
  ["thumbs --suffix /x pictures", 2, "suffix"],
  ["list", 2, "there is no archive"],
  ["target", 2, "no text was given"],
  ["show", 2, "no id was given"],
  ["--frobnicate", 2, "unknown option"],
  ["--version", 0, VERSION],
  ["-V", 0, VERSION],
  ["--help", 0, "Usage: acacia"],
  ["fetch --help", 0, "--limit-rate"],
  ["help fetch", 0, "--limit-rate"],
  ["help", 0, "exit-codes"],
  ["", 0, "Usage: acacia"],
];

test.each(ARGUMENTS)("acacia %s: exit %d, says %s", async (line, exitCode, says) => {
  await using cli = await openTestCli();
  const end = await cli.run(line.split(" ").filter(Boolean));
  expect({ exitCode: end.exitCode, text: (end.out + end.err).toLowerCase() }).toEqual({
    exitCode,
    text: expect.stringContaining(says.toLowerCase()),
  });
});

test.each(ARGUMENTS.filter(([, exitCode]) => exitCode !== 0))(
  "acacia %s: two lines on stderr, nothing on stdout",
  async (line) => {
    await using cli = await openTestCli();
    const { out, err } = await cli.run(line.split(" "));
    expect({ out, err }).toEqual({
      out: "",
      err: expect.stringMatching(/^Cannot [^\n]+[.!?…]\nTry: [^\n]+[.!?…]\n$/),
    });
  },
);

test.each(COMMANDS.map((command) => [command.name, command] as const))(
  "acacia %s --help shows its summary, its flags and its examples",
  async (name, command) => {
    await using cli = await openTestCli();
    const { out } = await cli.run([name, "--help"]);
    const words = out.replace(/\s+/g, " ");
    expect(
      [command.summary, ...(command.examples ?? [])].filter(
        (text) => !words.includes(text.replace(/\s+/g, " ")),
      ),
    ).toEqual([]);
  },
);

test("settings come from the flag before the environment before the file", async () => {
  await using cli = await openTestCli();
  await mkdir(cli.archive);
  await Bun.write(join(cli.archive, "acacia.toml"), 'jobs = 3\nretries = 7\nview = "none"\n');
  const env = { ACACIA_JOBS: "5", ACACIA_RETRIES: "2" };
  const { context } = await cli.run(["config", "--json", "--quiet"], { env });
  const origins = Object.fromEntries(
    context.out.json.map(({ name, value, origin }) => [name, [value, origin]]),
  );
  expect(origins).toMatchObject({
    jobs: [5, "environment"],
    retries: [2, "environment"],
    view: ["none", "file"],
    quiet: [true, "flag"],
    timeout: [30_000, "default"],
  });
});

test("a setting that the file should not have is refused with what was meant", async () => {
  await using cli = await openTestCli();
  await Bun.write(join(cli.dir, "my.toml"), "job = 3\n");
  const { exitCode, err } = await cli.run(["config", "--config", "my.toml"]);
  expect({ exitCode, err }).toEqual({
    exitCode: 2,
    err: expect.stringContaining("Try: write jobs, if that is what you meant."),
  });
});

test.each([
  ["is not there", undefined, "there is no"],
  ["is no TOML", "= = =", "Cannot read"],
])("a settings file that %s is told of", async (_how, content, says) => {
  await using cli = await openTestCli();
  if (content !== undefined) await Bun.write(join(cli.dir, "my.toml"), content);
  const { exitCode, err } = await cli.run(["config", "--config", "my.toml"]);
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining(says) });
});

test("config prints no secret", async () => {
  await using cli = await openTestCli();
  const { out } = await cli.run(["config"], { env: { IMGUR_CLIENT_ID: "hush-hush" } });
  expect({ out, has: out.includes("hush-hush") }).toEqual({
    out: expect.stringContaining("(set)"),
    has: false,
  });
});

test("VERSION is the package's", async () => {
  const { version } = await Bun.file(join(import.meta.dir, "package.json")).json();
  expect(VERSION).toBe(version);
});
