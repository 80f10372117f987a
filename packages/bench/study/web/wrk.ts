import { join } from "node:path";
import { AcaciaError } from "@acacia/core/errors";
import { askVersion, type Rival } from "../../rivals/rival.ts";

/** What asks, and counts the answers: no server is measured by a client of ours. */
export const WRK = {
  name: "wrk",
  about: "asks a server as fast as it answers",
  packages: ["wrk"],
  // Its version comes with an exit code of 1.
  findVersion: () => askVersion(["sh", "-c", "wrk -v 2>&1; true"], /^wrk (?:debian\/)?(\S+)/m),
} as const satisfies Rival;

/** Connections at once, from one thread. */
export const CONNECTIONS = 32;

/** What is asked, in turn. */
export interface WrkRequest {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a server reached. */
export interface WrkSample {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Asks a server for a while. @throws {AcaciaError} `integrity` when an answer was an error. */
export async function runWrk(
  url: string,
  {
    requests,
    seconds,
    scratch,
  }: { requests: readonly WrkRequest[]; seconds: number; scratch: string },
): Promise<WrkSample> {
  const script = join(scratch, "requests.lua");
  await Bun.write(script, printScript(requests));
  const flags = ["-t1", `-c${CONNECTIONS}`, `-d${seconds}s`, "--latency", "-s", script];
  const run = Bun.spawn(["wrk", ...flags, url], { stdio: ["ignore", "pipe", "inherit"] });
  const said = await new Response(run.stdout).text();
  await run.exited;
  return readWrk(said);
}

/** Requests are made beforehand: wrk's own thread would otherwise be what is measured. */
export function printScript(requests: readonly WrkRequest[]): string {
  const text = (value: string) => JSON.stringify(value);
  const lines = requests.map(({ path, headers = {} }) => {
    const fields = Object.entries(headers).map(([name, value]) => `[${text(name)}]=${text(value)}`);
    return `{${text(path)},{${fields.join(",")}}},\n`;
  });
  return [
    `local asked = {\n${lines.join("")}}\n`,
    "local made, at = {}, 0\n",
    'function init() for i, one in ipairs(asked) do made[i] = wrk.format("GET", one[1], one[2]) end end\n',
    "function request() at = at % #made + 1 return made[at] end\n",
  ].join("");
}

const UNITS_MS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000 };

/** Reads what wrk prints. @throws {AcaciaError} `integrity` when it tells of errors, or nothing. */
export function readWrk(said: string): WrkSample {
  const odd = /Non-2xx or 3xx responses: \d+|Socket errors: .*/.exec(said)?.[0];
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(said)?.[1];
  const percentile = (share: number) => {
    const [, value, unit] =
      new RegExp(`^\\s+${share}%\\s+([\\d.]+)(us|ms|s)\\s*$`, "m").exec(said) ?? [];
    return Number(value) * (UNITS_MS[unit ?? ""] ?? Number.NaN);
  };
  const sample = { perSecond: Number(rate), p50Ms: percentile(50), p99Ms: percentile(99) };
  if (odd === undefined && Object.values(sample).every((value) => value > 0)) return sample;
  throw new AcaciaError("integrity", `Cannot take the run of wrk as a sample: ${odd ?? said}`);
}
