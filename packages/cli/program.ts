import {
  type Config,
  type ConfigKey,
  type ConfigName,
  flagOf,
  getConfigKey,
  loadConfig,
} from "@acacia/core/config";
import { printDuration, printSize } from "@acacia/core/text";
import { CommanderError, Command as Node, Option } from "commander";
import type { Command } from "./command.ts";
import { TOPICS } from "./commands/help.ts";
import { COMMANDS } from "./commands/list.ts";
import { COMMON_KEYS } from "./common_keys.ts";
import { readConfigFile } from "./config_file.ts";
import type { Context } from "./context.ts";
import { asUsageError } from "./usage_error.ts";
import { VERSION } from "./version.ts";

/**
 * Reads the arguments and runs the command they name.
 *
 * @param args Without the program's own name; none: help.
 * @param context The outside.
 * @throws {AcaciaError} `usage` or `config` for arguments that cannot be read; whatever the command throws.
 */
export async function runProgram(args: readonly string[], context: Context): Promise<number> {
  if (args[0] === "__complete") return await complete(args.slice(1), context);
  let exitCode = 0;
  const program = makeProgram(context, async (work) => {
    exitCode = await work();
  });
  try {
    await program.parseAsync(args.length === 0 ? ["--help"] : asOwnHelp(args), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    throw asUsageError(error, { args, commands: COMMANDS });
  }
  return exitCode;
}

/** What the scripts of `acacia completions` ask; no command of its own, so that help stays for people. */
async function complete(args: readonly string[], context: Context): Promise<number> {
  const { printCandidates } = await import("./completions/complete.ts");
  return await printCandidates(args, {
    commands: COMMANDS,
    topics: Object.keys(TOPICS),
    context,
  });
}

/** `help fetch` is `fetch --help`; other topics are the help command's own. */
function asOwnHelp([first, second, ...rest]: readonly string[]): string[] {
  const isCommand = first === "help" && COMMANDS.some(({ name }) => name === second);
  if (isCommand && second !== undefined) return [second, "--help"];
  return [first, second, ...rest].filter((arg) => arg !== undefined);
}

function makeProgram(context: Context, run: (work: () => Promise<number>) => Promise<void>): Node {
  const program = new Node("acacia")
    .description("Archives Imgur: fetches in parallel, proves every file, keeps it once, shows it.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.out.write(text),
      writeErr: () => {},
      getOutHelpWidth: () => Math.min(context.out.columns, 100),
    });
  for (const command of COMMANDS) addCommand(program, command, { context, run });
  program.addHelpText("after", "\nStart with `acacia fetch r/aww`, or `acacia help targets`.");
  return program;
}

function addCommand(
  program: Node,
  command: Command,
  { context, run }: { context: Context; run: (work: () => Promise<number>) => Promise<void> },
): void {
  const node = program
    .command(command.args ? `${command.name} ${command.args}` : command.name)
    .summary(command.summary)
    .description([command.summary, command.description].filter(Boolean).join("\n\n"))
    .helpOption("-h, --help", "show help");
  const keys = [...new Set([...command.keys, ...COMMON_KEYS])].map(getConfigKey);
  for (const key of keys) {
    const help = command.help?.[key.name as ConfigName];
    node.addOption(optionOf(help === undefined ? key : { ...key, help }));
  }
  if (command.examples) {
    node.addHelpText(
      "after",
      `\nExamples:\n${command.examples.map((line) => `  ${line}`).join("\n")}`,
    );
  }
  node.action((...given: unknown[]) => {
    const flags = node.opts<Record<string, string | boolean | undefined>>();
    const values = given
      .slice(0, -2)
      .flat()
      .filter((value) => value !== undefined);
    return run(async () => {
      const config = loadSettings(keys, flags, context);
      const commandNames = COMMANDS.map(({ name }) => name);
      return command.run({ args: values.map(String), config, commandNames }, context);
    });
  });
}

function optionOf(key: ConfigKey): Option {
  const short = key.short ? `-${key.short}, ` : "";
  const value = key.value ? ` <${key.value}>` : "";
  const shown =
    key.default === undefined || typeof key.default === "boolean"
      ? ""
      : ` (default: ${printDefault(key)})`;
  return new Option(`${short}${flagOf(key)}${value}`, `${key.help}${shown}`);
}

/** The default as one would write it. */
function printDefault(key: ConfigKey): string {
  if (typeof key.default !== "number") return String(key.default);
  if (key.value === "SPAN") return printDuration(key.default);
  return key.value === "BYTES" ? printSize(key.default) : String(key.default);
}

function loadSettings(
  keys: readonly ConfigKey[],
  options: Record<string, string | boolean | undefined>,
  context: Context,
): Config {
  const flags: Record<string, string | boolean | undefined> = {};
  for (const key of keys) {
    const value = options[camelCase(key.name)];
    // commander gives every `--no-x` the value true when it is absent.
    if (key.negative ? value === false : value !== undefined) flags[key.name] = value;
  }
  const first = loadConfig({ flags, env: context.env });
  const file = readConfigFile(first, context);
  return file ? loadConfig({ flags, env: context.env, file }) : first;
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
