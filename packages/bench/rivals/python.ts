import { existsSync } from "node:fs";
import { join } from "node:path";
import { PACKAGES } from "../root.ts";
import { askVersion } from "./rival.ts";

/** Python as Debian's packages know it: one of another place in front of it would not see them. */
const PYTHON = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

/** A program of our own beside this file, with its arguments. */
export function pythonCommand(program: string, args: readonly string[]): readonly string[] {
  // No byte code beside our sources.
  return [PYTHON, "-B", join(PACKAGES, "bench/rivals/python", program), ...args];
}

/**
 * Version of Python, and of a library when one is named; undefined when either is not here.
 *
 * @param library As it is imported: `aiohttp`.
 */
export function askPython(library?: string): string | undefined {
  const python = askVersion([PYTHON, "--version"], /Python (\S+)/);
  if (python === undefined || library === undefined) return python;
  const code = `import ${library} as it; print("is", getattr(it, "__version__", None) or it.VERSION)`;
  const version = askVersion([PYTHON, "-c", code], /^is (\S+)/m);
  return version === undefined ? undefined : `${version} on Python ${python}`;
}
