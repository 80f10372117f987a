import { expect, test } from "bun:test";

const MODULE = JSON.stringify(new URL("./run_with_children.ts", import.meta.url).href);

/** A program with a child that would outlive it, and that says the child's number. */
function startParent(work: string) {
  const script = `
    const { runWithChildren } = await import(${MODULE});
    const child = Bun.spawn(["sleep", "600"]);
    const work = async () => {
      console.log(child.pid);
      ${work}
    };
    process.exit(await runWithChildren([child], work));`;
  return Bun.spawn([process.execPath, "-e", script], { stdout: "pipe", stderr: "pipe" });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)("runWithChildren() leaves no child behind at %s", async (signal, code) => {
  const parent = startParent("await new Promise(() => {});");
  const first = await parent.stdout.getReader().read();
  const pid = Number(new TextDecoder().decode(first.value));
  parent.kill(signal);
  expect([await parent.exited, isRunning(pid)]).toEqual([code, false]);
});

test.each([
  ["its work ends", "return 7;", 7],
  ["its work fails", "throw new Error('no');", 1],
])("runWithChildren() leaves no child behind when %s", async (_when, work, code) => {
  const parent = startParent(work);
  const pid = Number(await parent.stdout.text());
  expect([await parent.exited, isRunning(pid)]).toEqual([code, false]);
});
