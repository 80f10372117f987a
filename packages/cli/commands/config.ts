import { AcaciaError } from "@acacia/core/errors";
import type { Command } from "../command.ts";
import { jsonLine } from "../render/safe.ts";
import { printTable } from "../render/table.ts";

/** `acacia config`: every setting and where it came from. */
export const configCommand: Command = {
  name: "config",
  args: "[show]",
  summary: "Show every setting, and where its value came from",
  description: "Order: flag > environment > acacia.toml in the archive or --config FILE > default.",
  keys: [],
  async run(call, context) {
    const action = call.args[0] ?? "show";
    if (action !== "show") {
      throw new AcaciaError("usage", `Cannot do 'config ${action}': there is only config show`, {
        hint: "Give `acacia config show`",
      });
    }
    const { envOf } = await import("@acacia/core/config");
    const rows = call.config.settings.map(({ key, value, origin }) => ({
      name: key.name,
      value: value === undefined ? null : key.secret ? "(set)" : value,
      origin,
      env: envOf(key),
      help: key.help,
    }));
    if (call.config.is("json")) {
      for (const row of rows) context.out.write(jsonLine(row));
      return 0;
    }
    context.out.write(
      printTable(
        ["setting", "value", "from", "variable"],
        rows.map(({ name, value, origin, env }) => [
          name,
          value === null ? "–" : String(value),
          origin,
          env,
        ]),
      ),
    );
    return 0;
  },
};
