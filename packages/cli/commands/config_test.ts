import { describe, expect, test } from "bun:test";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { CONFIG_KEYS, type ConfigSchema } from "@acacia/core/config";
import { TOML } from "bun";
import { z } from "zod";
import { openTestCli, type TestCli } from "../testing/cli.ts";

async function readSchema(cli: TestCli): Promise<z.ZodType> {
  const { out } = await cli.run(["config", "schema"]);
  return z.fromJSONSchema(JSON.parse(out));
}

/** The file with its settings in force: all that have a default. */
function uncomment(file: string): Record<string, unknown> {
  const lines = file.split("\n").filter((line) => /^# \w+ = (?:"|true|false|\d)/.test(line));
  return TOML.parse(lines.map((line) => line.slice(2)).join("\n")) as Record<string, unknown>;
}

describe("config init", () => {
  test("writes a file that changes nothing, with every setting in it", async () => {
    await using cli = await openTestCli();
    const end = await cli.run(["config", "init"]);
    const file = await Bun.file(join(cli.archive, "acacia.toml")).text();
    const absent = CONFIG_KEYS.filter(({ name }) => !file.includes(`\n# ${name} = `));
    expect({ exitCode: end.exitCode, absent: absent.map(({ name }) => name) }).toEqual({
      exitCode: 0,
      absent: ["config"],
    });
    const { context } = await cli.run(["config", "--json"]);
    expect(context.out.json.filter(({ origin }) => origin === "file")).toEqual([]);
  });

  test("writes the defaults as they are read again, and as the schema wants them", async () => {
    await using cli = await openTestCli();
    const before = await cli.run(["config", "--json"]);
    await cli.run(["config", "init"]);
    const path = join(cli.archive, "acacia.toml");
    const values = uncomment(await Bun.file(path).text());
    expect((await readSchema(cli)).safeParse(values).error?.issues).toBeUndefined();
    const lines = Object.entries(values).map(
      ([name, value]) => `${name} = ${JSON.stringify(value)}`,
    );
    await Bun.write(path, lines.join("\n"));
    const after = await cli.run(["config", "--json"]);
    const valuesOf = (rows: Record<string, unknown>[]) =>
      rows.map(({ name, value }) => [name, value]);
    expect(valuesOf(after.context.out.json)).toEqual(valuesOf(before.context.out.json));
    const fromFile = after.context.out.json.filter(({ origin }) => origin === "file");
    // `--json` itself is a flag here.
    expect(fromFile.map(({ name }) => String(name)).sort()).toEqual(
      Object.keys(values)
        .filter((name) => name !== "json")
        .sort(),
    );
  });

  test("overwrites nothing", async () => {
    await using cli = await openTestCli();
    await mkdir(cli.archive);
    const file = Bun.file(join(cli.archive, "acacia.toml"));
    await file.write("jobs = 3\n");
    const { exitCode, err } = await cli.run(["config", "init"]);
    expect({ exitCode, err, text: await file.text() }).toEqual({
      exitCode: 2,
      err: expect.stringContaining("it is there already"),
      text: "jobs = 3\n",
    });
  });

  test("says so when the folder cannot be made", async () => {
    await using cli = await openTestCli();
    await Bun.write(join(cli.dir, "file"), "");
    const { err } = await cli.run(["config", "init", "-d", "file/archive"]);
    expect(err).toMatch(/^Cannot make .*\nTry: name another folder with -d DIR\.\n$/);
  });
});

test("config path says where the settings are, and whether they are there", async () => {
  await using cli = await openTestCli();
  const path = join(cli.archive, "acacia.toml");
  const absent = await cli.run(["config", "path"]);
  expect([absent.out, absent.err]).toEqual([`${path}\n`, expect.stringContaining("config init")]);
  await cli.run(["config", "init"]);
  const made = await cli.run(["config", "path", "--json"]);
  expect([made.context.out.json, made.err]).toEqual([[{ path, exists: true }], ""]);
});

describe("config schema", () => {
  test.each([
    [
      { jobs: "auto", retries: 2, thumbs: false, timeout: "30s", max_size: 5_000, tpslimit: 0.5 },
      true,
    ],
    [{ jobs: 8, strategy: "pool", where: "type:photo" }, true],
    [{ jbos: 8 }, false],
    [{ strategy: "pools" }, false],
    [{ retries: "many" }, false],
    [{ thumbs: "no" }, false],
  ])("takes of %j what the program takes: %p", async (values, isTaken) => {
    await using cli = await openTestCli();
    expect((await readSchema(cli)).safeParse(values).success).toBe(isTaken);
  });

  test("describes every setting, and gives no secret a default", async () => {
    await using cli = await openTestCli();
    const { out } = await cli.run(["config", "schema"]);
    const { properties } = JSON.parse(out) as ConfigSchema;
    expect(Object.keys(properties)).toEqual(CONFIG_KEYS.map(({ name }) => name));
    expect(Object.values(properties).filter(({ description }) => !description)).toEqual([]);
  });
});
