// `bun run bench`: measures, prints a table, and keeps the result when told to.
import { AcaciaError } from "@acacia/core/errors";
import { EXIT_CODES } from "@acacia/core/exit-codes";
import { type BenchCall, parseBenchArguments, printBenchHelp } from "./arguments.ts";
import { printResult } from "./report/figures.ts";
import { runStudy, saveResult } from "./run_study.ts";
import { isKept } from "./study/study.ts";

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  try {
    const call = parseBenchArguments(argv);
    if (call.kind === "study") return await run(call);
    console.log(printBenchHelp().trimEnd());
    return 0;
  } catch (error) {
    if (!(error instanceof AcaciaError)) throw error;
    console.error(`${error.message}.`);
    if (error.hint) console.error(`Try: ${error.hint}.`);
    return error.code === "usage" ? EXIT_CODES.usage : 1;
  }
}

async function run(call: Extract<BenchCall, { kind: "study" }>): Promise<number> {
  const result = await runStudy(call.study, {
    ...(call.dir === undefined ? {} : { dir: call.dir }),
    say: (text) => console.error(`  ${text}`),
  });
  console.log(printResult(result).trimEnd());
  if (call.save) console.error(`Kept in ${await saveResult(result)}`);
  const isMissed = result.figures.some((figure) => isKept(figure) === false);
  return call.strict && isMissed ? 1 : 0;
}
