import { parseDuration } from "../text/duration.ts";
import { parseSample } from "../text/sample.ts";
import { parseSize } from "../text/size.ts";
import {
  aboveZero,
  oneOf,
  parseAddress,
  parseHeaderText,
  parseJobs,
  parseProxy,
  parseSwitch,
  positiveNumber,
  wholeNumber,
} from "./_parse_value.ts";
import { APART, ENGINE_NAMES, NEAR_TIERS, PREFERENCES, STRATEGY_NAMES } from "./names.ts";

/** What a setting's value may be. */
export type ConfigValue = string | number | boolean | "auto" | undefined;

/** Groups in which help lists the settings. */
export type ConfigGroup = "what" | "how" | "polite" | "keep" | "show" | "where";

/** One setting: its flag, variable, file key and default come from this row, and so do help and docs. */
export interface ConfigKey {
  /** Name in `acacia.toml` and, in upper case behind `ACACIA_`, in the environment. */
  readonly name: string;
  readonly group: ConfigGroup;
  /** The short flag's letter. */
  readonly short?: string;
  /** What follows the flag; absent for switches. */
  readonly value?: string;
  readonly help: string;
  readonly default?: ConfigValue;
  /** Another variable than `ACACIA_<NAME>`. */
  readonly env?: string;
  /** A secret is never printed, stored or sent anywhere but to Imgur. */
  readonly secret?: boolean;
  /** A switch whose flag takes away: `--no-thumbs`. */
  readonly negative?: boolean;
  readonly choices?: readonly string[];
  /** Reads the text of a flag, a variable or the file. @throws {Error} with the reason. */
  readonly parse: (text: string) => ConfigValue;
}

const text = (value: string): string => value;

