import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { envOf, makeConfigSchema } from "@acacia/core/config";
import { AcaciaError } from "@acacia/core/errors";
import type { Call } from "./command.ts";
import { configPathOf } from "./config_file.ts";
import type { Context } from "./context.ts";
import { readAction } from "./read_action.ts";
import { printConfigTemplate } from "./render/config_template.ts";
import { jsonLine } from "./render/safe.ts";
import { printTable } from "./render/table.ts";

/** What `acacia config` does. */
export const CONFIG_ACTIONS = ["show", "init", "path", "schema"] as const;

/** Shows the settings, or where they are kept, or makes a file for them. */
export async function runConfig(call: Call, context: Context): Promise<number> {
  const { action } = readAction(call.args.length === 0 ? { ...call, args: ["show"] } : call, {
    command: "config",
    actions: CONFIG_ACTIONS,
  });
  const path = configPathOf(call.config, context);
  if (action === "show") showSettings(call, context);
  else if (action === "init") initFile(path, { call, context });
  else if (action === "schema") {
    context.out.write(`${JSON.stringify(makeConfigSchema(), null, 2)}\n`);
  } else {
    const exists = existsSync(path);
    context.out.write(call.config.is("json") ? jsonLine({ path, exists }) : `${path}\n`);
    if (!exists) context.err.write("It is not there yet: `acacia config init` makes it.\n");
  }
  return 0;
}

function showSettings({ config }: Call, { out }: Context): void {
  const rows = config.settings.map(({ key, value, origin }) => ({
    name: key.name,
    value: value === undefined ? null : key.secret ? "(set)" : value,
    origin,
    env: envOf(key),
    help: key.help,
  }));
  if (config.is("json")) {
    for (const row of rows) out.write(jsonLine(row));
    return;
  }
  const cells = rows.map(({ name, value, origin, env }) => [
    name,
    value === null ? "–" : String(value),
    origin,
    env,
  ]);
  out.write(printTable(["setting", "value", "from", "variable"], cells));
}

function initFile(path: string, { call, context }: { call: Call; context: Context }): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, printConfigTemplate(), { flag: "wx" });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST" && existsSync(path)) {
      throw new AcaciaError("config", `Cannot make ${path}: it is there already`, {
        hint: "Edit it, or make one in another archive with -d DIR",
        cause,
      });
    }
    throw new AcaciaError("disk", `Cannot make ${path}: ${(cause as Error).message}`, {
      hint: "Name another folder with -d DIR",
      cause,
    });
  }
  if (call.config.is("json")) context.out.write(jsonLine({ path, exists: true }));
  else context.err.write(`Made ${path}. Every setting is in it, commented out.\n`);
}
