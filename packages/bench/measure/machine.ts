import { cpus, loadavg, release, totalmem, type } from "node:os";

/** Where and with what something was measured: figures mean little without it. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  /** Running tasks in the last minute, when it was asked: above the cores, figures are pessimistic. */
  readonly load: number;
  readonly versions: Readonly<Record<string, string>>;
  /** Short hash, with `+` when there were changes on top; "" outside a repository. */
  readonly commit: string;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * What is known of this machine now.
 *
 * @param options Folder of the sources, the time (epoch ms), and versions beside Bun's.
 */
export function readMachine(options: {
  readonly root: string;
  readonly now: number;
  readonly versions?: Readonly<Record<string, string>>;
}): Machine {
  const [cpu] = cpus();
  return {
    cpu: cpu?.model.trim() ?? "unknown",
    cores: navigator.hardwareConcurrency,
    memoryBytes: totalmem(),
    system: `${type()} ${release()}`,
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
    versions: { bun: Bun.version, ...options.versions },
    commit: readCommit(options.root),
    at: new Date(options.now).toISOString(),
  };
}

function readCommit(root: string): string {
  const hash = git(root, ["rev-parse", "--short=12", "HEAD"]);
  if (hash === "") return "";
  return git(root, ["status", "--porcelain", "--untracked-files=no"]) === "" ? hash : `${hash}+`;
}

function git(root: string, args: readonly string[]): string {
  try {
    const run = Bun.spawnSync(["git", ...args], { cwd: root, stdout: "pipe", stderr: "ignore" });
    return run.success ? run.stdout.toString().trim() : "";
  } catch {
    return "";
  }
}
