import { AcaciaError } from "@acacia/core/errors";
import { EXIT_CODES } from "@acacia/core/exit-codes";
import type { Context } from "./context.ts";
import { printFailure } from "./failure.ts";
import { runProgram } from "./program.ts";

/**
 * The whole program: reads the arguments, runs what they name, and tells of an error in two lines.
 *
 * @param args Without the program's own name. @param context The outside.
 * @returns The exit code; never throws.
 */
export async function runMain(args: readonly string[], context: Context): Promise<number> {
  try {
    return await runProgram(args, context);
  } catch (error) {
    const stopped = context.stoppedBy();
    // What was dropped at the second Ctrl-C has no more to say than that.
    if (stopped !== undefined && context.signal.aborted) return stopped;
    const known = asAcaciaError(error);
    context.err.write(printFailure(known));
    if (context.env.ACACIA_DEBUG && error instanceof Error) context.err.write(`${error.stack}\n`);
    return stopped ?? EXIT_CODES[known.code];
  }
}

function asAcaciaError(error: unknown): AcaciaError {
  if (error instanceof AcaciaError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new AcaciaError("unexpected", `Cannot go on: ${reason || "nobody knows why"}`, {
    hint: "Report this with the command, and what it says with ACACIA_DEBUG=1 before it",
    cause: error,
  });
}
