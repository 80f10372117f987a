import { expect, test } from "bun:test";
import { loadConfig } from "@acacia/core/config";
import { FakeClock } from "@acacia/core/testing";
import { TestContext } from "../testing/test_context.ts";
import { TinyTerminal } from "../testing/tiny_terminal.ts";
import { openMigrationShow } from "./migration_show.ts";

const progress = (ratio: number) => ({ from: 1, to: 6, ratio });

/** Shows a migration of so many steps, `ms` apart. */
async function showFor(
  context: TestContext,
  clock: FakeClock,
  { steps, ms }: { steps: number; ms: number },
) {
  const show = openMigrationShow(context, loadConfig({ flags: {}, env: context.env }));
  for (let step = 1; step <= steps; step++) {
    await clock.advance(ms);
    show.onMigrate(progress(step / steps));
  }
  return show;
}

test("openMigrationShow() says nothing of what is over in half a second", async () => {
  const clock = new FakeClock();
  for (const isTerminal of [true, false]) {
    const context = new TestContext({ clock, isTerminal });
    using _show = await showFor(context, clock, { steps: 4, ms: 100 });
    expect(context.err.text).toBe("");
  }
});

test("openMigrationShow() keeps one live line on a terminal, and takes it away", async () => {
  const clock = new FakeClock();
  const context = new TestContext({ clock, isTerminal: true });
  const terminal = new TinyTerminal();
  context.err.onWrite = (text) => terminal.write(text);
  const show = await showFor(context, clock, { steps: 8, ms: 400 });
  expect(terminal.text).toEndWith("Updating the archive, schema 1 to 6: 100 %");
  expect(terminal.text.split("\n")).toHaveLength(1);
  show[Symbol.dispose]();
  expect({ text: terminal.text, isCursorShown: terminal.isCursorShown }).toEqual({
    text: "",
    isCursorShown: true,
  });
});

test("openMigrationShow() prints a plain line every five seconds elsewhere", async () => {
  const clock = new FakeClock();
  const context = new TestContext({ clock });
  using _show = await showFor(context, clock, { steps: 12, ms: 1_000 });
  expect(context.err.lines).toEqual([
    "Updating the archive, schema 1 to 6: 8 %",
    "Updating the archive, schema 1 to 6: 50 %",
    "Updating the archive, schema 1 to 6: 91 %",
  ]);
});
