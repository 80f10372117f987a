import { expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
import { until } from "../testing/held_clock.ts";
import { hasEnded } from "../testing/proc.ts";
import { openProcessMembers } from "./process_member.ts";

const path = (name: string) => fileURLToPath(new URL(`../testing/${name}`, import.meta.url));

/** A child that has told its pid. */
async function openChild(command = [process.execPath, path("child_main.ts")]) {
  const heard: (string | number)[] = [];
  const exit = Promise.withResolvers<string>();
  const line = openProcessMembers<string, string | number>({ command })({
    onMessage: (message) => heard.push(message),
    onExit: exit.resolve,
  });
  let isGone = false;
  void exit.promise.then(() => {
    isGone = true;
  });
  await until(() => heard.length > 0 || isGone);
  const pid = Number(heard[0]);
  return { line, heard, pid, exited: exit.promise, hasEnded: () => hasEnded(pid) };
}

test("openProcessMembers() tells what a child answers", async () => {
  const { line, heard } = await openChild();
  line.send("hello");
  await until(() => heard.length === 2);
  expect(heard[1]).toBe("hello");
  line.stop();
});

test.each([
  ["throw", /^TypeError: This child dies|^error: This child dies/],
  ["exit", /^it ended with code 3$/],
])("openProcessMembers() tells why a child died (%s)", async (how, why) => {
  const { line, exited } = await openChild();
  line.send(how);
  expect(await exited).toMatch(why);
});

test("openProcessMembers() tells by which signal a child was killed", async () => {
  const { pid, exited } = await openChild();
  process.kill(pid, "SIGKILL");
  expect(await exited).toBe("it was ended by SIGKILL");
});

test("openProcessMembers() ends a child that closes its channel", async () => {
  const { line, exited, hasEnded } = await openChild();
  line.send("close");
  await exited;
  expect(hasEnded()).toBe(true);
});

test("openProcessMembers() tells of a program that is not there", async () => {
  const { exited } = await openChild(["/not/there"]);
  expect(await exited).toContain("/not/there");
});

test("openProcessMembers() takes what is said to a dead child without a word", async () => {
  const { line, exited } = await openChild();
  line.stop();
  await exited;
  expect(() => line.send("hello")).not.toThrow();
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "a child leaves %s to its coordinator",
  async (signal) => {
    const { line, heard, pid } = await openChild();
    process.kill(pid, signal);
    line.send("still there");
    await until(() => heard.length === 2);
    expect(heard[1]).toBe("still there");
    line.stop();
  },
);

test("a child does not outlive a coordinator that is killed", async () => {
  const child = Promise.withResolvers<number>();
  const coordinator = Bun.spawn([process.execPath, path("coordinator_main.ts")], {
    ipc: (pid: number) => child.resolve(pid),
    serialization: "json",
    stdio: ["ignore", "ignore", "ignore"],
  });
  const pid = await child.promise;
  coordinator.kill("SIGKILL");
  await coordinator.exited;
  await until(() => hasEnded(pid));
});
