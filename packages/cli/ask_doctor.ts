import type { DoctorFinding } from "@acacia/web";
import { programCommand } from "./launch_self.ts";

/**
 * Runs `acacia doctor` without the network in a process of its own: a large database takes seconds to check.
 * @param dir The archive. @param env Its environment.
 */
export async function askDoctor(
  dir: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly DoctorFinding[]> {
  const child = Bun.spawn([...programCommand(), "doctor", "--offline", "--json", "-d", dir], {
    env,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "ignore",
  });
  const lines = (await new Response(child.stdout).text()).split("\n").filter(Boolean);
  await child.exited;
  const findings = lines.map((line) => JSON.parse(line) as DoctorFinding);
  // Who asks is the gallery, which has its port: that it is taken is no news.
  return findings.filter(({ check }) => check !== "port");
}
