import { readFileSync } from "node:fs";

/**
 * When the system started a process, as text that only equals itself: boot and start tick. Pids are used
 * again; births are not.
 *
 * @returns null where the system does not tell (no `/proc`) or the process is gone.
 */
export function readBirth(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold spaces and brackets; the 22nd field is counted from behind it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return fields[0] === "Z" ? null : `${boot}/${fields[19]}`;
  } catch {
    return null;
  }
}

/**
 * Whether a process of this machine still runs, and is the one that was meant.
 * @param process Its pid, and its birth as {@link readBirth} gave it then.
 */
export function isAlive({ pid, birth }: { pid: number; birth: string | null }): boolean {
  if (birth !== null) return readBirth(pid) === birth;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}
