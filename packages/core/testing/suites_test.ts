import { expect, test } from "bun:test";
import { join } from "node:path";

/** Runs a suite on something with a bug, in a process of its own, and gives what it printed. */
async function runFaulty(name: string): Promise<{ exitCode: number; printed: string }> {
  const child = Bun.spawn(
    [process.execPath, "test", join(import.meta.dir, "faulty_main.ts"), "--timeout=300"],
    {
      env: { ...Bun.env, FAULTY: name },
      stdout: "ignore",
      stderr: "pipe",
    },
  );
  const printed = await new Response(child.stderr).text();
  return { exitCode: await child.exited, printed };
}

test.each([
  ["greedy", "never runs more than its jobs"],
  ["greedy", "pulls no more than it has room for"],
  ["forgetful", "takes nothing new once it drains, and finishes what runs"],
  ["deaf", "takes nothing when it is cancelled before it starts"],
  ["silent", "throws what a transfer throws"],
  ["tireless", "lets nobody in during a pause"],
  ["open", "lets as many in as it is wide"],
])("the suite catches the bug of '%s': %s", async (name, law) => {
  const { exitCode, printed } = await runFaulty(name);
  const caught = printed
    .split("\n")
    .some((line) => line.startsWith("(fail)") && line.includes(law));
  expect([exitCode === 0, caught]).toEqual([false, true]);
});
