import { fileURLToPath } from "node:url";
import type { LaunchedProcess } from "@acacia/web";

/** How the shell tells of a process that was killed: one that drains ends with a code of its own. */
const KILLED = 137;

/** What this program is started with. */
export function programCommand(): string[] {
  const here = import.meta.url;
  // Inside the single-file program the program is the file itself.
  const isSingleFile = here.includes("/$bunfs/") || here.includes("/~BUN/");
  const main = isSingleFile ? [] : [fileURLToPath(new URL("./main.ts", here))];
  return [process.execPath, ...main];
}

/**
 * Starts this program once more, as a process that outlives this one and talks to nobody.
 * @param args Its arguments. @param env Its environment.
 * @returns The process; `drain` is a SIGTERM, as `kill` sends it.
 */
export function launchSelf(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): LaunchedProcess {
  const child = Bun.spawn([...programCommand(), ...args], {
    env,
    stdin: "ignore",
    stdout: "ignore",
    stderr: "ignore",
    // Ctrl-C in the gallery's terminal is not meant for it.
    detached: true,
  });
  child.unref();
  return {
    pid: child.pid,
    get exitCode() {
      return child.exitCode ?? (child.signalCode === null ? null : KILLED);
    },
    drain: () => child.kill("SIGTERM"),
  };
}
