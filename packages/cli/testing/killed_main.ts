// The program, which kills itself right before its n-th statement of SQL: the places at which a kill can do harm are
// between those and what is done on the disk. `killed_main.ts 0 ARGS…` lives, and tells how many there were.
import { Database } from "bun:sqlite";
import { writeSync } from "node:fs";
import { runMain } from "../run_main.ts";
import { openSystemContext } from "../system_context.ts";

const [at = "0", ...args] = process.argv.slice(2);
let statements = 0;

function count(): void {
  statements += 1;
  if (statements === Number(at)) process.kill(process.pid, "SIGKILL");
}

/** Before each call of these the statement is counted. */
function counted<Target extends object>(target: Target, names: readonly string[]): Target {
  for (const name of names) {
    const was = Reflect.get(target, name) as (...values: unknown[]) => unknown;
    Reflect.set(target, name, function (this: unknown, ...values: unknown[]) {
      count();
      return was.apply(this ?? target, values);
    });
  }
  return target;
}

const { prototype } = Database;
for (const name of ["prepare", "query"] as const) {
  const was = prototype[name] as (...values: unknown[]) => object;
  Reflect.set(prototype, name, function (this: Database, ...values: unknown[]) {
    return counted(was.apply(this, values), ["run", "get", "all", "values", "iterate"]);
  });
}
counted(prototype, ["run"]);

const exitCode = await runMain(args, openSystemContext());
writeSync(2, `statements: ${statements}\n`);
process.exit(exitCode);
