#!/usr/bin/env bun
import { runMain } from "./run_main.ts";
import { openSystemContext } from "./system_context.ts";

const exitCode = await runMain(process.argv.slice(2), openSystemContext());
// A kept-alive connection or a pool's thread must not hold the process back once its work is done.
process.exit(exitCode);
