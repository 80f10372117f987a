import { fileURLToPath } from "node:url";

/**
 * Starts this program once more, as a process that outlives this one and talks to nobody.
 * @param args Its arguments. @param env Its environment.
 */
export function launchSelf(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): void {
  const here = import.meta.url;
  // Inside the single-file program the program is the file itself.
  const isSingleFile = here.includes("/$bunfs/") || here.includes("/~BUN/");
  const main = isSingleFile ? [] : [fileURLToPath(new URL("./main.ts", here))];
  Bun.spawn([process.execPath, ...main, ...args], {
    env,
    stdin: "ignore",
    stdout: "ignore",
    stderr: "ignore",
    // Ctrl-C in the gallery's terminal is not meant for it.
    detached: true,
  }).unref();
}
