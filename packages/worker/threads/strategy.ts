import type { Strategy } from "@acacia/core";
import { makeCrewStrategy } from "../crew/crew_strategy.ts";
import { findEntry } from "../crew/find_entry.ts";
import { openThreadMembers } from "../crew/thread_member.ts";

/**
 * As the article's Queue and 8 Threads: Bun Workers that pull from one line and transfer in their own thread.
 * Their sockets are the process's: Bun runs every `fetch` of a process on one network thread.
 */
export const threads: Strategy = makeThreads(findEntry(import.meta.url, "threads/threads_main"));

/** The strategy `threads` with a program of one's own. @param entry It calls `serveTransfers`. */
export function makeThreads(entry: URL): Strategy {
  return makeCrewStrategy({ name: "threads", openLine: openThreadMembers(entry) });
}
