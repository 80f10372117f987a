import { expect, test } from "bun:test";
import { loadConfig } from "@acacia/core/config";
import { openStyle } from "./style.ts";

function paint(env: Record<string, string>, { isTerminal = true, color = "auto" } = {}): string {
  const config = loadConfig({ flags: { color }, env: {} });
  const output = { isTerminal, columns: 80, rows: 24, write() {} };
  return openStyle(output, { config, context: { env } }).leaf("x");
}

test.each([
  [
    "true colour where the terminal says so",
    { COLORTERM: "truecolor" },
    "\x1b[38;2;104;159;86mx\x1b[39m",
  ],
  ["256 colours by TERM", { TERM: "xterm-256color" }, "\x1b[38;5;71mx\x1b[39m"],
  ["16 colours else", { TERM: "xterm" }, "\x1b[32mx\x1b[39m"],
  ["nothing with NO_COLOR", { NO_COLOR: "1", COLORTERM: "truecolor" }, "x"],
  ["nothing on a dumb terminal", { TERM: "dumb" }, "x"],
])("openStyle() gives %s", (_what, env, expected) => {
  expect(paint(env as Record<string, string>)).toBe(expected);
});

test.each([
  ["no terminal", {}, "auto", "x"],
  ["FORCE_COLOR without a terminal", { FORCE_COLOR: "1" }, "auto", "\x1b[32mx\x1b[39m"],
  ["FORCE_COLOR=0", { FORCE_COLOR: "0" }, "auto", "x"],
  ["--color always before NO_COLOR", { NO_COLOR: "1" }, "always", "\x1b[32mx\x1b[39m"],
])("openStyle() follows %s", (_what, env, color, expected) => {
  expect(paint(env as Record<string, string>, { isTerminal: false, color })).toBe(expected);
});

test("openStyle() follows --color never before FORCE_COLOR", () => {
  expect(paint({ FORCE_COLOR: "1" }, { color: "never" })).toBe("x");
});
