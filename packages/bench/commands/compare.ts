import { printComparison } from "../report/print_comparison.ts";
import { readResult } from "../report/read_result.ts";
import type { BenchCommand } from "./command.ts";
import { readFlags, usageError } from "./read_flags.ts";

const USAGE = "A.json B.json [--all]";

/** Two results of one study beside each other. */
export const compareCommand: BenchCommand = {
  name: "compare",
  usage: USAGE,
  summary: "what changed from A to B, the surest first; --all: what did not, too",
  async run(argv) {
    const command = `compare ${USAGE}`;
    const { values, positionals } = readFlags(argv, {
      command,
      options: { all: { type: "boolean" } },
    });
    const [base, now, ...more] = positionals;
    if (base === undefined || now === undefined || more.length > 0) {
      throw usageError("compare takes two results", { command });
    }
    const [{ result: before }, { result: after }] = [await readResult(base), await readResult(now)];
    if (before.study !== after.study) {
      throw usageError(`${base} is of '${before.study}' and ${now} of '${after.study}'`, {
        command,
      });
    }
    process.stdout.write(printComparison(before, after, { isAll: values.all ?? false }));
    return 0;
  },
};
