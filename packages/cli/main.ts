#!/usr/bin/env bun
import { runMain } from "./run_main.ts";
import { openSystemContext } from "./system_context.ts";

if (!(await serveIfChild())) {
  const exitCode = await runMain(process.argv.slice(2), openSystemContext());
  // A kept-alive connection or a pool's thread must not hold the process back once its work is done.
  process.exit(exitCode);
}

/** The single-file program has no other program to start: its children are itself, told so by a variable. */
async function serveIfChild(): Promise<boolean> {
  if (!Bun.isStandaloneExecutable || process.env.ACACIA_MEMBER === undefined) return false;
  const { serveIfMember, serveIfQueueWorker } = await import("@acacia/worker");
  return serveIfMember() || (await serveIfQueueWorker());
}
