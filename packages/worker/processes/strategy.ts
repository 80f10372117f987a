import { fileURLToPath } from "node:url";
import type { Strategy } from "@acacia/core";
import { makeCrewStrategy } from "../crew/crew_strategy.ts";
import { findEntry, isSingleFile } from "../crew/find_entry.ts";
import { openProcessMembers, type ProcessProgram } from "../crew/process_member.ts";
import { processPort } from "../crew/process_port.ts";
import { serveTransfers } from "../crew/serve_transfers.ts";

/** Memory at which a child is replaced once it is idle, bytes: what fetch leaves behind creeps up (oven-sh/bun#21560). */
const RECYCLE_RSS_BYTES = 400_000_000;
/** Set for a child of the single-file program, which has no other program to start. */
const MEMBER_VARIABLE = "ACACIA_MEMBER";

/** As the article's multiprocessing Pool: child processes over IPC. One that dies costs no item. */
export const processes: Strategy = makeProcesses(findProgram(import.meta.url));

/** The strategy `processes` with a program of one's own. @param program It calls `serveTransfers`. */
export function makeProcesses(program: ProcessProgram): Strategy {
  return makeCrewStrategy({
    name: "processes",
    openLine: openProcessMembers(program),
    recycling: { rssBytes: RECYCLE_RSS_BYTES },
  });
}

/** Becomes a member when this process was started as one. @returns Whether it was: then there is nothing else to do. */
export function serveIfMember(): boolean {
  if (Bun.env[MEMBER_VARIABLE] !== "transfers") return false;
  serveTransfers(processPort());
  return true;
}

/** The children's program. @param here Address of this module. */
export function findProgram(here: string): ProcessProgram {
  if (isSingleFile(here)) {
    return { command: [process.execPath], env: { [MEMBER_VARIABLE]: "transfers" } };
  }
  const entry = findEntry(here, "processes/processes_main");
  return { command: [process.execPath, fileURLToPath(entry)] };
}
