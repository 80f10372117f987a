import type { BenchCommand } from "./command.ts";
import { compareCommand } from "./compare.ts";
import { regressCommand } from "./regress.ts";
import { reportCommand } from "./report.ts";

/** Everything that is no study, in the order of the help. */
export const COMMANDS: readonly BenchCommand[] = [reportCommand, compareCommand, regressCommand];
