import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openPartials, PARTIAL_DIR } from "@acacia/core";
import { filesOf } from "./jobs.ts";

/** Makes the file that shows a worker that its folder is the coordinator's. @returns Its path in the archive. */
export function makeMarker(archiveDir: string, queue: string, run: string): string {
  return openPartials(archiveDir).keep(filesOf(queue) + run, new Uint8Array());
}

/** Removes what is left of a queue's files once nothing names them any more. */
export function removeQueueFiles(archiveDir: string, queue: string): void {
  const dir = join(archiveDir, PARTIAL_DIR);
  for (const name of readdirSync(dir)) {
    if (name.startsWith(filesOf(queue))) rmSync(join(dir, name), { force: true });
  }
}
