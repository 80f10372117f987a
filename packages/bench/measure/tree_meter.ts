import { readTreeCpu, readTreeRss } from "./process.ts";

/** What a process and all that descend from it took while something was done. */
export interface TreeTook {
  /** User and system time, ms; the system counts it in steps of 10. */
  readonly cpuMs: number;
  /** The most resident memory that the looks saw. */
  readonly peakRssBytes: number;
}

/** Between two looks at the memory, ms: few enough to take nothing from what is measured. */
const LOOK_MS = 50;

/**
 * Does something, and tells what a process that lives on took meanwhile.
 * @param pid Of the process; its children are counted with it.
 */
export async function meterTree<Result>(
  pid: number,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly took: TreeTook }> {
  const before = readTreeCpu(pid);
  let peakRssBytes = readTreeRss(pid);
  const look = () => {
    peakRssBytes = Math.max(peakRssBytes, readTreeRss(pid));
  };
  const timer = setInterval(look, LOOK_MS);
  try {
    const result = await work();
    look();
    return { result, took: { cpuMs: readTreeCpu(pid) - before, peakRssBytes } };
  } finally {
    clearInterval(timer);
  }
}
