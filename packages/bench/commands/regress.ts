import { resolve } from "node:path";
import { AcaciaError } from "@acacia/core/errors";
import { printRegressions } from "../report/print_regressions.ts";
import { type KeptResult, readResult, readResults } from "../report/read_result.ts";
import { findRegressions } from "../report/regress.ts";
import type { BenchCommand } from "./command.ts";
import { readFlags, usageError } from "./read_flags.ts";

const USAGE = "--base A.json [--with B.json] [--exact]";

/** Whether anything of ours is worse than it was. */
export const regressCommand: BenchCommand = {
  name: "regress",
  usage: USAGE,
  summary: "exit 1 when something is worse for certain; --exact: counts alone, on any machine",
  async run(argv) {
    const command = `regress ${USAGE}`;
    const { values, positionals } = readFlags(argv, {
      command,
      options: {
        base: { type: "string" },
        with: { type: "string" },
        exact: { type: "boolean" },
      },
    });
    if (values.base === undefined) throw usageError("regress needs --base", { command });
    if (positionals.length > 0) throw usageError(`'${positionals[0]}' is no flag`, { command });
    const base = await readResult(values.base);
    const now = values.with === undefined ? await findNewest(base) : await readResult(values.with);
    if (base.result.study !== now.result.study) {
      throw usageError(`${base.path} and ${now.path} are of two studies`, { command });
    }
    const isExactOnly = values.exact ?? false;
    const regressions = findRegressions(base.result, now.result, { isExactOnly });
    process.stdout.write(printRegressions(regressions, { base, now }));
    return regressions.length > 0 ? 1 : 0;
  },
};

/** The newest kept result of the same study that is not the base itself. */
async function findNewest(base: KeptResult): Promise<KeptResult> {
  const { results } = await readResults();
  const newest = results
    .filter(({ path, result }) => result.study === base.result.study && path !== resolve(base.path))
    .toSorted((a, b) => (a.result.machine.at < b.result.machine.at ? 1 : -1))[0];
  if (newest) return newest;
  throw new AcaciaError(
    "usage",
    `Cannot compare ${base.path}: no other result of '${base.result.study}' is kept`,
    { hint: `Measure first: \`bun run bench ${base.result.study} --save\`` },
  );
}
