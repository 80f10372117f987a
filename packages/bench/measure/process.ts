import { closeSync, openSync, readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { AcaciaError } from "@acacia/core/errors";

/** What is started, and how closely it is watched. */
export interface MeasureOptions {
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where its standard output goes: a file, as reading a pipe would take time from what is measured. */
  readonly stdout: string;
  /** Between two looks at the tree's memory, ms; 0: never. @default 20 */
  readonly sampleMs?: number;
  /** Told once the process is there. */
  readonly onStart?: (process: {
    readonly pid: number;
    kill(signal: NodeJS.Signals): void;
  }) => void;
}

/** What a process and its children took. */
export interface Measured {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | number | null;
  /** From just before the start until the system told its end, ms. */
  readonly wallMs: number;
  /** User and system time of it and of all its children that it waited for, ms. */
  readonly cpuMs: number;
  /**
   * The most resident memory the whole tree had at once, as far as the looks saw; pages that processes share count
   * once for each. 0 when nobody looked.
   */
  readonly peakRssBytes: number;
  readonly stderr: string;
}

/**
 * Runs a program as a whole process, start-up included, and measures it from outside.
 *
 * @param command Program and arguments.
 */
export async function measureProcess(
  command: readonly string[],
  { cwd, env, stdout, sampleMs = 20, onStart }: MeasureOptions,
): Promise<Measured> {
  // Given a name, Bun would write over what is there and leave what is longer.
  const file = openSync(stdout, "w");
  const begun = performance.now();
  const child = Bun.spawn({
    cmd: [...command],
    cwd,
    env: { ...env },
    stdin: "ignore",
    stdout: file,
    stderr: "pipe",
  });
  let peakRssBytes = 0;
  const look = () => {
    // Of a single process the system remembers a peak between two looks. (What wait4 tells of it is no use: after
    // a fork it is never less than the memory of whoever started the process.)
    const { peakRss } = readMemory(child.pid);
    peakRssBytes = Math.max(peakRssBytes, readTreeRss(child.pid), peakRss);
  };
  const timer = sampleMs > 0 ? setInterval(look, sampleMs) : undefined;
  onStart?.(child);
  const stderr = new Response(child.stderr).text();
  const exitCode = await child.exited;
  const wallMs = performance.now() - begun;
  clearInterval(timer);
  closeSync(file);
  const usage = child.resourceUsage();
  return {
    exitCode: child.signalCode === null ? exitCode : null,
    signal: child.signalCode,
    wallMs,
    cpuMs: Number(usage?.cpuTime.total ?? 0n) / 1000,
    peakRssBytes,
    stderr: await stderr,
  };
}

/**
 * Resident memory of a process and all that descend from it, now, in bytes; 0 once it is gone.
 * Reads Linux's /proc; elsewhere 0.
 */
export function readTreeRss(pid: number): number {
  return sumOverTree(pid, (one) => readMemory(one).rss);
}

/** Linux tells processor time in hundredths of a second, whatever the machine. */
const TICK_MS = 10;

/**
 * User and system time of a process, of all that descend from it, and of those of them that have ended and were
 * waited for, ms. Reads Linux's /proc; elsewhere 0.
 */
export function readTreeCpu(pid: number): number {
  return sumOverTree(pid, (one) => {
    // The name, in parentheses, may hold anything; the 14th to the 17th field are times.
    const fields = read(`/proc/${one}/stat`).split(") ").at(-1)?.split(" ").slice(11, 15) ?? [];
    return fields.reduce((sum, ticks) => sum + Number(ticks) * TICK_MS, 0);
  });
}

function sumOverTree(pid: number, count: (pid: number) => number): number {
  let sum = 0;
  const waiting = [pid];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    sum += count(next);
    waiting.push(...readChildren(next));
  }
  return sum;
}

/** Resident memory of one process, in bytes. */
export interface ProcessMemory {
  readonly rss: number;
  /** The part that is no file's: mapped pages of a file can be taken back at any time. */
  readonly anonymous: number;
  /** The most that `rss` ever was. */
  readonly peakRss: number;
}

/** Resident memory of one process, now; zeros once it is gone. */
export function readMemory(pid: number): ProcessMemory {
  const status = read(`/proc/${pid}/status`);
  return {
    rss: kibibytes(status, "VmRSS"),
    anonymous: kibibytes(status, "RssAnon"),
    peakRss: kibibytes(status, "VmHWM"),
  };
}

function kibibytes(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0) * 1024;
}

/** A process's children hang on the thread that started each, which need not be the main one. */
function readChildren(pid: number): number[] {
  return readThreads(pid).flatMap((thread) =>
    read(`/proc/${pid}/task/${thread}/children`).split(" ").filter(Boolean).map(Number),
  );
}

function readThreads(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // It ended between two looks.
    return "";
  }
}

/** Every line of a file that holds one JSON value a line. @throws {AcaciaError} `unexpected` for any other line. */
export async function readJsonLines(path: string): Promise<unknown[]> {
  const lines = (await readFile(path, "utf8")).split("\n").filter(Boolean);
  return lines.map((line) => {
    try {
      return JSON.parse(line) as unknown;
    } catch (cause) {
      throw new AcaciaError("unexpected", `Cannot read what was printed: '${line.slice(0, 80)}'`, {
        cause,
      });
    }
  });
}
