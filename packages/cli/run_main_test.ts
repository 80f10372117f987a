import { expect, test } from "bun:test";
import { runMain } from "./run_main.ts";
import { TestContext } from "./testing/test_context.ts";

/** An outside that breaks as soon as something is printed. */
function makeBroken(env: Record<string, string> = {}): TestContext {
  const context = new TestContext({ env });
  context.out.onWrite = () => {
    throw new TypeError("x is not a function");
  };
  return context;
}

test("runMain() tells of a bug in two lines, and ends with 1", async () => {
  const context = makeBroken();
  const exitCode = await runMain(["--version"], context);
  expect({ exitCode, err: context.err.text }).toEqual({
    exitCode: 1,
    err: "Cannot go on: x is not a function.\nTry: report this with the command, and what it says with ACACIA_DEBUG=1 before it.\n",
  });
});

test("runMain() says where a bug is with ACACIA_DEBUG", async () => {
  const context = makeBroken({ ACACIA_DEBUG: "1" });
  await runMain(["--version"], context);
  expect(context.err.text).toContain("run_main_test.ts");
});

test("runMain() ends with the signal's code, silently, after the second one", async () => {
  const context = makeBroken();
  context.stop(143);
  context.stop(143);
  expect([await runMain(["--version"], context), context.err.text]).toEqual([143, ""]);
});
