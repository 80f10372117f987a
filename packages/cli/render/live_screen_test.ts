import { expect, test } from "bun:test";
import fc from "fast-check";
import { TextOutput } from "../testing/test_context.ts";
import { TinyTerminal } from "../testing/tiny_terminal.ts";
import { LiveScreen } from "./live_screen.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: what is sent to a terminal
const CLEARED_FIRST_REGEXP = /\x1b\[2?[JK][^\x1b\n]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what is sent to a terminal
const UP_REGEXP = /\x1b\[(\d+)A/;

function open({ columns = 40, rows = 10 } = {}) {
  const terminal = new TinyTerminal(columns, rows);
  const output = new TextOutput({ isTerminal: true, columns, rows });
  output.onWrite = (text) => terminal.write(text);
  return { terminal, output, screen: new LiveScreen(output) };
}

test("LiveScreen draws lines in place of those before", () => {
  const { terminal, screen } = open();
  screen.draw(["one", "two", "three"]);
  screen.draw(["1", "2"]);
  expect(terminal.text).toBe("1\n2");
});

test("LiveScreen lets printed text scroll away above its lines", () => {
  const { terminal, screen } = open();
  screen.draw(["bar"]);
  screen.print("failed a\n");
  screen.print("failed b\n");
  expect(terminal.text).toBe("failed a\nfailed b\nbar");
});

test("LiveScreen writes once a frame, held until it is complete", () => {
  const { output, screen } = open();
  screen.draw(["one", "two"]);
  screen.draw(["1", "2"]);
  expect(
    output.writes.map((text) => [text.startsWith("\x1b[?2026h"), text.endsWith("\x1b[?2026l")]),
  ).toEqual([
    [true, true],
    [true, true],
  ]);
});

test("LiveScreen never clears a line before it is written anew", () => {
  const { output, screen } = open();
  screen.draw(["one", "two"]);
  screen.draw(["1", "2"]);
  // Clearing first would show an empty line for an instant: flicker.
  expect(output.writes[1]).not.toMatch(CLEARED_FIRST_REGEXP);
});

test("LiveScreen hides the cursor while it draws, and gives it back", () => {
  const { terminal, screen } = open();
  screen.draw(["one"]);
  const whileDrawn = terminal.isCursorShown;
  screen.close();
  expect([whileDrawn, terminal.isCursorShown]).toEqual([false, true]);
});

test("LiveScreen leaves nothing behind, and closes twice without harm", () => {
  const { terminal, output, screen } = open();
  screen.draw(["one", "two"]);
  screen.print("kept\n");
  screen.close();
  const writes = output.writes.length;
  screen.close();
  expect([terminal.text, output.writes.length]).toEqual(["kept", writes]);
});

const LINE = fc.string({ maxLength: 30, unit: fc.constantFrom("a", "b", "ü", "猫", "━", " ") });
const STEP = fc.oneof(
  fc.record({
    kind: fc.constant("draw" as const),
    lines: fc.array(LINE, { minLength: 1, maxLength: 6 }),
  }),
  fc.record({
    kind: fc.constant("print" as const),
    lines: fc.array(LINE, { minLength: 1, maxLength: 3 }),
  }),
);

/** The law: after any steps the terminal shows what was printed, then the lines drawn last. */
function followsLaw(
  makeScreen: (output: TextOutput) => Pick<LiveScreen, "draw" | "print">,
): boolean {
  const result = fc.check(
    fc.property(fc.array(STEP, { minLength: 1, maxLength: 20 }), (steps) => {
      const terminal = new TinyTerminal(80, 10);
      const output = new TextOutput({ isTerminal: true, columns: 80, rows: 10 });
      output.onWrite = (text) => terminal.write(text);
      const screen = makeScreen(output);
      const printed: string[] = [];
      let drawn: readonly string[] = [];
      for (const { kind, lines } of steps) {
        if (kind === "draw") {
          screen.draw(lines);
          drawn = lines;
        } else {
          screen.print(`${lines.join("\n")}\n`);
          printed.push(...lines);
        }
      }
      const expected = [...printed, ...drawn].map((line) => line.trimEnd()).join("\n");
      return terminal.text === expected.trimEnd();
    }),
    { numRuns: 200, seed: 7 },
  );
  return !result.failed;
}

test("LiveScreen shows what was printed, then what was drawn last, after any steps", () => {
  expect(followsLaw((output) => new LiveScreen(output))).toBe(true);
});

test("the law of LiveScreen finds one that goes up a line too few", () => {
  const isLawful = followsLaw((output) => {
    const screen = new LiveScreen({
      isTerminal: true,
      columns: 80,
      rows: 10,
      write: (text) =>
        output.write(
          text.replace(UP_REGEXP, (_, rows: string) => `\x1b[${Number(rows) - 1 || 1}A`),
        ),
    });
    return screen;
  });
  expect(isLawful).toBe(false);
});
