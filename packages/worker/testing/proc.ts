import { readdirSync, readFileSync, readlinkSync } from "node:fs";

// What Linux tells of processes and their sockets, for tests.

/** Whether a process has ended; one that nobody has waited for yet counts as ended. */
export function hasEnded(pid: number): boolean {
  const [state] = readStat(pid);
  return state === undefined || state === "Z";
}

/** The processes that a process started and that run. */
export function childrenOf(parent: number): number[] {
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return pids.filter((pid) => Number(readStat(pid)[1]) === parent && !hasEnded(pid));
}

/** How many connections to a local port a process has. */
export function countConnections(pid: number, port: number): number {
  const inodes = new Set(findSockets(port));
  return readdirSync(`/proc/${pid}/fd`).filter((fd) => {
    const socket = /^socket:\[(\d+)\]$/.exec(readLink(`/proc/${pid}/fd/${fd}`));
    return socket !== null && inodes.has(socket[1]!);
  }).length;
}

/** Inodes of the sockets whose other end is that port. */
function findSockets(port: number): string[] {
  const remote = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  return readFileSync("/proc/net/tcp", "utf8")
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[2]?.endsWith(remote))
    .map((fields) => fields[9]!);
}

/** The fields of a process after its name: state, parent, … */
function readStat(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
