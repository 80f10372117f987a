import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { type Sim, startSim } from "@acacia/sim";
import { COMMANDS } from "../commands/list.ts";
import { openTestCli, type TestCli } from "../testing/cli.ts";
import { JSON_RECORDS, recordOf } from "./json_records.ts";

/** Forty commands, one after the other. */
const TIMEOUT_MS = 60_000;

let sim: Sim;
let cli: TestCli;

beforeAll(async () => {
  sim = await startSim({ seed: 7, posts: 6 });
  cli = await openTestCli(sim);
  await cli.run(["fetch", "hot", "--limit", "4"]);
});

afterAll(async () => {
  await cli[Symbol.asyncDispose]();
  await sim[Symbol.asyncDispose]();
});

test("JSON_RECORDS has every command, and no other", () => {
  expect(Object.keys(JSON_RECORDS)).toEqual(COMMANDS.map(({ name }) => name));
});

/** A call of each, in an order in which all of them have something to tell; `$ID` is a picture's. */
const CALLS: readonly (readonly [command: string, args: string, records: readonly string[]])[] = [
  ["fetch", "r/aww --limit 3", ["run.started", "source.page", "media.finished", "run.finished"]],
  ["fetch", "r/aww --limit 3 -n", ["an item"]],
  ["source", "add r/aww --limit 3", ["a source"]],
  ["source", "list", ["a source"]],
  ["sync", "-n", ["a source"]],
  ["sync", "", ["run.started", "media.finished", "run.finished"]],
  ["retry", "", []],
  ["list", "", ["a picture"]],
  ["show", "$ID", ["a picture"]],
  ["open", "$ID", ["a file"]],
  ["fav", "$ID", ["edit.finished"]],
  ["fav", "list", ["a picture"]],
  ["tag", "add cats $ID", ["edit.finished"]],
  ["tag", "list", ["a tag"]],
  ["filter", "save big w:>10", ["filter.saved"]],
  ["filter", "list", ["a filter"]],
  ["filter", "rm big", ["filter.removed"]],
  ["undo", "", ["edit.undone"]],
  ["undo", "list", ["an edit"]],
  ["stats", "", ["the archive"]],
  ["runs", "", ["a run"]],
  ["runs", "1", ["a run"]],
  ["thumbs", "", ["thumbs.finished"]],
  ["verify", "", ["verify.started", "verify.finished"]],
  ["repair", "", ["repair.started", "repair.finished"]],
  ["manifest", "", ["a file"]],
  ["dups", "", ["dups.finished"]],
  ["export", "out", ["export.file", "export.finished"]],
  ["export", "--format zip -n", ["a name", "export.finished"]],
  ["export", "--format zip -o out.zip", ["export.finished"]],
  ["import", "notes", ["import.file", "import.finished"]],
  ["source", "rm r/aww", ["source.removed"]],
  ["trash", "$ID", ["edit.finished"]],
  ["trash", "empty --older 0", ["trash.progress", "trash.finished"]],
  ["rebuild", "", ["rebuild.table", "rebuild.progress", "rebuild.finished"]],
  ["target", "r/aww https://example.com", ["a text"]],
  ["doctor", "--offline", ["a check"]],
  ["config", "show", ["a setting"]],
  ["config", "path", ["the file"]],
];

test(
  "every command's --json is what JSON_RECORDS tells, to the field",
  async () => {
    await Bun.write(join(cli.dir, "notes", "no_picture.jpg"), "text");
    const { out } = await cli.run(["list", "--json"]);
    const { id } = JSON.parse(out.split("\n")[0]!) as { id: string };
    for (const [command, args, records] of CALLS) {
      const words = args.split(" ").filter(Boolean);
      const { context } = await cli.run([
        command,
        ...words.map((word) => (word === "$ID" ? id : word)),
        "--json",
      ]);
      const met = new Set(context.out.lines.map((line) => recordOf(command, line).name));
      expect({ command, args, met: [...met] }).toEqual({
        command,
        args,
        met: expect.arrayContaining([...records]),
      });
    }
    expect(
      COMMANDS.filter(({ name }) => !CALLS.some(([command]) => command === name)).map(
        ({ name }) => name,
      ),
      // The queue needs Redis: queue_test.ts holds both to it.
    ).toEqual(["web", "worker", "collect", "queue", "completions", "help"]);
  },
  TIMEOUT_MS,
);

test.each([
  ["a field that it does not tell", { more: 1 }],
  ["a field of another type", { exists: "yes" }],
  ["a field that is missing", { exists: undefined }],
])("recordOf() refuses %s", (_what, change) => {
  const line = JSON.stringify({ path: "/a", exists: true, ...change });
  expect(() => recordOf("config", line)).toThrow("does not tell");
  expect(recordOf("config", JSON.stringify({ path: "/a", exists: true })).name).toBe("the file");
});
