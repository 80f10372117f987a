import { Database } from "bun:sqlite";
import { describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { exportLines, OUTCOMES } from "@acacia/core";
import { CONFIG_KEYS, type ConfigKey, envOf } from "@acacia/core/config";
import { keepMedia, openTempArchive } from "@acacia/core/testing";
import { Glob } from "bun";
import packageJson from "../package.json";
import { COMMANDS } from "../packages/cli/commands/list.ts";
import type { Context } from "../packages/cli/context.ts";
import { runProgram } from "../packages/cli/program.ts";
import { exitCodesTopic } from "../packages/cli/topics/exit_codes.ts";
import { MIGRATIONS } from "../packages/core/db/migrations.ts";
import {
  argumentsOf,
  findCitations,
  findCommands,
  findDeadLinks,
  findMissingFiles,
  findSections,
  readDocuments,
  scriptOf,
} from "./documents.ts";
import { CLI_DOCS } from "./generate_cli_docs.ts";
import { listSources } from "./imports.ts";

const root = join(import.meta.dir, "..");
const documents = await readDocuments(root);
const byPath = new Map(documents.map((document) => [document.path, document.text]));
const textOf = (path: string): string => byPath.get(path) ?? "";
const cells = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, cell]) => cell);

describe.each(documents.map((document) => [document.path, document] as const))(
  "%s",
  (_path, document) => {
    test("links to what exists", () => {
      const dead = findDeadLinks(document, root);
      // Screenshots are made by a script; until it ran there are none.
      const hasShots = existsSync(join(root, "docs/shots"));
      expect(dead.filter((link) => hasShots || !link.includes("docs/shots/"))).toEqual([]);
    });

    test("names files that exist", () => {
      expect(findMissingFiles(document, root)).toEqual([]);
    });

    test("shows only scripts of package.json", () => {
      const scripts = findCommands(document)
        .map(scriptOf)
        .filter((name) => name !== undefined);
      expect(scripts.filter((name) => !(name in packageJson.scripts))).toEqual([]);
    });
  },
);

const shown = ["README.md", "docs/recipes.md"].flatMap((path) =>
  findCommands({ path, text: textOf(path) })
    .map(argumentsOf)
    .filter((args) => args !== undefined),
);

test.each(shown.map((args) => [args.join(" "), args] as const))(
  "the program understands `acacia %s`",
  async (_line, args) => {
    expect(COMMANDS.map(({ name }) => name)).toContain(args[0] ?? "");
    // `--help` ends the command before its work, after every flag was read.
    const silent = { isTerminal: false, columns: 80, rows: 24, write: () => {} };
    const context = { out: silent, err: silent, env: {} } as unknown as Context;
    expect(await runProgram([...args, "--help"], context)).toBe(0);
  },
);

test("README.md is at most 250 lines, CONTRIBUTING.md at most 120", () => {
  expect(textOf("README.md").split("\n").length).toBeLessThanOrEqual(250);
  expect(textOf("CONTRIBUTING.md").split("\n").length).toBeLessThanOrEqual(120);
});

test("README.md lists the nine outcomes in their order", () => {
  expect(
    cells(textOf("README.md"), /^\| `(\w+)` +\| /gm).filter((cell) =>
      OUTCOMES.includes(cell as never),
    ),
  ).toEqual([...OUTCOMES]);
});

test("README.md lists the exit codes that the program explains", () => {
  const explained = cells(exitCodesTopic(), /^ +(\d+) {2}/gm).map(Number);
  const listed = cells(textOf("README.md"), /^\| (\d+(?:, \d+)*) +\|/gm).flatMap((cell) =>
    (cell ?? "").split(", ").map(Number),
  );
  expect(listed.toSorted((a, b) => a - b)).toEqual(explained);
});

test("README.md names only variables that are read", () => {
  const read = [...CONFIG_KEYS.map((key: ConfigKey) => envOf(key)), "NO_COLOR", "FORCE_COLOR"];
  const named = cells(
    textOf("README.md"),
    /\b((?:ACACIA|IMGUR)_[A-Z_]+|HTTPS_PROXY|NO_COLOR|FORCE_COLOR)\b/g,
  );
  expect(named.filter((name) => !read.includes(name ?? ""))).toEqual([]);
});

test.each(Object.entries(CLI_DOCS))(
  "%s is what the program says now (bun _tools/generate_cli_docs.ts)",
  async (path, render) => {
    expect(textOf(path) === (await render())).toBe(true);
  },
);

