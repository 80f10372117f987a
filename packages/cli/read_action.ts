import { AcaciaError } from "@acacia/core/errors";
import { closest, meantHint } from "@acacia/core/text";
import type { Call } from "./command.ts";

/**
 * The first argument of a command that has several actions, and the rest.
 *
 * @param call The call.
 * @param options Its actions; `fallback` when the first argument is none of them and all are the rest.
 * @throws {AcaciaError} `usage` when it is none of them and there is no fallback.
 */
export function readAction<Action extends string>(
  { args }: Call,
  options: { command: string; actions: readonly Action[]; fallback?: Action },
): { action: Action; rest: readonly string[] } {
  const { command, actions, fallback } = options;
  const [first = "", ...rest] = args;
  const action = actions.find((name) => name === first);
  if (action !== undefined) return { action, rest };
  if (fallback !== undefined) return { action: fallback, rest: args };
  const near = closest(first, actions);
  throw new AcaciaError(
    "usage",
    first === ""
      ? `Cannot run '${command}' without saying what to do`
      : `Cannot do '${command} ${first}': there is no such action`,
    {
      hint: near
        ? meantHint(`acacia ${command} ${near}`)
        : `Give \`acacia ${command} ${actions.join("|")}\``,
    },
  );
}
