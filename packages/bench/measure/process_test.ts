import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measureProcess, readJsonLines, readMemory, readTreeCpu, readTreeRss } from "./process.ts";

let dir = "";
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "acacia-process-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Runs a line of JavaScript as a process of its own. */
function measure(
  script: string,
  more: { sampleMs?: number; onStart?: (pid: number) => void } = {},
) {
  const { sampleMs = 2, onStart } = more;
  return measureProcess([process.execPath, "-e", script], {
    cwd: dir,
    env: process.env,
    stdout: join(dir, "out.txt"),
    sampleMs,
    ...(onStart ? { onStart: (child) => onStart(child.pid) } : {}),
  });
}

describe("measureProcess()", () => {
  test("tells the exit code and what was said", async () => {
    const run = await measure("console.log('out'); console.error('err'); process.exit(3)");
    expect(run).toMatchObject({ exitCode: 3, signal: null, stderr: "err\n" });
    expect(await readFile(join(dir, "out.txt"), "utf8")).toBe("out\n");
  });

  test("leaves nothing of a longer output before", async () => {
    await measure("console.log('a long line of an earlier run')");
    await measure("console.log('b')");
    expect(await readFile(join(dir, "out.txt"), "utf8")).toBe("b\n");
  });

  test("tells the signal that ended it", async () => {
    const run = await measure("setInterval(() => {}, 1000)", {
      onStart: (pid) => process.kill(pid, "SIGKILL"),
    });
    expect(run).toMatchObject({ exitCode: null, signal: "SIGKILL" });
  });

  test("counts processor time that waiting does not take", async () => {
    const busy = await measure(
      "const used = () => { const { user, system } = process.cpuUsage(); return user + system; }; const end = used() + 300_000; while (used() < end);",
    );
    const idle = await measure("await Bun.sleep(300)");
    expect(busy.cpuMs).toBeGreaterThan(idle.cpuMs + 100);
    expect(idle.wallMs).toBeGreaterThan(300);
  });

  test("sees memory that was there for a moment only", async () => {
    const plain = await measure("await Bun.sleep(50)");
    const large = await measure("new Uint8Array(150e6).fill(1); await Bun.sleep(50)");
    expect(large.peakRssBytes - plain.peakRssBytes).toBeGreaterThan(120e6);
  });

  test("counts the memory of children", async () => {
    const child = "new Uint8Array(100e6).fill(1); await Bun.sleep(150)";
    const script = `await Bun.spawn([process.execPath, "-e", ${JSON.stringify(child)}]).exited`;
    const alone = await measure("await Bun.sleep(50)");
    const withChild = await measure(script);
    expect(withChild.peakRssBytes - alone.peakRssBytes).toBeGreaterThan(110e6);
  });

  test("does not count the memory of whoever starts it", async () => {
    const ballast = new Uint8Array(300e6).fill(1);
    const run = await measure("await Bun.sleep(50)");
    expect(run.peakRssBytes).toBeLessThan(ballast.length);
  });

  test("looks at nothing when told so", async () => {
    expect((await measure("", { sampleMs: 0 })).peakRssBytes).toBe(0);
  });
});

test("readMemory() tells this process's memory, of which files are a part", () => {
  const { rss, anonymous, peakRss } = readMemory(process.pid);
  expect(anonymous).toBeWithin(1e6, rss);
  expect(peakRss).toBeGreaterThanOrEqual(rss);
});

test("readTreeRss() of a process that is gone is 0", async () => {
  let pid = 0;
  await measure("", {
    onStart: (started) => {
      pid = started;
    },
  });
  expect(readTreeRss(pid)).toBe(0);
});

test("readJsonLines() reads a value a line", async () => {
  const path = join(dir, "lines.ndjson");
  await writeFile(path, '{"a":1}\n{"a":2}\n');
  expect(await readJsonLines(path)).toEqual([{ a: 1 }, { a: 2 }]);
});

test("readJsonLines() says which line it cannot read", async () => {
  const path = join(dir, "cut.ndjson");
  await writeFile(path, '{"a":1}\n{"a":');
  await expect(readJsonLines(path)).rejects.toThrow(`Cannot read what was printed: '{"a":'`);
});

test("`readTreeCpu()` counts what a child computes, and nothing of one that is gone", async () => {
  const before = readTreeCpu(process.pid);
  const used = "const { user, system } = process.cpuUsage(); if (user + system > 250_000) break;";
  const busy = `for (;;) { ${used} } console.log(1); await Bun.sleep(60_000)`;
  const child = Bun.spawn({ cmd: [process.execPath, "-e", busy], stdout: "pipe" });
  await child.stdout.getReader().read();
  expect(readTreeCpu(child.pid)).toBeGreaterThan(200);
  expect(readTreeCpu(process.pid) - before).toBeGreaterThan(200);
  child.kill("SIGKILL");
  await child.exited;
  expect(readTreeCpu(child.pid)).toBe(0);
});
