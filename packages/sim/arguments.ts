import { FAULTS } from "./faults/fault.ts";
import { parseValue } from "./knob_values.ts";
import { DEFAULT_KNOBS, KNOBS, type KnobKind, type Knobs, START_OPTIONS } from "./knobs.ts";
import type { SimOptions } from "./start_sim.ts";

/** What the command line asks for. */
export type Arguments =
  | { readonly kind: "help" }
  | { readonly kind: "start"; readonly options: SimOptions };

const ROWS = [...START_OPTIONS, ...KNOBS];

/**
 * Reads the command line: `--flag value` or `--flag=value`.
 *
 * @param argv Without the program's own name.
 * @throws {Error} with a suggestion when a flag is unknown, or a value cannot be read.
 */
export function parseArguments(argv: readonly string[]): Arguments {
  const options: Record<string, unknown> = {};
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] as string;
    if (argument === "--help" || argument === "-h") return { kind: "help" };
    const [flag = "", glued] = split(argument);
    const row = ROWS.find((known) => known.flag === flag);
    if (!argument.startsWith("--") || !row) throw new Error(unknownFlag(argument, flag));
    const text = row.kind === "switch" ? "" : (glued ?? argv[++i]);
    if (text === undefined) throw new Error(`Cannot read --${flag}: its value is missing`);
    options[row.option] = join(options[row.option], parseValue(row, text));
  }
  return { kind: "start", options };
}

function split(argument: string): [string, string | undefined] {
  const bare = argument.replace(/^--/, "");
  const mark = bare.indexOf("=");
  return mark < 0 ? [bare, undefined] : [bare.slice(0, mark), bare.slice(mark + 1)];
}

/** Repeatable flags add up; of the others the last one counts. */
function join(before: unknown, value: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(value)) return [...before, ...value];
  if (typeof before === "object" && typeof value === "object") return { ...before, ...value };
  return value;
}

function unknownFlag(argument: string, flag: string): string {
  const close = ROWS.map((row) => ({
    flag: row.flag,
    steps: distance(row.flag, flag),
    whole: row.flag.startsWith(flag),
  }))
    .filter(({ steps }) => steps <= 3)
    .toSorted((a, b) => a.steps - b.steps || Number(b.whole) - Number(a.whole))[0];
  const advice = close ? `Use --${close.flag}.` : "See --help.";
  return `Cannot read '${argument}': there is no such flag. Try: ${advice}`;
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

/** The text of `--help`: every flag, then every fault that `--fault` and `--script` know. */
export function printHelp(): string {
  const flags = ROWS.map(({ flag, kind, option, help }) => {
    const standard = option in DEFAULT_KNOBS ? DEFAULT_KNOBS[option as keyof Knobs] : "";
    const shown = typeof standard === "object" || standard === "" ? "" : ` (${standard})`;
    return line(`--${flag}${takes(kind)}`, help + shown);
  });
  const faults = Object.entries(FAULTS).map(([name, row]) =>
    line(row.takes ? `${name}[:${row.takes}]` : name, row.help),
  );
  return [
    "A stand-in for Imgur: its API and site on one port, its CDN on another.",
    "",
    "Usage: bun run sim [flags]",
    "",
    ...flags,
    "",
    "Faults, for --fault [api:|site:|cdn:]FAULT[@WHEN] and --script ID=FAULT,FAULT,ok",
    "(WHEN: a share as 0.1, firstN, afterN, everyN, aboveN in flight; FAULT* in a script stays):",
    "",
    ...faults,
    "",
  ].join("\n");
}

function takes(kind: KnobKind): string {
  const words: Record<string, string> = {
    text: " TEXT",
    count: " N",
    size: " SIZE",
    switch: "",
    rules: " RULE",
    scripts: " ID=A,B",
  };
  return typeof kind === "string" ? (words[kind] ?? "") : ` ${kind.join("|")}`;
}

function line(left: string, right: string): string {
  return left.length > 30 ? `  ${left}\n${" ".repeat(34)}${right}` : `  ${left.padEnd(32)}${right}`;
}
