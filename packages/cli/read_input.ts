import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { AcaciaError } from "@acacia/core/errors";
import type { Context } from "./context.ts";

/**
 * The text of `--input-file`, in chunks; `-` is standard input.
 *
 * @throws {AcaciaError} `usage` when the file cannot be read.
 */
export async function* readInput(file: string, context: Context): AsyncGenerator<string> {
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
