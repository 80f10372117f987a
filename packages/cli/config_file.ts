import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Config } from "@acacia/core/config";
import { AcaciaError } from "@acacia/core/errors";
import type { Context } from "./context.ts";

/** Absolute path of the settings file: `--config FILE`, or `acacia.toml` in the archive. It need not be there. */
export function configPathOf(config: Config, { cwd }: Pick<Context, "cwd">): string {
  const named = config.text("config");
  return named
    ? resolve(cwd, named)
    : join(resolve(cwd, config.text("archive") ?? "."), "acacia.toml");
}

/**
 * Reads `--config FILE`, or `acacia.toml` in the archive when there is one.
 *
 * @param config What flags and environment say, to know where to look.
 * @throws {AcaciaError} `config` when the file is not there or is no TOML.
 */
export function readConfigFile(
  config: Config,
  context: Pick<Context, "cwd">,
): { path: string; values: Record<string, unknown> } | undefined {
  const named = config.text("config");
  const path = configPathOf(config, context);
  if (!existsSync(path)) {
    if (!named) return undefined;
    throw new AcaciaError("config", `Cannot read the settings: there is no ${path}`, {
      hint: "Give --config the path of a TOML file",
    });
  }
  try {
    return { path, values: Bun.TOML.parse(readFileSync(path, "utf8")) as Record<string, unknown> };
  } catch (cause) {
    throw new AcaciaError("config", `Cannot read ${path}: ${(cause as Error).message}`, {
      hint: "Write each setting as `name = value`, as `acacia config show` prints them",
      cause,
    });
  }
}
