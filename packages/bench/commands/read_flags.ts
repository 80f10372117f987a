import { type ParseArgsConfig, parseArgs } from "node:util";
import { AcaciaError } from "@acacia/core/errors";

/**
 * Flags and files of a command beside the studies.
 *
 * @param argv What followed the command's name.
 * @param command For messages: "compare A.json B.json".
 * @throws {AcaciaError} `usage` for a flag that is none, or that lacks its value.
 */
export function readFlags<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  argv: readonly string[],
  { command, options }: { readonly command: string; readonly options: Options },
) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split(". ")[0] : String(cause);
    throw usageError(reason ?? "", { command, cause });
  }
}

/** What is thrown when a command is not called as it should be. */
export function usageError(
  reason: string,
  { command, cause }: { readonly command: string; readonly cause?: unknown },
): AcaciaError {
  return new AcaciaError("usage", `Cannot run the bench: ${reason}`, {
    cause,
    hint: `Use \`bun run bench ${command}\``,
  });
}
