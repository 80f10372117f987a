#!/usr/bin/env bun
import { AcaciaError } from "@acacia/core/errors";
import { EXIT_CODES } from "@acacia/core/exit-codes";
import { printFailure } from "./failure.ts";
import { runProgram } from "./program.ts";
import { openSystemContext } from "./system_context.ts";

const context = openSystemContext();
try {
  process.exitCode = await runProgram(process.argv.slice(2), context);
} catch (error) {
  const known =
    error instanceof AcaciaError
      ? error
      : new AcaciaError(
          "unexpected",
          `Cannot go on: ${error instanceof Error ? error.stack : error}`,
          {
            hint: "Please report this with the command you gave",
          },
        );
  context.err.write(printFailure(known));
  process.exitCode = context.stoppedBy() ?? EXIT_CODES[known.code];
}
// A kept-alive connection or a pool's thread must not hold the process back once its work is done.
process.exit();
