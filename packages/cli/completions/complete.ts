import { resolve } from "node:path";
import { envOf, getConfigKey } from "@acacia/core/config";
import type { Command } from "../command.ts";
import type { Context } from "../context.ts";
import { safe } from "../render/safe.ts";
import { type Candidate, findCandidates, readArchiveFlag } from "./find_candidates.ts";
import { makeNames } from "./names.ts";
import { splitLine, type TypedLine } from "./split_line.ts";

/** Says to the shell: offer files. */
const FILES = ":files";

/**
 * `acacia __complete SHELL LINE`: what the scripts of `acacia completions` ask at each Tab. One candidate a line, its
 * meaning behind a tab; `:files` when the shell shall offer files. It never fails: nobody wants errors in a prompt.
 *
 * @param args The shell and the line up to the cursor.
 */
export async function printCandidates(
  [shell = "", line = ""]: readonly string[],
  {
    commands,
    topics,
    context,
  }: { commands: readonly Command[]; topics: readonly string[]; context: Context },
): Promise<number> {
  const typed = splitLine(line);
  const words = typed.words.slice(1);
  try {
    const key = getConfigKey("archive");
    const dir = readArchiveFlag(words) ?? context.env[envOf(key)] ?? String(key.default);
    const names = makeNames(resolve(context.cwd, dir), context);
    const offer = await findCandidates({ words, current: typed.current, commands, topics, names });
    if (offer === "files") context.out.write(`${FILES}\n`);
    else for (const one of offer) context.out.write(printCandidate(one, { shell, typed }));
  } catch {
    // A damaged archive is told of by the command itself.
  }
  return 0;
}

function printCandidate(
  { value, help }: Candidate,
  { shell, typed }: { shell: string; typed: TypedLine },
): string {
  if (/[\t\n]/.test(value)) return "";
  if (shell !== "bash") return help ? `${value}\t${safe(help)}\n` : `${value}\n`;
  return `${asBashWants(value, typed)}\n`;
}

/** Bash replaces only what follows the last `:` or `=` of a bare word, and puts in what it gets as it is. */
function asBashWants(value: string, { current, quote }: TypedLine): string {
  if (quote === '"') return value.replace(/["$`\\]/g, "\\$&");
  if (quote === "'") return value.replaceAll("'", "'\\''");
  const done = current.search(/[^:=@<>]*$/);
  return value.slice(done).replace(/[^\w:@%+=,./-]/g, "\\$&");
}
