import type { Target } from "@acacia/core";
import { parseTarget, readLinks } from "@acacia/core/fetch";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { readInput } from "./read_input.ts";

/**
 * The targets of a call: its arguments, every Imgur link in `--input-file`, or the front page when there are
 * neither.
 *
 * @throws {AcaciaError} `usage` for an argument that is no target, or a file that cannot be read.
 */
export async function readTargets(call: Call, context: Context): Promise<Target[]> {
  const targets = call.args.map((text) => parseTarget(text));
  const file = call.config.text("input_file");
  if (file !== undefined) {
    for await (const target of readLinks(readInput(file, context))) targets.push(target);
    return targets;
  }
  return targets.length > 0 ? targets : [parseTarget("hot")];
}
