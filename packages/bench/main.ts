// `bun run bench`: measures, prints a table, and keeps the result when told to.
import { AcaciaError } from "@acacia/core/errors";
import { EXIT_CODES } from "@acacia/core/exit-codes";
import { parseBenchArguments, printBenchHelp, type StudyFlags } from "./arguments.ts";
import { printResult } from "./report/figures.ts";
import { runStudy, saveResult } from "./run_study.ts";
import { isKept, type Study } from "./study/study.ts";

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  try {
    const call = parseBenchArguments(argv);
    switch (call.kind) {
      case "help":
        console.log(printBenchHelp().trimEnd());
        return 0;
      case "command":
        return await call.command.run(call.argv);
      case "studies": {
        let worst = 0;
        for (const study of call.studies) worst = Math.max(worst, await run(study, call.flags));
        return worst;
      }
      default:
        return call satisfies never;
    }
  } catch (error) {
    if (!(error instanceof AcaciaError)) throw error;
    console.error(`${error.message}.`);
    if (error.hint) console.error(`Try: ${error.hint}.`);
    return error.code === "usage" ? EXIT_CODES.usage : 1;
  }
}

async function run(study: Study, { save, strict, ...flags }: StudyFlags): Promise<number> {
  const result = await runStudy(study, {
    ...flags,
    say: (text) => console.error(`  ${text}`),
  });
  console.log(printResult(result).trimEnd());
  if (save) console.error(`Kept in ${await saveResult(result)}`);
  const isMissed = result.figures.some((figure) => isKept(figure) === false);
  return strict && isMissed ? 1 : 0;
}
