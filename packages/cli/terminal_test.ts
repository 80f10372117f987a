import { afterAll, beforeAll, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { makeTempFolder } from "@acacia/core/testing";
import { type Sim, startSim } from "@acacia/sim";
import { openTerminalProcess } from "./testing/main_process.ts";

let sim: Sim;

beforeAll(async () => {
  sim = await startSim({
    seed: 7,
    posts: 8,
    albums: 0,
    gifs: 0,
    videos: 0,
    duplicates: 0,
    nearDuplicates: 0,
    sizeBytes: 1_200_000,
    distinctPictures: 1,
  });
  for (const post of sim.world.posts) for (const one of post.media) await sim.world.bytes(one.id);
});
afterAll(() => sim[Symbol.asyncDispose]());

/** Whether the system has stopped a process, as Ctrl-Z does. */
function isStopped(pid: number): boolean {
  return /^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
}

/** Sets what goes wrong, and how slow it is. */
function arrange(knobs: Parameters<Sim["set"]>[0]): void {
  sim.set({ rules: [], faults: {}, bandwidth: 0, latency: "0", ...knobs });
  sim.resetStats();
}

function startFetch(
  cwd: string,
  options: { columns?: number; env?: Record<string, string>; args?: string[] } = {},
) {
  const { columns, env = {}, args = [] } = options;
  return openTerminalProcess(
    ["fetch", "hot", "--no-thumbs", "-j", "4", "--strategy", "pool", ...args],
    {
      cwd,
      env: { ...sim.env, IMGUR_CLIENT_ID: "test", ...env },
      ...(columns ? { columns } : {}),
    },
  );
}

test("fetch on a terminal draws a line a slot and the totals while it runs", async () => {
  arrange({ bandwidth: 1_500_000 });
  await using folder = await makeTempFolder();
  await using fetch = startFetch(folder.dir);
  await fetch.until((text) => /━.*of 1.2 MB/.test(text) && /\d of 8 /.test(text));
  expect(fetch.terminal.isCursorShown).toBe(false);
}, 20_000);

test("fetch on a terminal leaves only the report, and gives the cursor back", async () => {
  arrange({});
  await using folder = await makeTempFolder();
  await using fetch = startFetch(folder.dir);
  const exitCode = await fetch.ended;
  const { text, isCursorShown } = fetch.terminal;
  expect({ exitCode, isCursorShown, text }).toEqual({
    exitCode: 0,
    isCursorShown: true,
    text: expect.stringMatching(
      /^8 announced = 8 stored\.\n9\.6 MB new in .+\nLook at it with `acacia web`\.$/,
    ),
  });
}, 20_000);

test("fetch on a terminal lets failures scroll above the live lines", async () => {
  arrange({ rules: ["cdn:html@first1"], bandwidth: 1_500_000, faults: {} });
  const id = sim.world.posts[0]?.media[0]?.id ?? "";
  sim.set({ faults: { [id]: ["html*"] } });
  await using folder = await makeTempFolder();
  await using fetch = startFetch(folder.dir);
  await fetch.until((text) => new RegExp(`^rejected ${id}[^]*of 8`, "m").test(text));
  expect(fetch.terminal.text.split("\n")[0]).toContain("A web page came");
}, 20_000);

test("fetch on a terminal finishes what runs at Ctrl-C, and ends with 130", async () => {
  arrange({ bandwidth: 1_500_000 });
  await using folder = await makeTempFolder();
  await using fetch = startFetch(folder.dir);
  await fetch.until((text) => /━.*of 1.2 MB/.test(text));
  fetch.type("\x03");
  await fetch.until((text) => text.includes("Ctrl-C again stops at once"));
  const exitCode = await fetch.ended;
  expect({ exitCode, shown: fetch.terminal.isCursorShown, text: fetch.terminal.text }).toEqual({
    exitCode: 130,
    shown: true,
    text: expect.stringMatching(/8 announced = [4-7] stored \+ [1-4] cancelled\./),
  });
}, 20_000);

test("fetch on a terminal drops what runs at the second Ctrl-C", async () => {
  arrange({ rules: ["cdn:stall"] });
  await using folder = await makeTempFolder();
  await using fetch = startFetch(folder.dir);
  await fetch.until((text) => text.includes("of 8"));
  fetch.type("\x03");
  await fetch.until((text) => text.includes("Ctrl-C again stops at once"));
  fetch.type("\x03");
  expect([await fetch.ended, fetch.terminal.isCursorShown]).toEqual([130, true]);
}, 20_000);

test("fetch on a terminal gives the cursor back at Ctrl-Z, and draws again when it goes on", async () => {
  arrange({ rules: ["cdn:stall"] });
  await using folder = await makeTempFolder();
  await using fetch = startFetch(folder.dir);
  await fetch.until((text) => text.includes("of 8"));
  fetch.type("\x1a");
  await fetch.until(() => fetch.terminal.isCursorShown);
  const left = fetch.terminal.text;
  while (!isStopped(fetch.process.pid)) await new Promise((resolve) => setImmediate(resolve));
  fetch.process.kill("SIGCONT");
  await fetch.until((text) => text.includes("of 8"));
  expect([left, fetch.terminal.isCursorShown]).toEqual(["", false]);
}, 20_000);

test("fetch finishes what runs at SIGTERM, and ends with 143", async () => {
  arrange({ bandwidth: 1_500_000 });
  await using folder = await makeTempFolder();
  await using fetch = startFetch(folder.dir);
  await fetch.until((text) => /━.*of 1.2 MB/.test(text));
  fetch.process.kill("SIGTERM");
  expect([await fetch.ended, fetch.terminal.isCursorShown]).toEqual([143, true]);
}, 20_000);

test("fetch on a terminal follows when it is resized", async () => {
  arrange({ rules: ["cdn:stall"] });
  await using folder = await makeTempFolder();
  await using fetch = startFetch(folder.dir, { columns: 100 });
  await fetch.until((text) => text.includes("of 8"));
  const before = fetch.sent.length;
  fetch.resize(50, 24);
  const narrow = () => {
    const frames = fetch.sent.slice(before).split("\x1b[?2026h").slice(1);
    const last = frames.findLast((frame) => frame.includes("\x1b[?2026l")) ?? "";
    const widths = last.split("\r\n").map((line) => Bun.stringWidth(Bun.stripANSI(line)));
    return last !== "" && Math.max(...widths) < 50;
  };
  await fetch.until(narrow);
  expect(narrow()).toBe(true);
}, 20_000);

test("fetch on a terminal sends no colours with NO_COLOR", async () => {
  arrange({});
  await using folder = await makeTempFolder();
  await using fetch = startFetch(folder.dir, { env: { NO_COLOR: "1" } });
  await fetch.ended;
  expect(fetch.sent.includes("\x1b[38;") || fetch.sent.includes("\x1b[2m")).toBe(false);
}, 20_000);

test("fetch on a dumb terminal writes plain lines", async () => {
  arrange({});
  await using folder = await makeTempFolder();
  await using fetch = startFetch(folder.dir, { env: { TERM: "dumb" } });
  await fetch.ended;
  expect({ sent: fetch.sent, controls: fetch.sent.includes("\x1b") }).toEqual({
    sent: expect.stringContaining("Run 1: hot"),
    controls: false,
  });
}, 20_000);

test("fetch --json on a terminal is NDJSON, and nothing else", async () => {
  arrange({});
  await using folder = await makeTempFolder();
  await using fetch = startFetch(folder.dir, { args: ["--json"] });
  await fetch.ended;
  const lines = fetch.sent.split("\r\n").slice(0, -1);
  expect(lines.map((line) => typeof JSON.parse(line).type)).toEqual(lines.map(() => "string"));
}, 20_000);
