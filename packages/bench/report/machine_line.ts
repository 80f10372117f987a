import { printSize } from "@acacia/core/text";
import type { Machine } from "../measure/machine.ts";

/** Where, when and with what something was measured, part by part. */
export function printMachine(machine: Machine): readonly string[] {
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${machine.cores} × ${machine.cpu}, ${printSize(machine.memoryBytes)}, ${machine.system}`,
    versions.join(", "),
    machine.commit === "" ? "no commit" : `commit ${machine.commit}`,
    `load ${machine.load} at the start`,
    machine.at,
  ];
}
