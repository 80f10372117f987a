import { afterAll, beforeAll, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { openArchive } from "@acacia/core";
import { keepMedia, sampleMedia } from "@acacia/core/testing";
import fc from "fast-check";
import { jsonLine, safe } from "./render/safe.ts";
import { openTestCli, type TestCli } from "./testing/cli.ts";

/** What a terminal obeys instead of showing; a line's end is ours. */
const OBEYED_REGEXP =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** What somebody on Imgur may call a picture. */
const HOSTILE = [
  "<script>globalThis.pwned = 1</script>",
  '"><img src=x onerror="globalThis.pwned = 1">',
  "\u001b[2J\u001b]0;owned\u0007\u009b31m",
  "line\nbreak\r\nand\ttab",
  "a\u0000b",
  "photo\u202egpj.exe",
  "\u2066hidden\u2069\u200f",
  "../../../etc/passwd",
  "..\\..\\windows\\win.ini",
  "/absolute/path",
  "CON",
  "~/.ssh/id_rsa",
  "$(touch owned); `touch owned`",
  "{{constructor}}",
  "\ud800 half a letter",
  '=HYPERLINK("http://evil.example")',
  `long ${"x".repeat(1_000_000)}`,
];

let cli: TestCli;
beforeAll(async () => {
  cli = await openTestCli();
  await using archive = await openArchive(cli.archive, { mode: "write", command: "test" });
  for (const [at, text] of HOSTILE.entries()) {
    const id = `hosti${String(at).padStart(2, "0")}`;
    const media = sampleMedia({ id, title: text, description: text, name: text });
    const post = {
      id: `post${String(at).padStart(3, "0")}`,
      title: text,
      description: text,
      author: text,
      tags: [text],
      media: [media],
    };
    await keepMedia(archive, { id, bytes: jpeg(at), post });
  }
});
afterAll(() => cli[Symbol.asyncDispose]());

/** The least that is a whole JPEG: its markers, and a scan that differs by seed. */
function jpeg(seed: number): Uint8Array {
  const bytes = new Uint8Array(2_000).fill(seed);
  bytes.set([0xff, 0xd8, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0]);
  bytes.set([0xff, 0xd9], bytes.length - 2);
  return bytes;
}

const SHOWING: readonly (readonly string[])[] = [
  ["list"],
  ["list", "--json"],
  ...HOSTILE.map((_, at) => ["show", `hosti${String(at).padStart(2, "0")}`]),
  ["show", "hosti02", "--json"],
  ["stats"],
  ["stats", "--json"],
  ["verify", "--json"],
  ["verify"],
  ["runs"],
  ["manifest"],
  ["export", "--format", "jsonl"],
  ["trash", "--where", "score:>0", "--dry-run"],
  ["target", ...HOSTILE.slice(0, -1).filter((text) => !text.includes("\u0000"))],
  ["target", "--json", HOSTILE[2]!],
  ["list", HOSTILE[2]!],
  ["show", HOSTILE[2]!],
  ["fetch", HOSTILE[2]!],
];

test.each(SHOWING)("%s %p sends a terminal nothing that it obeys", async (...args) => {
  for (const isTerminal of [false, true]) {
    const { out, err } = await cli.run([...args, "--color", "never"], { isTerminal });
    expect(OBEYED_REGEXP.exec(Bun.stripANSI(out))?.[0]).toBeUndefined();
    expect(OBEYED_REGEXP.exec(Bun.stripANSI(err))?.[0]).toBeUndefined();
  }
});

test.each(["list --json", "export --format jsonl", "show hosti02 --json"])(
  "%s tells hostile text as it came, a line for each",
  async (line) => {
    const args = line.split(" ");
    const { out } = await cli.run(args);
    const lines = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(args[0] === "show" ? 1 : HOSTILE.length);
    expect(JSON.stringify(lines)).toContain(JSON.stringify(HOSTILE[2]).slice(1, -1));
  },
);

test("no hostile text makes a file outside the archive", () => {
  const outside = readdirSync(cli.dir).filter((name) => name !== "archive");
  expect(outside).toEqual([]);
  const names = readdirSync(cli.archive, { recursive: true, encoding: "utf8" });
  expect(names.filter((name) => OBEYED_REGEXP.test(name))).toEqual([]);
});

/** The law of the terminal: whatever the text, nothing that it obeys comes out, and no new line. */
function isObeyed(show: (text: string) => string): boolean {
  const units = fc
    .array(fc.nat(0xffff), { maxLength: 40 })
    .map((codes) => String.fromCharCode(...codes));
  const property = fc.property(units, (text) => {
    const shown = show(text);
    return !OBEYED_REGEXP.test(shown) && !shown.includes("\n");
  });
  const hard = fc.property(fc.constantFrom(...HOSTILE.slice(0, -1)), fc.string(), (text, rest) => {
    const shown = show(`${rest}${text}`);
    return !OBEYED_REGEXP.test(shown) && !shown.includes("\n");
  });
  return fc.check(property, { seed: 7 }).failed || fc.check(hard, { seed: 7 }).failed;
}

test("safe() and jsonLine() let nothing through that a terminal obeys, whatever the text", () => {
  expect(isObeyed(safe)).toBe(false);
  expect(isObeyed((text) => jsonLine({ text }).trimEnd())).toBe(false);
});

test("that law fails for one that forgets the second set of control characters", () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  expect(isObeyed((text) => text.replace(/[\u0000-\u001f\u007f]/g, "?"))).toBe(true);
});
