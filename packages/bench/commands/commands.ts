import type { BenchCommand } from "./command.ts";
import { compareCommand } from "./compare.ts";
import { corpusCommand } from "./corpus.ts";
import { regressCommand } from "./regress.ts";
import { reportCommand } from "./report.ts";

/** Everything that is no study, in the order of the help. */
export const COMMANDS: readonly BenchCommand[] = [
  corpusCommand,
  reportCommand,
  compareCommand,
  regressCommand,
];
