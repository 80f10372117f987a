import { renameSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import {
  AcaciaError,
  listManifest,
  MANIFEST_FORMATS,
  parseWhere,
  prepareSavedFilters,
} from "@acacia/core";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { openReading } from "./open_reading.ts";
import { readChoice } from "./read_choice.ts";

/** Text is handed on in pieces of about this many characters. */
const PIECE_CHARS = 64 * 1024;

/** Prints every file with its hash, or writes that to a file; resolves to the exit code. */
export async function runManifest(call: Call, context: Context): Promise<number> {
  const { config } = call;
  const json = config.is("json") ? "jsonl" : "sha256";
  const format = readChoice(config, { name: "format", choices: MANIFEST_FORMATS }) ?? json;
  const text = config.text("where");
  const output = config.text("output");
  await using archive = await openReading(call, context);
  const filters = prepareSavedFilters(archive);
  const where =
    text === undefined ? undefined : parseWhere(text, { now: context.clock.now(), filters });
  const lines = listManifest(archive, { format, ...(where ? { where } : {}) });
  if (output !== undefined && output !== "-") {
    const files = await writeFile(resolve(context.cwd, output), lines, context);
    if (!config.is("quiet") && !context.draining.aborted) {
      context.err.write(`${files} files listed in ${output}.\n`);
    }
    return context.stoppedBy() ?? 0;
  }
  for (const { piece } of inPieces(lines)) {
    if (context.draining.aborted) break;
    context.out.write(piece);
  }
  return context.stoppedBy() ?? 0;
}

/** Written beside and renamed when whole, so that the manifest of before stays until then. */
async function writeFile(
  path: string,
  lines: Iterable<string>,
  { draining }: Context,
): Promise<number> {
  const beside = `${path}.${process.pid}.part`;
  let files = 0;
  try {
    const sink = Bun.file(beside).writer();
    try {
      for (const { piece, count } of inPieces(lines)) {
        if (draining.aborted) break;
        sink.write(piece);
        await sink.flush();
        files += count;
      }
    } finally {
      await sink.end();
    }
    if (draining.aborted) rmSync(beside, { force: true });
    else renameSync(beside, path);
    return files;
  } catch (cause) {
    rmSync(beside, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AcaciaError("disk", `Cannot write ${path}: ${reason}`, {
      cause,
      hint: "Name a file in a folder that can be written",
    });
  }
}

function* inPieces(lines: Iterable<string>): Generator<{ piece: string; count: number }> {
  let piece = "";
  let count = 0;
  for (const line of lines) {
    piece += line;
    count += 1;
    if (piece.length < PIECE_CHARS) continue;
    yield { piece, count };
    piece = "";
    count = 0;
  }
  if (count > 0) yield { piece, count };
}