test("docs/http_api.md lists every route of the gallery and no other", async () => {
  const routes = new Set<string>();
  for await (const file of new Glob("packages/web/{routes,server}/*.ts").scan({ cwd: root })) {
    if (file.endsWith("_test.ts")) continue;
    const source = await Bun.file(join(root, file)).text();
    const found = source.matchAll(/(?:path: |\.(?:get|post|doc31)\(\s*)"(\/[^"*]+)"/g);
    for (const [, path] of found) routes.add((path ?? "").replace(/:(\w+)/g, "{$1}"));
  }
  const listed = cells(textOf("docs/http_api.md"), /^\| `(?:GET|POST|DELETE) ([^`]+)` +\|/gm);
  expect([...new Set(listed)].toSorted()).toEqual([...routes].toSorted());
});

describe("docs/archive_format.md", () => {
  const text = textOf("docs/archive_format.md");
  using database = openSchema();
  const tables = database
    .query<{ name: string }, []>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all()
    .map(({ name }) => name)
    .filter((name) => !/_words_\w+$/.test(name));
  const columns = new Map(
    tables.map((table) => [
      table,
      database
        .query<{ name: string }, [string]>("SELECT name FROM pragma_table_info(?)")
        .all(table)
        .map(({ name }) => name),
    ]),
  );

  test("names every table", () => {
    expect(tables.filter((table) => !text.includes(`\`${table}\``))).toEqual([]);
  });

  test("names only columns that exist", () => {
    const values = ["album", "image", "photo", "gif", "video", "original", "mp4", "poster"];
    const states = [
      "pending",
      "made",
      "refused",
      "item",
      "pause",
      "credits",
      "notice",
      "thumb_refused",
      "duplicate",
      "alternate",
      "unrelated",
      "comment_words",
      "import",
      "wayback",
    ];
    const wrong = [...text.matchAll(/^\| (`\w+`(?:, `\w+`)*) +\| [^|]+ \| ([^|]+) \|$/gm)].flatMap(
      ([, names = "", cell = ""]) => {
        const known = cells(names, /`(\w+)`/g).flatMap((name) => columns.get(name ?? "") ?? []);
        if (known.length === 0) return [];
        const named = cells(cell, /`(\w+)`/g).map((name) => name ?? "");
        return named.filter(
          (name) => ![...known, ...values, ...states, "deletehash", "blobs"].includes(name),
        );
      },
    );
    expect(wrong).toEqual([]);
  });

  test("names every field of an export's JSON Lines, and no other", async () => {
    await using archive = await openTempArchive();
    await keepMedia(archive, { id: "aBc12De", bytes: new Uint8Array([1]) });
    const [line = ""] = exportLines(archive, {});
    const [, section = ""] = /^## JSON Lines\n(.*?)^## /ms.exec(text) ?? [];
    const named = [...section.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, names = ""]) =>
      cells(names, /`(\w+)`/g),
    );
    expect(named.toSorted()).toEqual(Object.keys(JSON.parse(line)).toSorted());
  });

  test("describes the schema of now", () => {
    expect(text).toContain(`schema ${MIGRATIONS.length} (`);
  });
});

function openSchema(): Database {
  const database = new Database(":memory:");
  for (const migration of MIGRATIONS) {
    for (const statement of migration.split("--> statement-breakpoint")) database.run(statement);
  }
  return database;
}

test("docs/imgur.md has every section that the sources cite", async () => {
  const sections = findSections(textOf("docs/imgur.md"));
  const missing: string[] = [];
  for (const file of await listSources(root)) {
    for (const cited of findCitations(await Bun.file(join(root, file)).text())) {
      if (!sections.has(cited)) missing.push(`${file} cites §${cited}`);
    }
  }
  expect(missing).toEqual([]);
});

test("CHANGELOG.md begins with what is unreleased", () => {
  expect(textOf("CHANGELOG.md")).toMatch(
    /^# Changelog\n[\s\S]*?\n## Unreleased\n\n### (?:Added|Changed|Fixed)\n/,
  );
});

describe("the checks themselves", () => {
  const document = (text: string) => ({ path: "docs/page.md", text });

  test("findDeadLinks() finds a link and a picture that lead nowhere", () => {
    const text = '[a](imgur.md) [b](nowhere.md#x) <img src="gone.svg"> [c](https://imgur.com)';
    expect(findDeadLinks(document(text), root)).toEqual(
      ["nowhere.md", "gone.svg"].map((f) => (f === "nowhere.md" ? "nowhere.md#x" : f)),
    );
  });

  test("findMissingFiles() finds a file that was moved", () => {
    const text = "`packages/core/mod.ts` and `packages/core/imgur/no_such_file.ts`";
    expect(findMissingFiles(document(text), root)).toEqual(["packages/core/imgur/no_such_file.ts"]);
  });

  test("findCommands() reads pipes, quotes, substitutions and comments", () => {
    const text =
      "```sh\ncurl x | acacia fetch -i - # why\ncp \"$(acacia open a1b2c)\" 'a b'\nacacia list --json > f\n```";
    expect(findCommands(document(text)).map(argumentsOf)).toEqual([
      undefined,
      ["fetch", "-i", "-"],
      ["open", "a1b2c"],
      ["list", "--json"],
    ]);
  });

  test("findCitations() reads sections and numbered rows", () => {
    expect(findCitations("// docs/imgur.md §1, §4.1 and docs/imgur.md §2.6 #1 and #2.")).toEqual([
      "1",
      "4.1",
      "2.6",
      "2.6 #1",
      "2.6 #2",
    ]);
  });
});
