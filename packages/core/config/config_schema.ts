import { CONFIG_KEYS, type ConfigKey, envOf } from "./keys.ts";

/** The part of JSON Schema (2020-12) that describes `acacia.toml`. */
export interface ConfigSchema {
  readonly $schema: string;
  readonly title: string;
  readonly type: "object";
  readonly additionalProperties: false;
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The JSON Schema of `acacia.toml`, from the table of settings: for editors that complete and check TOML. */
export function makeConfigSchema(): ConfigSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "acacia.toml",
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries(CONFIG_KEYS.map((key) => [key.name, describe(key)])),
  };
}

function describe(key: ConfigKey): Record<string, unknown> {
  return {
    description: `${key.help}${key.secret ? `; better kept in ${envOf(key)}` : ""}`,
    ...typeOf(key),
    ...(key.default === undefined ? {} : { default: key.default }),
  };
}

/** What may be written, by what the key's own parser takes. */
function typeOf(key: ConfigKey): Record<string, unknown> {
  if (key.value === undefined) return { type: "boolean" };
  if (key.choices) return { enum: key.choices };
  if (typeof tryParse(key, "7") !== "number") return { type: "string" };
  if (tryParse(key, "auto") === "auto") return { anyOf: [{ type: "integer" }, { const: "auto" }] };
  // Sizes and spans are numbers with a unit, or bytes and ms without one.
  const takesUnits = ["2M", "30s"].some((text) => typeof tryParse(key, text) === "number");
  if (takesUnits) return { type: ["integer", "string"] };
  return { type: tryParse(key, "0.5") === 0.5 ? "number" : "integer" };
}

function tryParse(key: ConfigKey, text: string): unknown {
  try {
    return key.parse(text);
  } catch {
    return undefined;
  }
}
