import { parseArgs } from "node:util";
import { AcaciaError } from "@acacia/core/errors";
import { closest } from "@acacia/core/text";
import type { BenchCommand } from "./commands/command.ts";
import { COMMANDS } from "./commands/commands.ts";
import { STUDIES } from "./study/studies.ts";
import type { Study, StudyOptions } from "./study/study.ts";

/** Flags of a study, as they were given. */
export interface StudyFlags
  extends Pick<
    StudyOptions,
    "rounds" | "seed" | "only" | "corpus" | "media" | "blobs" | "minutes"
  > {
  /** Keep the result under `results/`. */
  readonly save: boolean;
  /** A missed target is a failure. */
  readonly strict: boolean;
  /** Where archives are made; absent: the system's temporary folder. */
  readonly dir?: string;
}

/** What the command line asks for. */
export type BenchCall =
  | { readonly kind: "help" }
  | { readonly kind: "command"; readonly command: BenchCommand; readonly argv: readonly string[] }
  /** `all` is every study but `smoke`, which repeats parts of the others. */
  | { readonly kind: "studies"; readonly studies: readonly Study[]; readonly flags: StudyFlags };

const ALL = { name: "all", summary: "every study but smoke, one after the other: an hour or more" };
const MIN_ROUNDS = 5;

/** One table for reading and for the help. */
const FLAGS = {
  save: { type: "boolean", help: "keep the result as JSON in packages/bench/results/" },
  strict: { type: "boolean", help: "exit 1 when a target is missed" },
  rounds: { type: "string", value: "N", help: "interleaved rounds of each case (5)" },
  seed: { type: "string", value: "N", help: "of worlds and whatever is drawn (1)" },
  only: { type: "string", value: "WORD", help: "only cases whose name holds it; may be repeated" },
  dir: { type: "string", value: "DIR", help: "make archives here: another disk, or /dev/shm" },
  corpus: { type: "string", value: "DIR", help: "photographs from `bench corpus`" },
  media: { type: "string", value: "N", help: "rows of `bench db` and `bench gallery` (1000000)" },
  blobs: { type: "string", value: "N", help: "real files that those rows share (2000)" },
  minutes: { type: "string", value: "N", help: "how long `bench gallery` scrolls (1)" },
} as const;

/**
 * Reads the command line.
 *
 * @param argv Without the program's own name.
 * @throws {AcaciaError} `usage` with a suggestion for an unknown study or flag.
 */
export function parseBenchArguments(argv: readonly string[]): BenchCall {
  const [name = "", ...rest] = argv;
  const command = COMMANDS.find((known) => known.name === name);
  if (command) return { kind: "command", command, argv: rest };
  if (argv.length === 0 || argv.includes("--help") || argv.includes("-h")) return { kind: "help" };
  const studies =
    name === ALL.name
      ? STUDIES.filter((study) => study.name !== "smoke")
      : STUDIES.filter((study) => study.name === name);
  if (studies.length > 0) return { kind: "studies", studies, flags: readFlags(rest) };
  const names = [ALL, ...STUDIES, ...COMMANDS].map((known) => known.name);
  throw unknown(`study '${name}'`, closest(name, names));
}

function readFlags(argv: readonly string[]): StudyFlags {
  const odd = argv.find((word) => word.startsWith("--") && !(wordOf(word) in FLAGS));
  if (odd !== undefined) {
    const meant = closest(wordOf(odd), Object.keys(FLAGS));
    throw unknown(`flag '${odd}'`, meant === undefined ? undefined : `--${meant}`);
  }
  const { values } = parseStrictly(argv);
  const dir = values.dir;
  const corpus = values.corpus;
  return {
    save: values.save ?? false,
    strict: values.strict ?? false,
    rounds: readCount("rounds", values.rounds, MIN_ROUNDS) ?? MIN_ROUNDS,
    seed: readCount("seed", values.seed, 0) ?? 1,
    only: values.only ?? [],
    ...(dir === undefined ? {} : { dir }),
    ...(corpus === undefined ? {} : { corpus }),
    ...optional("media", readCount("media", values.media, 1)),
    ...optional("blobs", readCount("blobs", values.blobs, 1)),
    ...optional("minutes", readCount("minutes", values.minutes, 1)),
  };
}

function parseStrictly(argv: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: {
        save: { type: "boolean" },
        strict: { type: "boolean" },
        only: { type: "string", multiple: true },
        rounds: text,
        seed: text,
        dir: text,
        corpus: text,
        media: text,
        blobs: text,
        minutes: text,
      },
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split(". ")[0] : String(cause);
    throw new AcaciaError("usage", `Cannot run the bench: ${reason}`, {
      cause,
      hint: "See `bun run bench --help`",
    });
  }
}

function readCount(flag: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text.replaceAll("_", ""));
  if (Number.isSafeInteger(count) && count >= least) return count;
  throw new AcaciaError("usage", `Cannot read --${flag}: '${text}' is no number from ${least} on`, {
    hint: flag === "rounds" ? "Take at least 5: fewer say nothing of their spread" : `Set a number`,
  });
}

function optional<Key extends string>(key: Key, value: number | undefined) {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, number>>;
}

function wordOf(flag: string): string {
  return flag.slice(2).split("=", 1)[0]!;
}

function unknown(what: string, meant: string | undefined): AcaciaError {
  return new AcaciaError("usage", `Cannot run the bench: there is no ${what}`, {
    hint: meant === undefined ? "See `bun run bench --help`" : `Use ${meant}`,
  });
}

/** The text of `--help`: every study, command and flag. */
export function printBenchHelp(): string {
  const line = (left: string, right: string) => `  ${left.padEnd(16)}${right}\n`;
  const flags = Object.entries(FLAGS).map(([name, flag]) =>
    line(`--${name}${"value" in flag ? ` ${flag.value}` : ""}`, flag.help),
  );
  return [
    "Measures Acacia, and its peers beside it, on this machine.\n\n",
    "Usage: bun run bench STUDY [flags]\n",
    ...COMMANDS.map(({ name, usage }) => `       bun run bench ${name} ${usage}\n`),
    "\nStudies\n",
    ...[...STUDIES, ALL].map(({ name, summary }) => line(name, summary)),
    ...(COMMANDS.length > 0 ? ["\nBeside them\n"] : []),
    ...COMMANDS.map(({ name, summary }) => line(name, summary)),
    "\nFlags\n",
    ...flags,
    line("-h, --help", "show help"),
    "\nExit codes: 0 measured · 1 a run was no valid sample, or --strict and a target missed · 2 usage\n",
  ].join("");
}
