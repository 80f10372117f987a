import { join, resolve } from "node:path";

/** The folder of all packages, absolute. */
export const PACKAGES = resolve(import.meta.dir, "..");

/** The folder of the repository, absolute. */
export const ROOT = resolve(PACKAGES, "..");

/** How the command line is started: the program that users start, from its source. */
export const ACACIA = [process.execPath, join(PACKAGES, "cli/main.ts")] as const;
