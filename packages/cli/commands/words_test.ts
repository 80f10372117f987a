import { expect, test } from "bun:test";
import { ERROR_CODES, EXIT_CODES, TARGET_RULES, VIEW_FIELDS } from "@acacia/core";
import { FIELDS } from "@acacia/core/where";
import { openTestCli } from "../testing/cli.ts";
import { TOPICS } from "./help.ts";

test("target tells how each text is read, one JSON object a line, in order", async () => {
  await using cli = await openTestCli();
  const texts = [
    "aBc12De",
    "https://imgur.com/a/title-aBc12De",
    "r/aww/top/week",
    "t/cats",
    "@someone",
    "search:blue cats",
  ];
  const { context, exitCode } = await cli.run(["target", ...texts, "--json"]);
  expect({ exitCode, rows: context.out.json.map(({ text, kind }) => [text, kind]) }).toEqual({
    exitCode: 0,
    rows: [
      [texts[0], "image"],
      [texts[1], "album"],
      [texts[2], "subreddit"],
      [texts[3], "tag"],
      [texts[4], "user"],
      [texts[5], "search"],
    ],
  });
});

test("target ends with 2 when any text was refused, and still reads the others", async () => {
  await using cli = await openTestCli();
  const { context, exitCode } = await cli.run([
    "target",
    "https://imgur.com.evil.example/a",
    "aBc12De",
    "--json",
  ]);
  expect({ exitCode, rows: context.out.json }).toMatchObject({
    exitCode: 2,
    rows: [
      { kind: "reject", reason: expect.any(String) },
      { kind: "image", id: "aBc12De" },
    ],
  });
});

test("target -i reads every link of a text", async () => {
  await using cli = await openTestCli();
  const stdin = ["see imgur.com/a/aBc12De and https://i.imgur.com/xYz", "1234.png."];
  const { context } = await cli.run(["target", "-i", "-", "--json"], { stdin });
  expect(context.out.json.map(({ kind }) => kind)).toEqual(["album", "file"]);
});

test("target prints texts from outside without their control characters", async () => {
  await using cli = await openTestCli();
  expect((await cli.run(["target", "a\x1b[2Jb"])).out).not.toContain("\x1b");
});

test.each(Object.keys(TOPICS))("help %s explains its whole table", async (topic) => {
  const entries: Record<string, readonly string[]> = {
    targets: TARGET_RULES.map(({ example }) => example),
    where: FIELDS.map(({ example }) => example),
    view: Object.keys(VIEW_FIELDS).map((field) => `{${field}}`),
    "exit-codes": [
      ...ERROR_CODES,
      ...new Set(Object.values(EXIT_CODES).map((code) => ` ${code}  `)),
    ],
  };
  await using cli = await openTestCli();
  const { out } = await cli.run(["help", topic]);
  expect((entries[topic] ?? ["no table"]).filter((entry) => !out.includes(entry))).toEqual([]);
});

test.each(Object.keys(TOPICS))("help %s fits a hundred columns", async (topic) => {
  await using cli = await openTestCli();
  const { context } = await cli.run(["help", topic]);
  expect(context.out.lines.filter((line) => Bun.stringWidth(line) > 100)).toEqual([]);
});
