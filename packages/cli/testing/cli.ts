import { join } from "node:path";
import { makeTempFolder } from "@acacia/core/testing";
import type { Sim } from "@acacia/sim";
import { recordOf } from "../json/json_records.ts";
import { runMain } from "../run_main.ts";
import { TestContext, type TestContextOptions } from "./test_context.ts";

/** What a call of the program came to. */
export interface CliEnd {
  readonly exitCode: number;
  readonly context: TestContext;
  /** stdout. */
  readonly out: string;
  /** stderr. */
  readonly err: string;
}

/** How {@link TestCli.run} runs the program. */
export interface CliRunOptions extends TestContextOptions {
  /** Gets the context before the program begins, to stop it at some event. */
  readonly onContext?: (context: TestContext) => void;
}

/** The program in a folder of its own, whose archive is `archive/`. */
export interface TestCli extends AsyncDisposable {
  readonly dir: string;
  readonly archive: string;
  /**
   * Runs the program with these arguments, without the stand-in's addresses when there is none.
   * @throws {Error} when `--json` printed a line that `JSON_RECORDS` does not tell.
   */
  run(args: readonly string[], options?: CliRunOptions): Promise<CliEnd>;
}

/** Opens a folder for the program, pointed at a stand-in. @param sim Absent: the real addresses, for calls that ask nobody. */
export async function openTestCli(sim?: Pick<Sim, "env">): Promise<TestCli> {
  const folder = await makeTempFolder();
  const env = sim ? { ...sim.env, IMGUR_CLIENT_ID: "test" } : {};
  return {
    dir: folder.dir,
    archive: join(folder.dir, "archive"),
    async run(args, { onContext, ...options } = {}) {
      const context = new TestContext({
        cwd: folder.dir,
        ...options,
        env: { ...env, ...options.env },
      });
      onContext?.(context);
      const exitCode = await runMain(args, context);
      if (args.includes("--json")) for (const line of context.out.lines) recordOf(args[0]!, line);
      return { exitCode, context, out: context.out.text, err: context.err.text };
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}
