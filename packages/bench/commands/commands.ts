import type { BenchCommand } from "./command.ts";

/** Everything that is no study, in the order of the help. */
export const COMMANDS: readonly BenchCommand[] = [];
