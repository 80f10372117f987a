import { CONFIG_KEYS, type ConfigKey, envOf, flagOf } from "@acacia/core/config";
import { printDuration, printSize } from "@acacia/core/text";
import { TOPICS } from "../packages/cli/commands/help.ts";
import { COMMANDS } from "../packages/cli/commands/list.ts";
import type { Context, Output } from "../packages/cli/context.ts";
import { runProgram } from "../packages/cli/program.ts";
import { printMarkdownTable } from "./print_markdown_table.ts";

/** Columns that help is written for: the page is read in a browser. */
const COLUMNS = 100;

/** `docs/cli.md`: the help of every command and topic as the program prints it, and every setting. */
export async function renderCliDocs(): Promise<string> {
  const parts = [
    "# The command line\n\nWritten from the program's own tables by `bun _tools/generate_cli_docs.ts`; a test fails when this page\nand the program differ.",
    block("acacia --help", await helpOf([])),
    "## Commands",
  ];
  for (const { name } of COMMANDS) {
    parts.push(`### ${name}`, block(`acacia ${name} --help`, await helpOf([name])));
  }
  parts.push("## Topics");
  for (const [name, { print }] of Object.entries(TOPICS)) {
    parts.push(`### ${name}`, block(`acacia help ${name}`, await print()));
  }
  parts.push("## Settings", SETTINGS_INTRO, settingsTable());
  return `${parts.join("\n\n")}\n`;
}

const SETTINGS_INTRO = `A flag beats a variable, a variable beats \`acacia.toml\` (in the archive, or \`--config FILE\`), and that beats the default.
\`acacia config show\` prints each value with where it came from.`;

/** What the program prints for `--help`, read as one who is no terminal. */
async function helpOf(command: readonly string[]): Promise<string> {
  const written: string[] = [];
  const output = (write: Output["write"]): Output => ({
    isTerminal: false,
    columns: COLUMNS,
    rows: 50,
    write,
  });
  const out = output((text) => written.push(text));
  const silent = output(() => {});
  await runProgram([...command, "--help"], { out, err: silent, env: {} } as unknown as Context);
  return written.join("");
}

function block(command: string, text: string): string {
  const lines = text.trimEnd().split("\n");
  return `\`\`\`text\n$ ${command}\n${lines.map((line) => line.trimEnd()).join("\n")}\n\`\`\``;
}

function settingsTable(): string {
  const rows = CONFIG_KEYS.map((key: ConfigKey) => {
    const flag = [flagOf(key), key.value?.replaceAll("|", "\\|")].filter(Boolean).join(" ");
    const choices = key.choices ? ` (${key.choices.join(", ")})` : "";
    return [
      `\`${key.name}\``,
      `\`${flag}\``,
      `\`${envOf(key)}\``,
      printDefault(key),
      `${key.help}${choices}`,
    ];
  });
  return printMarkdownTable([
    ["in `acacia.toml`", "flag", "variable", "default", "means"],
    ...rows,
  ]);
}

function printDefault(key: ConfigKey): string {
  if (key.default === undefined) return "";
  if (typeof key.default === "boolean") return key.default ? "on" : "off";
  if (typeof key.default !== "number") return `\`${key.default}\``;
  if (key.value === "SPAN") return `\`${printDuration(key.default)}\``;
  return `\`${key.value === "BYTES" ? printSize(key.default) : key.default}\``;
}
