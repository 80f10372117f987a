import { CONFIG_KEYS, type ConfigGroup, type ConfigKey, envOf } from "@acacia/core/config";
import { printDuration, printSize } from "@acacia/core/text";

/** The groups of settings, in the order of the file. */
const GROUPS: Readonly<Record<ConfigGroup, string>> = {
  what: "What is fetched",
  how: "How the work is run",
  polite: "How gently",
  keep: "What is kept, and how",
  show: "What is shown",
  where: "Places and names",
};

/** A new `acacia.toml`: every setting with what it means, all of them commented out. */
export function printConfigTemplate(): string {
  const groups = Object.entries(GROUPS).map(([group, title]) => {
    // The file cannot say where it is itself.
    const keys = CONFIG_KEYS.filter((key) => key.group === group && key.name !== "config");
    return `\n## ${title}\n\n${keys.map(printKey).join("\n")}`;
  });
  return `${HEAD}${groups.join("")}`;
}

const HEAD = `# Settings of this archive. A flag beats a variable, a variable beats this file, and that beats the default.
# Each line shows the default; where there is none, a word in capitals stands for your value. Take away the '# ' of
# those that you want. \`acacia config show\` says what is in force, \`acacia config schema\` helps your editor.
`;

function printKey(key: ConfigKey): string {
  const choices = key.choices ? `: ${key.choices.join(", ")}` : "";
  const secret = key.secret ? `; better kept in ${envOf(key)}` : "";
  return `#   ${key.help}${choices}${secret}\n# ${key.name} = ${printValue(key)}\n`;
}

function printValue(key: ConfigKey): string {
  const { default: value } = key;
  if (value === undefined) return key.value ?? "true";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (key.value === "SPAN") return JSON.stringify(printDuration(value));
  return key.value === "BYTES" ? JSON.stringify(printSize(value).replace(" ", "")) : String(value);
}
