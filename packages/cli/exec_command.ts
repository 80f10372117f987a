import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { RunCommand } from "@acacia/core";
import type { Config } from "@acacia/core/config";
import { AcaciaError, fillCommand, splitCommand } from "@acacia/core/fetch";

/** What is kept of what a command says, bytes. */
const TAIL_BYTES = 2_048;

/**
 * What `--exec` asks for: a command that is run for each stored file, without a shell.
 *
 * @param cwd Where it runs.
 * @returns undefined when none is asked for.
 * @throws {AcaciaError} `usage` for one that cannot be read or found; `config` for one that comes with an archive.
 */
export function makeExecCommand(config: Config, cwd: string): RunCommand | undefined {
  const command = config.text("exec");
  if (command === undefined) return undefined;
  if (config.origin("exec") === "file" && config.text("config") === undefined) throw foreign();
  const words = splitCommand(command);
  const [program = ""] = words;
  if (!isThere(program, cwd)) {
    throw new AcaciaError("usage", `Cannot run '${program}' for each file: it is not there`, {
      hint: "Give --exec a program on the PATH, or its path; for a shell's syntax: --exec 'sh -c \"…\" sh {path}'",
    });
  }
  return async (file, signal) => {
    try {
      return await run(fillCommand(words, file), { cwd, signal });
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
}

function isThere(program: string, cwd: string): boolean {
  if (program.includes("{")) return true;
  return program.includes("/") ? existsSync(resolve(cwd, program)) : Bun.which(program) !== null;
}

async function run(
  words: string[],
  { cwd, signal }: { cwd: string; signal: AbortSignal },
): Promise<string | undefined> {
  const child = Bun.spawn(words, {
    cwd,
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
    // A terminal's Ctrl-C goes to a whole group: the first one drains, and what runs is to end well.
    detached: true,
  });
  const kill = () => {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  signal.addEventListener("abort", kill);
  try {
    if (signal.aborted) kill();
    const said = await readTail(child.stderr);
    const exitCode = await child.exited;
    if (exitCode === 0) return undefined;
    const line = said.trim().split("\n").at(-1)?.trim() ?? "";
    return `exit ${exitCode}${line === "" ? "" : `, ${line}`}`;
  } finally {
    signal.removeEventListener("abort", kill);
  }
}

async function readTail(stream: ReadableStream<Uint8Array>): Promise<string> {
  let tail = Buffer.alloc(0);
  for await (const chunk of stream) {
    tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES);
  }
  return tail.toString("utf8");
}

/** Whoever made the archive could have written it; to look into a foreign archive must not run its commands. */
function foreign(): AcaciaError {
  return new AcaciaError(
    "config",
    "Cannot use exec of the archive's own acacia.toml: it could be anybody's",
    {
      hint: "Give --exec, set ACACIA_EXEC, or name a settings file of yours with --config",
    },
  );
}
