// `bun run sim`: starts the stand-in, says where it is, and stays until it is told to end.
import { type Arguments, parseArguments, printHelp } from "./arguments.ts";
import { type SimOptions, startSim } from "./start_sim.ts";

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  let read: Arguments;
  try {
    read = parseArguments(argv);
  } catch (error) {
    return fail(error, 2);
  }
  if (read.kind === "start") return run(read.options);
  console.log(printHelp());
  return 0;
}

async function run(options: SimOptions): Promise<number> {
  try {
    await using sim = await startSim(options);
    for (const [name, value] of Object.entries(sim.env)) console.log(`${name}=${value}`);
    await told();
    return 0;
  } catch (error) {
    return fail(error, 2);
  }
}

function told(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

function fail(error: unknown, exitCode: number): number {
  console.error(error instanceof Error ? error.message : String(error));
  return exitCode;
}
