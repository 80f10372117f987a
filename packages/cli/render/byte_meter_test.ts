import { expect, test } from "bun:test";
import { loadConfig } from "@acacia/core/config";
import { FakeClock } from "@acacia/core/testing";
import { TestContext } from "../testing/test_context.ts";
import { TinyTerminal } from "../testing/tiny_terminal.ts";
import { openByteMeter } from "./byte_meter.ts";

const TOTALS = { files: 100, bytes: 1_000_000_000 };

function open(how: { isTerminal: boolean; quiet?: boolean }) {
  const clock = new FakeClock();
  const context = new TestContext({ clock, ...how, columns: 80 });
  const config = loadConfig({ flags: { quiet: how.quiet ?? false }, env: {} });
  const screen = new TinyTerminal(80);
  context.err.onWrite = (text) => screen.write(text);
  return { clock, context, screen, meter: openByteMeter(context, { config, totals: TOTALS }) };
}

test("openByteMeter() shows on a terminal what is read, how fast, and how long it will take", async () => {
  const { clock, screen, meter } = open({ isTerminal: true });
  await clock.advance(2_000);
  meter.show({ files: 25, bytes: 250_000_000 });
  await clock.advance(100);
  expect(screen.text).toContain("25 of 100 files  250 MB of 1.0 GB  119 MB/s  6.3s to go");
});

test("openByteMeter() prints lines above the bar, and takes the bar away at the end", async () => {
  const { clock, screen, meter } = open({ isTerminal: true });
  await clock.advance(100);
  meter.print("blob.hash  something");
  meter[Symbol.dispose]();
  expect([screen.text, screen.isCursorShown]).toEqual(["blob.hash  something", true]);
});

test("openByteMeter() writes a plain line every few seconds where there is no terminal, and lines that stay to stdout", async () => {
  const { clock, context, meter } = open({ isTerminal: false });
  meter.show({ files: 50, bytes: 500_000_000 });
  await clock.advance(5_000);
  meter.print("blob.hash  something");
  expect(context.err.lines).toEqual(["50 of 100 files  500 MB of 1.0 GB  100 MB/s  5s to go"]);
  expect(context.out.lines).toEqual(["blob.hash  something"]);
});

test("openByteMeter() shows nothing but what was found when it is to be quiet", async () => {
  const { clock, context, meter } = open({ isTerminal: true, quiet: true });
  await clock.advance(10_000);
  meter.print("blob.hash  something");
  expect([context.err.text, context.out.lines]).toEqual(["", ["blob.hash  something"]]);
});
