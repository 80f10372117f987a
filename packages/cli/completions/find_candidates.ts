import { type ConfigKey, type ConfigName, flagOf, getConfigKey } from "@acacia/core/config";
import type { Command } from "../command.ts";
import { COMMON_KEYS } from "../common_keys.ts";
import type { Names } from "./names.ts";

/** A way in which the word at the cursor may go on. */
export interface Candidate {
  /** The whole word. */
  readonly value: string;
  /** What it means, in a few words; "" when the word says it. */
  readonly help: string;
}

/** What may stand at the cursor: some words, or the files that the shell itself knows best. */
export type Offer = readonly Candidate[] | "files";

/** What {@link findCandidates} is given. */
export interface CompletionPlace {
  /** Whole words after the program's name. */
  readonly words: readonly string[];
  readonly current: string;
  readonly commands: readonly Command[];
  /** Names of topics. */
  readonly topics: readonly string[];
  /** What is in the archive. */
  readonly names: Names;
}

/** Settings whose value is a place on the disk. */
const FILE_KEYS: ReadonlySet<string> = new Set(["archive", "config", "input_file", "output"]);

/** What may stand at the cursor, from the command tree, its settings and the archive. */
export async function findCandidates(place: CompletionPlace): Promise<Offer> {
  const { words, current, commands } = place;
  const [name] = words;
  if (name === undefined) return offer(ownWords(commands), current);
  const command = commands.find((one) => one.name === name);
  if (!command) return [];
  const keys = [...new Set([...command.keys, ...COMMON_KEYS])].map(getConfigKey);
  const before = words.at(-1) ?? "";
  const open = words.length > 1 ? findValueKey(keys, before) : undefined;
  const own = command.choices ?? {};
  if (open) return valuesOf(open, { place, own, prefix: "", begin: current });
  const [flag = "", given] = current.split(/=(.*)/s, 2);
  const assigned = given === undefined ? undefined : findValueKey(keys, flag);
  if (assigned) return valuesOf(assigned, { place, own, prefix: `${flag}=`, begin: given ?? "" });
  if (current.startsWith("-")) return offer(flagsOf(keys), current);
  return argumentsOf(command, { ...place, keys });
}

function ownWords(commands: readonly Command[]): Candidate[] {
  return [
    ...commands.map(({ name, summary }) => ({ value: name, help: summary })),
    { value: "--help", help: "show help" },
    { value: "--version", help: "print the version" },
  ];
}

function offer(candidates: readonly Candidate[], begin: string): Candidate[] {
  return candidates.filter(({ value }) => value.startsWith(begin));
}

function flagsOf(keys: readonly ConfigKey[]): Candidate[] {
  const flags = keys.map((key) => ({ value: flagOf(key), help: key.help }));
  return [...flags, { value: "--help", help: "show help" }];
}

/** The setting whose value comes after this flag. */
function findValueKey(keys: readonly ConfigKey[], flag: string): ConfigKey | undefined {
  return keys.find(
    (key) => key.value !== undefined && (flagOf(key) === flag || `-${key.short}` === flag),
  );
}

async function valuesOf(
  key: ConfigKey,
  {
    place,
    own,
    prefix,
    begin,
  }: {
    place: CompletionPlace;
    own: NonNullable<Command["choices"]>;
    prefix: string;
    begin: string;
  },
): Promise<Offer> {
  if (FILE_KEYS.has(key.name)) return "files";
  const found =
    key.name === "where"
      ? await place.names.filters(begin)
      : (own[key.name as ConfigName] ?? key.choices ?? []).map((value) => ({ value, help: "" }));
  return offer(found, begin).map(({ value, help }) => ({ value: prefix + value, help }));
}

/** What the argument at the cursor may be, by what help calls it: `[list|restore]`, `[dir]`, `[filter...]`. */
async function argumentsOf(
  command: Command,
  { words, current, keys, ...place }: CompletionPlace & { keys: readonly ConfigKey[] },
): Promise<Offer> {
  const slots = (command.args ?? "").split(" ").map((slot) => slot.replace(/[[\]<>.]/g, ""));
  const at = countArguments(words.slice(1), keys);
  const slot = slots[Math.min(at, slots.length - 1)] ?? "";
  const actions = slot.includes("|") ? slot.split("|") : slot === "action" ? command.actions : [];
  if (actions && actions.length > 0) {
    return offer(
      actions.map((value) => ({ value, help: "" })),
      current,
    );
  }
  if (/^(?:dir|file|path|folder)$/.test(slot)) return "files";
  if (/^(?:filter|expr)$/.test(slot)) return offer(await place.names.filters(current), current);
  if (slot !== "topic") return offer(await savedNames(command, place.names), current);
  const topics = [...place.topics, ...place.commands.map(({ name }) => name)];
  return offer(
    topics.map((value) => ({ value, help: "" })),
    current,
  );
}

async function savedNames({ name }: Command, names: Names): Promise<Candidate[]> {
  if (name === "source" || name === "sync") return await names.savedSources();
  return name === "filter" ? await names.savedFilters() : [];
}

/** Arguments among some words: no flag, no value of one. */
function countArguments(words: readonly string[], keys: readonly ConfigKey[]): number {
  const isArgument = (word: string, at: number) =>
    !/^-./.test(word) && !findValueKey(keys, words[at - 1] ?? "");
  return words.filter(isArgument).length;
}

/** The archive that a line names, or undefined. @param words Whole words of the line. */
export function readArchiveFlag(words: readonly string[]): string | undefined {
  const at = words.findLastIndex((word) => word === "--archive" || word === "-d");
  if (at >= 0) return words[at + 1];
  return words.findLast((word) => word.startsWith("--archive="))?.slice("--archive=".length);
}
