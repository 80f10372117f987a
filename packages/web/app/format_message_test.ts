import { expect, test } from "bun:test";
import { join } from "node:path";
import { formatMessage } from "./format_message.ts";
import { STRINGS, type StringId, t } from "./strings.ts";

test.each([
  ["{n} of {all}", { n: 3_451, all: 9_600 }, "3,451 of 9,600"],
  ["{n, plural, one {# item} other {# items}}", { n: 1 }, "1 item"],
  ["{n, plural, one {# item} other {# items}}", { n: 12_482 }, "12,482 items"],
  [
    "Run {run}: {n, plural, one {# {kind}} other {# {kind}s}}",
    { run: "42", n: 2, kind: "cat" },
    "Run 42: 2 cats",
  ],
  ["{missing} is nothing", {}, " is nothing"],
] as const)("formatMessage() fills %s", (message, values, text) => {
  expect(formatMessage(message, values)).toBe(text);
});

/** Those of pages that come with their own, too. */
const EVERY_WORD = await Promise.all(
  [...new Bun.Glob("{views,parts}/**/strings.ts").scanSync(import.meta.dir)].map(
    async (path) => Object.values(await import(join(import.meta.dir, path))) as unknown[],
  ),
);

test("STRINGS have matching braces and no exclamation marks", () => {
  const tables = [STRINGS, ...EVERY_WORD.flat().filter((table) => typeof table === "object")];
  for (const message of tables.flatMap((table) => Object.values(table as object))) {
    expect(message.split("{").length).toBe(message.split("}").length);
    expect(message).not.toContain("!");
  }
});

test("STRINGS name nothing that no code asks for", async () => {
  const root = new URL(".", import.meta.url).pathname;
  const sources: string[] = [];
  for await (const path of new Bun.Glob("**/*.{ts,tsx}").scan(root)) {
    if (!path.endsWith("_test.ts") && path !== "strings.ts")
      sources.push(await Bun.file(root + path).text());
  }
  const code = sources.join("\n");
  const made = [/^theme\./, /^kinds\./, /^sort\./, /^rows\./, /^details\.(points|views|comments)$/];
  const unused = Object.keys(STRINGS).filter(
    (id) => !code.includes(`"${id}"`) && !made.some((pattern) => pattern.test(id)),
  );
  expect(unused).toEqual([]);
});

test("t() writes a message by its meaning", () => {
  expect(t("library.unseen" satisfies StringId, { n: 945 })).toBe("945 you have not seen");
});
