import { fileURLToPath } from "node:url";
import { openProcessMembers } from "../crew/process_member.ts";

// For tests: a coordinator that tells of its child, and lives until it is killed.
const child = fileURLToPath(new URL("./child_main.ts", import.meta.url));
openProcessMembers<string, number>({ command: [process.execPath, child] })({
  onMessage: (pid) => process.send?.(pid),
  onExit: () => process.send?.(-1),
});
