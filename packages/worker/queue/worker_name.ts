import { hostname } from "node:os";
import type { MachineWorkers } from "./control.ts";

const NAME_REGEXP = /:w:(?<machine>[\w-]+)\.\d+\.\w+\.(?<jobs>\d+)$/;

/** A worker's name as Redis knows it: the coordinator sees who is there, and for how many jobs. */
export function workerName(id: string, jobs: number): string {
  return `${hostname().replace(/[^\w-]/g, "_")}.${process.pid}.${id}.${jobs}`;
}

/** The workers of a queue, by machine. @param found What `Queue.getWorkers()` tells. */
export function readWorkers(
  found: readonly { readonly rawname?: string }[],
): readonly MachineWorkers[] {
  const machines = new Map<string, { machine: string; workers: number; jobs: number }>();
  for (const { rawname = "" } of found) {
    const { machine, jobs } = NAME_REGEXP.exec(rawname)?.groups ?? {};
    if (machine === undefined) continue;
    const known = machines.get(machine) ?? { machine, workers: 0, jobs: 0 };
    known.workers += 1;
    known.jobs += Number(jobs);
    machines.set(machine, known);
  }
  return [...machines.values()].sort((a, b) => a.machine.localeCompare(b.machine));
}
