import { AcaciaError } from "../errors.ts";
import { closest, meantHint } from "../text/closest.ts";
import {
  CONFIG_KEYS,
  type ConfigKey,
  type ConfigName,
  type ConfigValue,
  envOf,
  flagOf,
} from "./keys.ts";

/** Where a value came from. */
export type Origin = "flag" | "environment" | "file" | "default";

/** A setting's value and where it came from. */
export interface Setting {
  readonly key: ConfigKey;
  readonly value: ConfigValue;
  readonly origin: Origin;
}

/** Where settings are read from, the strongest first. */
export interface ConfigSources {
  /** By name, as text; switches as `true` or `false`. */
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The parsed `acacia.toml`, and its path for messages. */
  readonly file?: { readonly path: string; readonly values: Readonly<Record<string, unknown>> };
}

/** Every setting with its origin: flag > environment > file > default. */
export class Config {
  readonly #settings: ReadonlyMap<string, Setting>;

  constructor(settings: readonly Setting[]) {
    this.#settings = new Map(settings.map((setting) => [setting.key.name, setting]));
  }

  /** All settings, in the table's order. */
  get settings(): Setting[] {
    return [...this.#settings.values()];
  }

  /** A value as its key's parser gave it. */
  get(name: ConfigName): ConfigValue {
    return this.#settings.get(name)?.value;
  }

  /** Where a setting's value came from. */
  origin(name: ConfigName): Origin {
    return this.#settings.get(name)?.origin ?? "default";
  }

  /** A text, or undefined when it is not set. */
  text(name: ConfigName): string | undefined {
    const value = this.get(name);
    return value === undefined || value === "" ? undefined : String(value);
  }

  /** A number, or undefined when it is not set. */
  number(name: ConfigName): number | undefined {
    const value = this.get(name);
    return typeof value === "number" ? value : undefined;
  }

  /** A switch. */
  is(name: ConfigName): boolean {
    return this.get(name) === true;
  }
}

/**
 * Reads every setting.
 *
 * @param sources Flags, environment and the file.
 * @throws {AcaciaError} `config` for a value that cannot be read, or an unknown key in the file; `usage` for a flag.
 */
export function loadConfig(sources: ConfigSources): Config {
  if (sources.file) refuseUnknownKeys(sources.file);
  return new Config(CONFIG_KEYS.map((key) => readSetting(key, sources)));
}

function readSetting(key: ConfigKey, { flags, env, file }: ConfigSources): Setting {
  const flag = flags[key.name];
  if (flag !== undefined) {
    return { key, value: read(key, flag, { code: "usage", place: flagOf(key) }), origin: "flag" };
  }
  const variable = env[envOf(key)];
  if (variable !== undefined && variable !== "") {
    const place = { code: "config", place: envOf(key) } as const;
    return { key, value: read(key, variable, place), origin: "environment" };
  }
  const kept = file?.values[key.name];
  if (kept !== undefined) {
    const place = { code: "config", place: `${key.name} in ${file?.path}` } as const;
    return { key, value: read(key, kept, place), origin: "file" };
  }
  return { key, value: key.default, origin: "default" };
}

function read(
  key: ConfigKey,
  value: unknown,
  from: { code: "usage" | "config"; place: string },
): ConfigValue {
  try {
    // A list or a table of the file would become a text that nobody wrote.
    if (typeof value === "object") throw new Error("it is no text, number or switch");
    return key.parse(String(value));
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Cannot [^:]*: /, "") : error;
    const isShown = !key.secret && typeof value !== "object";
    const shown = isShown ? ` '${value}'` : "";
    throw new AcaciaError(from.code, `Cannot use ${from.place}${shown}: ${reason}`, {
      hint: hintFor(key, String(value)),
      cause: error,
    });
  }
}

function hintFor(key: ConfigKey, value: string): string {
  const near = key.choices && closest(value, key.choices);
  if (near) return meantHint(near);
  return `Give ${flagOf(key)}${key.value === undefined ? "" : ` ${key.value}`}: ${key.help}`;
}

function refuseUnknownKeys(file: NonNullable<ConfigSources["file"]>): void {
  const names = CONFIG_KEYS.map((key) => key.name);
  for (const name of Object.keys(file.values)) {
    if (names.some((known) => known === name)) continue;
    const near = closest(name, names);
    throw new AcaciaError("config", `Cannot use ${file.path}: it has no setting '${name}'`, {
      hint: near ? meantHint(near) : "See `acacia config show` for every setting",
    });
  }
}