/** Every setting. `cli` asks for those that a command takes by name. */
export const CONFIG_KEYS = [
  {
    name: "archive",
    group: "where",
    short: "d",
    value: "DIR",
    help: "the archive folder",
    default: "./archive",
    parse: text,
  },
  {
    name: "config",
    group: "where",
    value: "FILE",
    help: "settings file, instead of acacia.toml in the archive",
    parse: text,
  },
  {
    name: "client_id",
    group: "where",
    value: "ID",
    help: "your Imgur Client-ID",
    env: "IMGUR_CLIENT_ID",
    secret: true,
    parse: parseHeaderText,
  },
  {
    name: "api_url",
    group: "where",
    value: "URL",
    help: "base of the API",
    default: "https://api.imgur.com",
    env: "IMGUR_API_URL",
    parse: text,
  },
  {
    name: "cdn_url",
    group: "where",
    value: "URL",
    help: "base of the files",
    default: "https://i.imgur.com",
    env: "IMGUR_CDN_URL",
    parse: text,
  },
  {
    name: "site_url",
    group: "where",
    value: "URL",
    help: "base of the site",
    default: "https://imgur.com",
    env: "IMGUR_SITE_URL",
    parse: text,
  },
  {
    name: "jobs",
    group: "how",
    short: "j",
    value: "N|auto",
    help: "transfers at once, 1 to 256; auto finds the number by itself",
    default: "auto",
    parse: parseJobs,
  },
  {
    name: "strategy",
    group: "how",
    value: "NAME",
    help: "the way of running transfers",
    default: "adaptive",
    choices: STRATEGY_NAMES,
    parse: oneOf(STRATEGY_NAMES),
  },
  {
    name: "redis",
    group: "how",
    value: "URL",
    help: "the Redis of the queue strategy",
    default: "redis://127.0.0.1:6379",
    env: "REDIS_URL",
    secret: true,
    parse: text,
  },
  {
    name: "queue",
    group: "how",
    value: "NAME",
    help: "the queue's name: workers and their run share it",
    default: "acacia",
    parse: text,
  },
  {
    name: "detach",
    group: "how",
    help: "fill the queue and leave; `acacia collect` does the rest",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "local_workers",
    group: "how",
    value: "N",
    help: "workers that the queue strategy starts itself (2 on its own Redis, else none)",
    parse: wholeNumber(0),
  },
  {
    name: "storage",
    group: "where",
    value: "URL",
    help: "where files are kept instead of blobs/: s3://bucket/prefix; said once, for a new archive",
    parse: text,
  },
  {
    name: "limit",
    group: "what",
    value: "N",
    help: "stop after N pictures",
    parse: wholeNumber(1),
  },
  {
    name: "dry_run",
    group: "what",
    short: "n",
    help: "list only: what would be fetched, and what it costs",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "input_file",
    group: "what",
    short: "i",
    value: "FILE|-",
    help: "every Imgur link in this text, whatever it is",
    parse: text,
  },
  {
    name: "name",
    group: "what",
    value: "NAME",
    help: "what the source is called (default: its target)",
    parse: text,
  },
  {
    name: "all",
    group: "what",
    help: "every saved source, as without names",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "full",
    group: "what",
    help: "list to the end, also past what is known",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "range",
    group: "what",
    value: "A-B",
    help: "only items A to B of the run, counted from 1",
    parse: text,
  },
  {
    name: "where",
    group: "what",
    value: "EXPR",
    help: "only what matches, e.g. 'type:photo score:>500'",
    parse: text,
  },
  {
    name: "older",
    group: "what",
    value: "SPAN",
    help: "only what has been in the trash for this long",
    default: 30 * 86_400_000,
    parse: parseDuration,
  },
  {
    name: "sort",
    group: "what",
    value: "ORDER",
    help: "order of a listing: viral, top, time, rising",
    parse: text,
  },
  {
    name: "window",
    group: "what",
    value: "SPAN",
    help: "span of a top listing: day, week, month, year, all",
    parse: text,
  },
  {
    name: "prefer",
    group: "keep",
    value: "FORM",
    help: "how animations are kept",
    default: "gif",
    choices: PREFERENCES,
    parse: oneOf(PREFERENCES),
  },
  {
    name: "force",
    group: "what",
    help: "fetch again what is known",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "comments",
    group: "what",
    help: "the comments of each post too, a credit a post, once the listings are through",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "wayback",
    group: "what",
    help: "look removed pictures up in the public web archive, one a second",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "wayback_url",
    group: "where",
    value: "URL",
    help: "base of the web archive",
    default: "https://web.archive.org",
    parse: parseAddress,
  },
  {
    name: "write_metadata",
    group: "keep",
    help: "the facts of each picture in a JSON file beside its name",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "exec",
    group: "keep",
    value: "COMMAND",
    help: "run this for each stored file, without a shell; {path} and {id} stand for it",
    // A password may stand in it.
    secret: true,
    parse: text,
  },
  {
    name: "limit_rate",
    group: "polite",
    short: "r",
    value: "BYTES",
    help: "most bytes a second, e.g. 2M",
    parse: aboveZero(parseSize),
  },
  {
    name: "tpslimit",
    group: "polite",
    value: "N",
    help: "most requests a second to the CDN",
    parse: positiveNumber,
  },
  {
    name: "budget",
    group: "polite",
    value: "CREDITS",
    help: "most API credits to spend",
    parse: wholeNumber(0),
  },
  {
    name: "retries",
    group: "polite",
    short: "R",
    value: "N",
    help: "further attempts after a failed one",
    default: 4,
    parse: wholeNumber(0),
  },
  {
    name: "timeout",
    group: "polite",
    value: "SPAN",
    help: "give a file this long without a byte",
    default: 30_000,
    parse: aboveZero(parseDuration),
  },
  {
    name: "deadline",
    group: "polite",
    value: "SPAN",
    help: "stop the whole run after this long",
    parse: aboveZero(parseDuration),
  },
  {
    name: "max_bytes",
    group: "polite",
    value: "BYTES",
    help: "stop after this many new bytes",
    parse: aboveZero(parseSize),
  },
  {
    name: "max_size",
    group: "keep",
    value: "BYTES",
    help: "refuse files above this",
    default: 512_000_000,
    parse: aboveZero(parseSize),
  },
  {
    name: "proxy",
    group: "polite",
    value: "URL",
    help: "through this HTTP proxy",
    env: "HTTPS_PROXY",
    secret: true,
    parse: parseProxy,
  },
  {
    name: "user_agent",
    group: "polite",
    short: "a",
    value: "TEXT",
    help: "how requests name themselves",
    parse: parseHeaderText,
  },
  {
    name: "placeholders",
    group: "keep",
    value: "LIST",
    help: "further placeholder pictures to refuse: removed:SHA256,region:SHA256",
    parse: text,
  },
  {
    name: "template",
    group: "keep",
    value: "TEMPLATE",
    help: "names of the files that are written; see `acacia help view`",
    default: "{source}/{num}{id}.{ext}",
    parse: text,
  },
  {
    name: "link",
    group: "keep",
    value: "WAY",
    help: "how a file gets there: copy, hard or symlink",
    default: "copy",
    choices: ["copy", "hard", "symlink"],
    parse: oneOf(["copy", "hard", "symlink"]),
  },
  {
    name: "view",
    group: "keep",
    value: "TEMPLATE",
    help: "names under images/; none for no names",
    default: "{source}/{num}{id}.{ext}",
    parse: text,
  },
  {
    name: "thumbs",
    group: "keep",
    help: "make no thumbnails",
    default: true,
    negative: true,
    parse: parseSwitch,
  },
  {
    name: "workers",
    group: "how",
    value: "N",
    help: "thumbnail Workers; 0: in this process, one by one",
    parse: wholeNumber(0, 256),
  },
  {
    name: "engine",
    group: "how",
    value: "NAME",
    help: "what renders thumbnails",
    default: "auto",
    choices: ENGINE_NAMES,
    parse: oneOf(ENGINE_NAMES),
  },
  {
    name: "format",
    group: "keep",
    value: "NAME",
    help: "format of what is written; each command has its own",
    parse: text,
  },
  {
    name: "size",
    group: "keep",
    value: "PX",
    help: "side of the box that a thumbnail fits in",
    default: 128,
    parse: wholeNumber(1),
  },
  {
    name: "suffix",
    group: "keep",
    value: "TEXT",
    help: "what a thumbnail beside its picture is called",
    default: "_thumbnail",
    parse: text,
  },
  {
    name: "reason",
    group: "what",
    value: "CODE",
    help: "only what ended with this reason",
    parse: text,
  },
  {
    name: "run",
    group: "what",
    value: "N",
    help: "only what failed in this run",
    parse: wholeNumber(1),
  },
  {
    name: "output",
    group: "where",
    short: "o",
    value: "FILE|-",
    help: "write to this file, not to stdout",
    parse: text,
  },
  {
    name: "sample",
    group: "what",
    value: "N|N%",
    help: "read only so many files, picked at random",
    parse(value) {
      parseSample(value);
      return value;
    },
  },
  {
    name: "seed",
    group: "what",
    value: "N",
    help: "pick the same sample again",
    parse: wholeNumber(0, 2 ** 32 - 1),
  },
  {
    name: "prune",
    group: "keep",
    help: "remove what cannot be mended and nothing uses",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "decode",
    group: "how",
    help: "decode every picture as well",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "restart",
    group: "how",
    help: "begin anew, whatever an interrupted one has done",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "exact",
    group: "what",
    help: "only media with the same bytes",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "near",
    group: "what",
    help: "only pictures that look the same and differ in bytes",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "tier",
    group: "what",
    value: "TIER",
    help: "only what is almost sure, likely, or to be looked at",
    choices: NEAR_TIERS,
    parse: oneOf(NEAR_TIERS),
  },
  {
    name: "keep",
    group: "what",
    value: "ID",
    help: "the picture that stays (default: the best of them)",
    parse: text,
  },
  {
    name: "as",
    group: "what",
    value: "RELATION",
    help: "what pictures are to each other",
    choices: APART,
    parse: oneOf(APART),
  },
  {
    name: "yes",
    group: "how",
    help: "do it without a further look",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "error_on_no_transfer",
    group: "show",
    help: "exit 9 when nothing is new",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "json",
    group: "show",
    help: "one JSON object a line on stdout",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "quiet",
    group: "show",
    short: "q",
    help: "say nothing but errors",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "color",
    group: "show",
    value: "WHEN",
    help: "colours",
    default: "auto",
    choices: ["auto", "always", "never"],
    parse: oneOf(["auto", "always", "never"]),
  },
  {
    name: "port",
    group: "where",
    value: "N",
    help: "the gallery's port; 0 for any free one",
    default: 3000,
    parse: wholeNumber(0, 65_535),
  },
  {
    name: "host",
    group: "where",
    value: "ADDRESS",
    help: "the address that the gallery listens on",
    default: "127.0.0.1",
    parse: text,
  },
  {
    name: "token",
    group: "where",
    value: "TEXT",
    help: "needed by every request when not on loopback",
    secret: true,
    parse: text,
  },
  {
    name: "read_only",
    group: "show",
    help: "the gallery changes nothing",
    default: false,
    parse: parseSwitch,
  },
  {
    name: "offline",
    group: "how",
    help: "ask nobody on the network",
    default: false,
    parse: parseSwitch,
  },
] as const satisfies readonly ConfigKey[];

/** The name of a setting. */
export type ConfigName = (typeof CONFIG_KEYS)[number]["name"];

/** The row of a setting. */
export function getConfigKey(name: ConfigName): ConfigKey {
  return CONFIG_KEYS.find((key) => key.name === name)!;
}

/** The environment variable of a setting. */
export function envOf(key: ConfigKey): string {
  return key.env ?? `ACACIA_${key.name.toUpperCase()}`;
}

/** The long flag of a setting, without its value: `--limit-rate`, `--no-thumbs`. */
export function flagOf(key: ConfigKey): string {
  return `--${key.negative ? "no-" : ""}${key.name.replaceAll("_", "-")}`;
}
