import type { Config, ConfigName } from "@acacia/core/config";
import { AcaciaError } from "@acacia/core/errors";
import { closest } from "@acacia/core/text";

/** A setting whose words depend on the command: `--format` is one thing to `thumbs` and another to `manifest`. */
export interface ChoiceOptions<Choice extends string> {
  readonly name: ConfigName;
  readonly choices: readonly Choice[];
  /** Whether a variable or the settings file counts: they mean one command, and not the others. @default true */
  readonly onlyFlag?: boolean;
}

/**
 * Reads such a setting.
 *
 * @returns undefined when it is not set.
 * @throws {AcaciaError} `usage` for a word that the command does not have.
 */
export function readChoice<Choice extends string>(
  config: Config,
  { name, choices, onlyFlag = true }: ChoiceOptions<Choice>,
): Choice | undefined {
  const text = config.text(name);
  if (text === undefined || (onlyFlag && config.origin(name) !== "flag")) return undefined;
  const found = choices.find((choice) => choice === text);
  if (found) return found;
  const near = closest(text, choices);
  throw new AcaciaError(
    "usage",
    `Cannot use --${name} '${text}': it is one of ${choices.join(", ")}`,
    { hint: near ? `Write --${name} ${near}` : `Give --${name} ${choices[0]}` },
  );
}
