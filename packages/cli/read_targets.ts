import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { AcaciaError, parseTarget, readLinks, type Target } from "@acacia/core";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";

/**
 * The targets of a call: its arguments, every Imgur link in `--input-file`, or the front page when there are
 * neither.
 *
 * @throws {AcaciaError} `usage` for an argument that is no target, or a file that cannot be read.
 */
export async function readTargets(call: Call, context: Context): Promise<Target[]> {
  const targets = call.args.map(parseTarget);
  const file = call.config.text("input_file");
  if (file !== undefined) {
    for await (const target of readLinks(readChunks(file, context))) targets.push(target);
    return targets;
  }
  return targets.length > 0 ? targets : [parseTarget("hot")];
}

async function* readChunks(file: string, context: Context): AsyncGenerator<string> {
  if (file === "-") {
    yield* context.stdin;
    return;
  }
  const path = resolve(context.cwd, file);
  try {
    await using handle = await open(path);
    const decoder = new TextDecoder();
    for await (const chunk of handle.createReadStream({ highWaterMark: 1 << 20 })) {
      yield decoder.decode(chunk as Uint8Array, { stream: true });
    }
    yield decoder.decode();
  } catch (cause) {
    throw new AcaciaError("usage", `Cannot read ${path}: ${(cause as Error).message}`, {
      hint: "Give --input-file the path of a text file, or - for standard input",
      cause,
    });
  }
}
