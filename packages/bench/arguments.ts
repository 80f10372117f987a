import { AcaciaError } from "@acacia/core/errors";
import { closest } from "@acacia/core/text";
import { STUDIES } from "./study/studies.ts";
import type { Study } from "./study/study.ts";

/** What the command line asks for. */
export type BenchCall =
  | { readonly kind: "help" }
  | {
      readonly kind: "study";
      readonly study: Study;
      /** Keep the result under `results/`. */
      readonly save: boolean;
      /** A missed target is a failure. */
      readonly strict: boolean;
      /** Where archives are made; absent: the system's temporary folder. */
      readonly dir?: string;
    };

const FLAGS = [
  ["--save", "keep the result as JSON in packages/bench/results/"],
  ["--strict", "exit 1 when a target is missed"],
  ["--dir DIR", "make the archives here, as on another disk or in memory (/dev/shm)"],
  ["-h, --help", "show help"],
] as const;

/**
 * Reads the command line.
 *
 * @param argv Without the program's own name.
 * @throws {AcaciaError} `usage` with a suggestion for an unknown study or flag.
 */
export function parseBenchArguments(argv: readonly string[]): BenchCall {
  if (argv.length === 0 || argv.includes("--help") || argv.includes("-h")) return { kind: "help" };
  const [name = "", ...flags] = argv;
  const study = STUDIES.find((known) => known.name === name);
  if (!study) {
    throw unknown(
      `study '${name}'`,
      closest(
        name,
        STUDIES.map((known) => known.name),
      ),
    );
  }
  const call = { kind: "study", study, save: false, strict: false } as const;
  return readFlags(call, flags);
}

function readFlags(
  call: Extract<BenchCall, { kind: "study" }>,
  [flag, value, ...rest]: readonly string[],
): BenchCall {
  if (flag === undefined) return call;
  const others = value === undefined ? [] : [value, ...rest];
  switch (flag) {
    case "--save":
      return readFlags({ ...call, save: true }, others);
    case "--strict":
      return readFlags({ ...call, strict: true }, others);
    case "--dir":
      if (value === undefined)
        throw new AcaciaError("usage", "Cannot read --dir: its value is missing");
      return readFlags({ ...call, dir: value }, rest);
    default:
      throw unknown(`flag '${flag}'`, closest(flag, ["--save", "--strict", "--dir", "--help"]));
  }
}

function unknown(what: string, meant: string | undefined): AcaciaError {
  return new AcaciaError("usage", `Cannot run the bench: there is no ${what}`, {
    hint: meant === undefined ? "See `bun run bench --help`" : `Use ${meant}`,
  });
}

/** The text of `--help`: every study and flag. */
export function printBenchHelp(): string {
  const line = (left: string, right: string) => `  ${left.padEnd(14)}${right}\n`;
  return [
    "Measures Acacia against the stand-in Imgur, on this machine.\n\n",
    "Usage: bun run bench STUDY [flags]\n\n",
    ...STUDIES.map(({ name, summary }) => line(name, summary)),
    "\n",
    ...FLAGS.map(([flag, help]) => line(flag, help)),
    "\nExit codes: 0 measured · 1 a run was no valid sample, or --strict and a target missed · 2 usage\n",
  ].join("");
}
