import { expect, test } from "bun:test";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openArchive } from "@acacia/core";
import { type KeptMedia, keepMedia, sampleBytes } from "@acacia/core/testing";
import { openTestCli, type TestCli } from "../testing/cli.ts";

/** The program, and an archive with so many media of 2,000 bytes each. */
async function openFilled(count: number): Promise<{ cli: TestCli; kept: KeptMedia[] }> {
  const cli = await openTestCli();
  await using archive = await openArchive(cli.archive, { mode: "write", sync: false });
  const kept: KeptMedia[] = [];
  for (let seed = 0; seed < count; seed++) {
    const id = `aaaa${String(seed).padStart(3, "0")}`;
    kept.push(await keepMedia(archive, { id, bytes: sampleBytes(seed) }));
  }
  return { cli, kept };
}

function damage({ blob }: KeptMedia): void {
  chmodSync(blob, 0o644);
  writeFileSync(blob, sampleBytes(99));
}

test("verify ends with 0 and says that all is well", async () => {
  const { cli } = await openFilled(2);
  await using _ = cli;
  const { exitCode, out, err } = await cli.run(["verify"]);
  expect({ exitCode, out }).toEqual({ exitCode: 0, out: "" });
  expect(err).toMatch(/^2 files, 4\.0 kB, read in .*\nAll is as it was stored\.\n$/);
});

test("verify ends with 10 and lists what is wrong, on stdout", async () => {
  const { cli, kept } = await openFilled(3);
  await using _ = cli;
  damage(kept[0]!);
  rmSync(kept[1]!.view);
  const { exitCode, context, err } = await cli.run(["verify"]);
  expect(exitCode).toBe(10);
  expect(context.out.lines).toEqual([
    expect.stringMatching(/^blob\.hash {2}.+ {2}blobs\/\S+\.jpg {2}aaaa000 {2}SHA-256 is \w{64}$/),
    expect.stringMatching(/^view\.missing {2}.+ {2}images\/r\/aww\/aaaa001\.jpg$/),
  ]);
  expect(err).toMatch(/2 things are wrong: 1 blob\.hash, 1 view\.missing\.\nTry: .*acacia repair/);
});

test("verify --json tells each finding, and the sums at the end", async () => {
  const { cli, kept } = await openFilled(2);
  await using _ = cli;
  rmSync(kept[0]!.blob);
  const { exitCode, context, err } = await cli.run(["verify", "--json"]);
  const { sha256 } = kept[0]!;
  expect({ exitCode, err }).toEqual({ exitCode: 10, err: "" });
  expect(context.out.json.filter(({ type }) => type !== "verify.progress")).toMatchObject([
    { type: "verify.started", blobs: 2, bytes: 4_000, resumed: false },
    { type: "verify.finding", kind: "blob.missing", sha256, ids: ["aaaa000"] },
    {
      type: "verify.finished",
      complete: true,
      blobs: 2,
      findings: { "blob.missing": 1 },
      errors: 1,
    },
  ]);
});

test("verify --sample reads so many, and names the seed that picks them again", async () => {
  const { cli } = await openFilled(20);
  await using _ = cli;
  const { err } = await cli.run(["verify", "--sample", "25%"]);
  const [, seed] = /^A sample of 5; --seed (\d+) picks it again\.\n5 files/.exec(err) ?? [];
  const again = await cli.run(["verify", "--sample", "5", "--seed", seed ?? "", "--json"]);
  expect(again.context.out.json.at(-1)).toMatchObject({ blobs: 5 });
  expect(again.context.out.json[0]).toMatchObject({ seed: Number(seed) });
});

test("verify that is stopped ends with 130, and the next one goes on", async () => {
  const { cli } = await openFilled(4);
  await using _ = cli;
  const stopped = await cli.run(["verify", "--json"], {
    onContext: (context) => {
      context.out.onWrite = () => context.stop();
    },
  });
  const next = await cli.run(["verify", "--json"]);
  expect(stopped.exitCode).toBe(130);
  expect(stopped.context.out.json.at(-1)).toMatchObject({ complete: false });
  expect(next.exitCode).toBe(0);
  expect(next.context.out.json[0]).toMatchObject({ type: "verify.started", resumed: true });
});

test("verify works beside a process that holds the lock", async () => {
  const { cli } = await openFilled(1);
  await using _ = cli;
  await using _held = await openArchive(cli.archive, { mode: "write" });
  expect((await cli.run(["verify"])).exitCode).toBe(0);
});

test("verify names rebuild for a database that is none", async () => {
  const { cli } = await openFilled(1);
  await using _ = cli;
  await Bun.write(join(cli.archive, "acacia.sqlite"), "no database at all, for sure ".repeat(100));
  const { exitCode, err } = await cli.run(["verify"]);
  expect({ exitCode, err }).toEqual({
    exitCode: 10,
    err: expect.stringContaining("acacia rebuild"),
  });
});

test.each([
  ["no share of anything", ["--sample", "0%"], 2],
  ["a sample of no files", ["--sample", "0"], 2],
  ["a seed without a sample", ["--seed", "7"], 2],
  ["an archive that is not there", ["-d", "elsewhere"], 2],
])("verify refuses %s", async (_what, flags, exitCode) => {
  const { cli } = await openFilled(1);
  await using _ = cli;
  expect((await cli.run(["verify", ...flags])).exitCode).toBe(exitCode);
});

test("verify --decode takes what an engine can show, and names what none can", async () => {
  const { cli } = await openFilled(1);
  await using _ = cli;
  const { exitCode, context } = await cli.run(["verify", "--decode", "--workers", "0", "--json"]);
  const kinds = context.out.json.flatMap(({ kind }) => (kind === undefined ? [] : [kind]));
  expect({ exitCode, kinds }).toEqual({ exitCode: 10, kinds: ["blob.picture"] });
});
