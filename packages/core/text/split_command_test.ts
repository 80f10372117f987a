import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { fillCommand, splitCommand } from "./split_command.ts";

describe("splitCommand()", () => {
  test.each([
    ["exiftool -q {path}", ["exiftool", "-q", "{path}"]],
    ["  a\t b\nc  ", ["a", "b", "c"]],
    ["a 'b c' \"d e\"", ["a", "b c", "d e"]],
    ["a'b'\"c\"d", ["abcd"]],
    ["a '' \"\"", ["a", "", ""]],
    ["a '\\n \"x\"'", ["a", '\\n "x"']],
    ['a "\\"x\\" \\\\ \\n $HOME"', ["a", '"x" \\ \\n $HOME']],
    ["a\\ b \\' \\\"", ["a b", "'", '"']],
    [
      "a; rm -rf / && b | c > d $(e) `f`",
      ["a;", "rm", "-rf", "/", "&&", "b", "|", "c", ">", "d", "$(e)", "`f`"],
    ],
  ])("reads %s", (command, words) => expect(splitCommand(command)).toEqual(words));

  test.each(["", "  ", "a 'b", 'a "b', "a \\"])("refuses %p", (command) => {
    expect(() => splitCommand(command)).toThrow("Cannot read the command");
  });

  test("whatever the words are, quoted they come back", () => {
    // Seen failing with a backslash that is read within single quotes.
    const quote = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;
    const word = fc.array(fc.constantFrom("a", " ", "'", '"', "\\", "{", "}", "\n", "😀"));
    fc.assert(
      fc.property(
        fc.array(
          word.map((list) => list.join("")),
          { minLength: 1 },
        ),
        (words) => {
          expect(splitCommand(words.map(quote).join(" "))).toEqual(words);
        },
      ),
    );
  });
});

describe("fillCommand()", () => {
  const file = { path: "/a/{id} x.jpg", id: "aBc12De" };
  test.each([
    [
      ["cp", "{path}", "{id}.jpg"],
      ["cp", "/a/{id} x.jpg", "aBc12De.jpg"],
    ],
    [
      ["cp", "{}", "b"],
      ["cp", "/a/{id} x.jpg", "b"],
    ],
    [["touch"], ["touch", "/a/{id} x.jpg"]],
    [
      ["echo", "{title}"],
      ["echo", "{title}", "/a/{id} x.jpg"],
    ],
  ])("%p", (words, filled) => expect(fillCommand(words, file)).toEqual(filled));
});
