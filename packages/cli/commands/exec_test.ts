import { afterAll, beforeAll, expect, test } from "bun:test";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Sim, startSim } from "@acacia/sim";
import { openTestCli } from "../testing/cli.ts";

let sim: Sim;

beforeAll(async () => {
  sim = await startSim({
    seed: 7,
    posts: 8,
    albums: 2,
    gifs: 0,
    videos: 0,
    duplicates: 0,
    nearDuplicates: 0,
    sizeBytes: 2_000,
    distinctPictures: 1,
  });
});
afterAll(() => sim[Symbol.asyncDispose]());

const FETCH = ["fetch", "hot", "--no-thumbs"];
/** A shell that writes a line for each file; what it is given is data to it, never its text. */
const noteIn = (file: string) => `sh -c 'printf "%s|%s\\n" "$1" "$2" >> "$0"' ${file} {id} {path}`;

async function linesOf(path: string): Promise<string[]> {
  return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
}

test("--exec runs a command for each stored file, with its id and its name for people", async () => {
  await using cli = await openTestCli(sim);
  const notes = join(cli.dir, "notes");
  const end = await cli.run([...FETCH, "--exec", noteIn(notes)]);
  expect(end.exitCode).toBe(0);
  const names = await readdir(join(cli.archive, "images/hot"));
  const expected = names.map((name) => {
    const id = /(?:^|_)([^_]{5,7})\.\w+$/.exec(name)?.[1];
    return `${id}|${join(cli.archive, "images/hot", name)}`;
  });
  expect((await linesOf(notes)).toSorted()).toEqual(expected.toSorted());
  await cli.run([...FETCH, "--exec", noteIn(notes)]);
  expect((await linesOf(notes)).length).toBe(expected.length);
});

test("--exec without names for people gives the blob, also as the last word", async () => {
  await using cli = await openTestCli(sim);
  const notes = join(cli.dir, "notes");
  const command = `sh -c 'echo "$1" >> "$0"' ${notes}`;
  await cli.run([...FETCH, "--limit", "1", "--view", "none", "--exec", command]);
  expect((await linesOf(notes))[0]).toMatch(/\/archive\/blobs\/[0-9a-f]{2}\/[0-9a-f]{64}\.\w+$/);
});

test("transfers wait for no command", async () => {
  await using cli = await openTestCli(sim);
  const go = join(cli.dir, "go");
  // No command ends before every picture is stored: whoever waited for one would wait for ever.
  const command = `sh -c 'while [ ! -e "$0" ]; do sleep 0.05; done' ${go}`;
  let left = sim.world.posts
    .filter(({ inGallery }) => inGallery)
    .flatMap(({ media }) => media).length;
  const end = await cli.run([...FETCH, "--json", "-j", "2", "--exec", command], {
    onContext: (context) => {
      context.out.onWrite = (text) => {
        if (text.includes('"outcome":"stored"')) left -= 1;
        if (left === 0) writeFileSync(go, "");
      };
    },
  });
  expect([end.exitCode, left]).toEqual([0, 0]);
});

test("a command that fails is told and counted: exit 3, and every picture is stored", async () => {
  await using cli = await openTestCli(sim);
  const command = "sh -c 'echo no such camera >&2; exit 9'";
  const end = await cli.run([...FETCH, "--limit", "3", "--exec", command]);
  expect(end.exitCode).toBe(3);
  expect(end.err).toContain("exit 9, no such camera");
  expect(end.err).toContain("The command failed for 3 of 3 files");
  expect(end.err).toContain("3 announced = 3 stored");
});

test("what a command prints reaches no terminal", async () => {
  await using cli = await openTestCli(sim);
  const command = "sh -c 'printf \"\\033[2J\" >&2; exit 1'";
  const end = await cli.run([...FETCH, "--limit", "1", "--exec", command]);
  expect(end.err).not.toContain("\u001b");
});

test.each([
  ["a program that is not there", "nowhere-to-be-found {path}", "it is not there"],
  ["a quote that nothing closes", "echo 'x", "nothing closes the quote"],
  ["no word", " ", "there is no word in it"],
])("--exec with %s: exit 2, and nothing is changed", async (_what, command, reason) => {
  await using cli = await openTestCli(sim);
  const end = await cli.run([...FETCH, "--exec", command]);
  expect([end.exitCode, existsSync(cli.archive)]).toEqual([2, false]);
  expect(end.err).toContain(reason);
});

test("a command of the archive's own acacia.toml is not run; one of a named file is", async () => {
  await using cli = await openTestCli(sim);
  const notes = join(cli.dir, "notes");
  const toml = `exec = ${JSON.stringify(`touch ${notes}`)}\n`;
  await Bun.write(join(cli.archive, "acacia.toml"), toml);
  const end = await cli.run([...FETCH, "--limit", "1"]);
  expect([end.exitCode, existsSync(notes)]).toEqual([2, false]);
  expect(end.err).toContain("it could be anybody's");
  const own = join(cli.dir, "own.toml");
  await Bun.write(own, toml);
  expect((await cli.run([...FETCH, "--limit", "1", "--config", own])).exitCode).toBe(0);
  expect(existsSync(notes)).toBe(true);
});

test("Ctrl-C waits for the commands of what is stored", async () => {
  await using cli = await openTestCli(sim);
  const notes = join(cli.dir, "notes");
  const end = await cli.run([...FETCH, "--json", "-j", "1", "--exec", noteIn(notes)], {
    onContext: (context) => {
      context.out.onWrite = (text) => {
        const isFirst = context.stoppedBy() === undefined;
        if (isFirst && text.includes('"outcome":"stored"')) context.stop();
      };
    },
  });
  expect(end.exitCode).toBe(130);
  const stored = end.context.out.json.filter(({ outcome }) => outcome === "stored");
  expect((await linesOf(notes)).length).toBe(stored.length);
});

test("a second Ctrl-C ends a command that would go on for ever, and what it has started", async () => {
  await using cli = await openTestCli(sim);
  const pids = join(cli.dir, "pids");
  const command = `sh -c 'sleep 600 & echo $! >> "$0"; wait' ${pids}`;
  const end = await cli.run([...FETCH, "--limit", "1", "--json", "--exec", command], {
    onContext: (context) => {
      // The run ticks once a second: by then the command runs, and there is nothing else to wait for.
      context.out.onWrite = (text) => {
        if (!text.includes("run.progress") || !existsSync(pids)) return;
        context.stop();
        context.stop();
      };
    },
  });
  expect(end.exitCode).toBe(130);
  const [pid = "0"] = await linesOf(pids);
  // Gone, or dead and waiting for whoever has taken it over.
  expect(Bun.spawnSync(["ps", "-o", "stat=", "-p", pid]).stdout.toString()).toMatch(
    /^(?:Z.*\s*)?$/,
  );
});
