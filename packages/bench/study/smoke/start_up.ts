import { join } from "node:path";
import { AcaciaError } from "@acacia/core/errors";
import {
  archiveOf,
  checkFetch,
  measureFetch,
  programEnv,
  removeFetch,
} from "../../measure/fetch_process.ts";
import { interleave } from "../../measure/interleave.ts";
import { measureProcess } from "../../measure/process.ts";
import type { StandIn } from "../../measure/stand_in.ts";
import { ACACIA, ROOT } from "../../root.ts";
import { makeFigure } from "../figure.ts";
import type { Figure, StudyOptions } from "../study.ts";

const ROUNDS = 11;
const HELP_MS = 120;

/** How long the program takes to say what it is asked, as a whole process. */
export async function measureStartUp(
  stand: StandIn,
  { dir, say }: StudyOptions,
): Promise<Figure[]> {
  say("start-up");
  const call = { dir: join(dir, "start-up"), jobs: 32 };
  const sample = await measureFetch(stand, call);
  await checkFetch(sample, { dir: call.dir, files: stand.files });
  const commands = {
    "--help": ["--help"],
    list: ["list", "--limit", "50", "-d", archiveOf(call.dir)],
  };
  const runs = await interleave(
    Object.entries(commands).map(([name, args]) => ({
      name,
      run: () => runProgram(args, join(call.dir, "said.txt")),
    })),
    { rounds: ROUNDS, warmUps: 1 },
  );
  await removeFetch(call.dir);
  return [
    makeFigure("acacia --help", runs.get("--help")!, {
      unit: "ms",
      statistic: "median",
      target: { atMost: HELP_MS },
    }),
    makeFigure("acacia list --limit 50", runs.get("list")!, { unit: "ms", statistic: "median" }),
  ];
}

async function runProgram(args: readonly string[], stdout: string): Promise<number> {
  const run = await measureProcess([...ACACIA, ...args], {
    cwd: ROOT,
    env: programEnv({}),
    stdout,
    sampleMs: 0,
  });
  if (run.exitCode === 0 && Bun.file(stdout).size > 0) return run.wallMs;
  throw new AcaciaError(
    "unexpected",
    `Cannot take 'acacia ${args[0]}' as a sample: it ended with ${run.exitCode}. ${run.stderr}`,
    { hint: `Try it by hand: bun run cli ${args.join(" ")}` },
  );
}
