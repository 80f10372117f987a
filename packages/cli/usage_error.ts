import { flagOf, getConfigKey } from "@acacia/core/config";
import { AcaciaError } from "@acacia/core/errors";
import { closest, meantHint } from "@acacia/core/text";
import type { CommanderError } from "commander";
import type { Command } from "./command.ts";

/**
 * What commander found wrong with the arguments, as our error: with the flag or command that was meant, the command
 * that has the flag, or where to look.
 *
 * @param error Commander's. @param args As they were given. @param commands Every command.
 */
export function asUsageError(
  error: CommanderError,
  { args, commands }: { args: readonly string[]; commands: readonly Command[] },
): AcaciaError {
  const [reason = "", more = ""] = error.message.replace(/^error: /, "").split("\n");
  const meant = /^\(Did you mean (.*)\?\)$/.exec(more)?.[1];
  const command = commands.find(({ name }) => name === args[0]);
  const hint =
    (meant && meantHint(meant)) ||
    findFlag(/^unknown option '(--[^'=]+)/.exec(reason)?.[1], { command, commands }) ||
    `See \`acacia ${command ? `${command.name} ` : ""}--help\``;
  return new AcaciaError("usage", `Cannot read the arguments: ${reason}`, { hint });
}

/** `--thumb` of fetch is `--no-thumbs`; `--jobs` of list belongs to fetch. */
function findFlag(
  flag: string | undefined,
  { command, commands }: { command: Command | undefined; commands: readonly Command[] },
): string | undefined {
  if (flag === undefined) return undefined;
  const own = closest(bare(flag), flagsOf(command).map(bare));
  if (own) return meantHint(flagsOf(command).find((known) => bare(known) === own) ?? own);
  const owner = commands.find((other) => flagsOf(other).includes(flag));
  return owner && `Give ${flag} to \`acacia ${owner.name}\``;
}

function flagsOf(command: Command | undefined): string[] {
  return (command?.keys ?? []).map((name) => flagOf(getConfigKey(name)));
}

function bare(flag: string): string {
  return flag.replace(/^--(?:no-)?/, "");
}
