import type { BenchCommand } from "./command.ts";
import { compareCommand } from "./compare.ts";
import { regressCommand } from "./regress.ts";

/** Everything that is no study, in the order of the help. */
export const COMMANDS: readonly BenchCommand[] = [compareCommand, regressCommand];
