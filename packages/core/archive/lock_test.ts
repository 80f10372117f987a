import { expect, test } from "bun:test";
import { existsSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { FakeClock } from "../testing/fake_clock.ts";
import { makeTempFolder } from "../testing/temp_archive.ts";
import { acquireLock, type LockHolder, readHolder } from "./lock.ts";
import { readBirth } from "./process_birth.ts";

const STARTED_AT = Date.UTC(2026, 10, 24, 12);

/** A pid that belonged to a process which is gone. */
async function deadPid(): Promise<number> {
  const child = Bun.spawn(["true"]);
  await child.exited;
  return child.pid;
}

function writeHolder(path: string, facts: Partial<LockHolder>): void {
  const holder: LockHolder = {
    pid: process.pid,
    host: hostname(),
    command: "fetch r/aww",
    startedAt: STARTED_AT,
    birth: readBirth(process.pid),
    token: "of another",
    ...facts,
  };
  writeFileSync(path, JSON.stringify(holder));
}

async function withLockFile(work: (path: string) => Promise<void> | void): Promise<void> {
  await using folder = await makeTempFolder();
  await work(join(folder.dir, "acacia.lock"));
}

test("acquireLock() names its holder in the file", () =>
  withLockFile((path) => {
    using _lock = acquireLock(path, { command: "fetch", clock: new FakeClock(STARTED_AT) });
    expect(readHolder(path)).toMatchObject({
      pid: process.pid,
      host: hostname(),
      command: "fetch",
      startedAt: STARTED_AT,
    });
  }));

test("acquireLock() gives the lock back when disposed", () =>
  withLockFile((path) => {
    acquireLock(path)[Symbol.dispose]();
    expect(existsSync(path)).toBe(false);
  }));

test("acquireLock() refuses while a living process holds it, and says who, since when and what helps", () =>
  withLockFile((path) => {
    writeHolder(path, {});
    const refusal = capture(() => acquireLock(path));
    expect(refusal).toMatchObject({
      code: "archive.locked",
      hint: "Wait for it to finish, or read with `acacia list`, which needs no lock",
    });
    expect(String(refusal)).toContain(
      `for writing: process ${process.pid} on ${hostname()} holds it (fetch r/aww, since 2026-11-24T12:00:00.000Z)`,
    );
  }));

test("acquireLock() refuses a second lock of the same process", () =>
  withLockFile((path) => {
    using _lock = acquireLock(path);
    expect(capture(() => acquireLock(path))).toMatchObject({ code: "archive.locked" });
  }));

test("acquireLock() takes over from a process that is gone", () =>
  withLockFile(async (path) => {
    writeHolder(path, { pid: await deadPid(), birth: "boot/1" });
    using lock = acquireLock(path);
    expect(readHolder(path)?.token).toBe(lock.holder.token);
  }));

test("acquireLock() takes over when the pid belongs to another process by now", () =>
  withLockFile((path) => {
    writeHolder(path, { birth: "boot/1" });
    using lock = acquireLock(path);
    expect(readHolder(path)?.token).toBe(lock.holder.token);
  }));

test("acquireLock() takes over from a dead process whose birth was not known", () =>
  withLockFile(async (path) => {
    writeHolder(path, { pid: await deadPid(), birth: null });
    using lock = acquireLock(path);
    expect(readHolder(path)?.token).toBe(lock.holder.token);
  }));

test("acquireLock() never takes over from another machine: it cannot know", () =>
  withLockFile(async (path) => {
    writeHolder(path, { host: "elsewhere", pid: await deadPid(), birth: "boot/1" });
    expect(capture(() => acquireLock(path))).toMatchObject({
      code: "archive.locked",
      hint: expect.stringContaining("remove"),
    });
  }));

test("acquireLock() takes over a takeover that was itself killed", () =>
  withLockFile(async (path) => {
    writeHolder(path, { pid: await deadPid(), birth: "boot/1" });
    writeHolder(`${path}.takeover`, { pid: await deadPid(), birth: "boot/1", token: "guard" });
    using lock = acquireLock(path);
    expect(readHolder(path)?.token).toBe(lock.holder.token);
  }));

test("acquireLock() waits for a takeover under way", () =>
  withLockFile(async (path) => {
    writeHolder(path, { pid: await deadPid(), birth: "boot/1" });
    writeHolder(`${path}.takeover`, { token: "guard" });
    expect(capture(() => acquireLock(path))).toMatchObject({ code: "archive.locked" });
  }));

test("acquireLock() leaves nothing beside the lock, taken or refused", () =>
  withLockFile(async (path) => {
    writeHolder(path, { pid: await deadPid(), birth: "boot/1" });
    using _lock = acquireLock(path);
    capture(() => acquireLock(path));
    expect(readdirSync(join(path, ".."))).toEqual(["acacia.lock"]);
  }));

test.each([
  ["just written", 0, "archive.locked"],
  ["old", -60_000, undefined],
])("acquireLock() with an unreadable lock that is %s", (_age, ageMs, code) =>
  withLockFile((path) => {
    writeFileSync(path, "");
    const clock = new FakeClock(STARTED_AT);
    utimesSync(path, new Date(), new Date(STARTED_AT + ageMs));
    expect(
      (capture(() => acquireLock(path, { clock })) as { code?: string } | undefined)?.code,
    ).toBe(code);
  }),
);

test("dispose leaves a lock that somebody else took over", () =>
  withLockFile((path) => {
    const lock = acquireLock(path);
    writeHolder(path, { token: "of another" });
    lock[Symbol.dispose]();
    expect(readHolder(path)?.token).toBe("of another");
  }));

test("acquireLock() lets exactly one of several processes take a stale lock", () =>
  withLockFile(async (path) => {
    writeHolder(path, { pid: await deadPid(), birth: "boot/1" });
    const script = `
      const { acquireLock } = await import(${JSON.stringify(join(import.meta.dir, "lock.ts"))});
      try { acquireLock(${JSON.stringify(path)}); console.log("taken"); } catch (e) { console.log(e.code); }
      await Bun.stdin.text();`;
    const children = Array.from({ length: 4 }, () =>
      Bun.spawn([process.execPath, "-e", script], { stdin: "pipe", stdout: "pipe" }),
    );
    const answers = await Promise.all(children.map(({ stdout }) => readLine(stdout)));
    for (const child of children) child.stdin.end();
    await Promise.all(children.map(({ exited }) => exited));
    expect(answers.sort()).toEqual(["archive.locked", "archive.locked", "archive.locked", "taken"]);
  }));

function capture(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}

async function readLine(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.getReader();
  const { value } = await reader.read();
  return new TextDecoder().decode(value).trim();
}
