/** What can be turned while a stand-in runs; by default nothing goes wrong. */
export interface Knobs {
  /** Before the first byte of an answer: `50` ms, `20-80` uniform, `lognormal:50,0.5` median and sigma. */
  readonly latency: string;
  /** The same for the API and the site alone; empty: as `latency`. */
  readonly apiLatency: string;
  /** Bytes per second of one connection; 0: no limit. */
  readonly bandwidth: number;
  /** Bytes per second of all connections together; 0: no limit. */
  readonly totalBandwidth: number;
  /** Between two pages of a listing this many posts push it down, and each page comes in another order. */
  readonly shuffle: number;
  /** From this page on (counted from 0) a listing answers the page before it again; 0: never. */
  readonly repeatFrom: number;
  /** Counts of albums and tags claim this many items more than there are. */
  readonly announceMore: number;
  /** How many images of an album a listing with `album_previews=1` shows. */
  readonly albumPreview: number;
  /** The only Client-ID that is accepted; empty: any. */
  readonly clientId: string;
  /** Credits per hour and address, docs/imgur.md §3. */
  readonly userLimit: number;
  /** Credits per day and Client-ID, docs/imgur.md §3. */
  readonly clientLimit: number;
  /** How `X-RateLimit-UserReset` is written: seconds from now (recorded 2023, 2025) or epoch (recorded 2017). */
  readonly resetForm: "seconds" | "epoch";
  /** Which answers carry `X-RateLimit-*`: `no_gallery` is what edge-cached galleries look like. */
  readonly limitHeaders: "all" | "no_gallery" | "none";
  /** Body of the 429 when the credits are used up: docs/imgur.md §2.6 #2 or #1. */
  readonly limitBody: "object" | "text";
  /** Every file, thumbnail and rendering is the region picture. */
  readonly region: boolean;
  /** From this size on a GIF's `link` is its `…h.gif`, docs/imgur.md §0.3. */
  readonly bigGifBytes: number;
  /** Closes a listener, so that connections are refused. */
  readonly refuse: "none" | "api" | "cdn" | "both";
  /** Faults by rule: `[api:|site:|cdn:]FAULT[:ARG][@WHEN]`, see `parseRule`. */
  readonly rules: readonly string[];
  /** Faults by script: for a media id, or a path with its slash, one fault for each request in turn. */
  readonly faults: Readonly<Record<string, readonly string[]>>;
}

/** How a value is written on the command line. */
export type KnobKind =
  | "text"
  | "count"
  | "size"
  | "switch"
  | "rules"
  | "scripts"
  | readonly string[];

/** A row of the table that the command line, its help and the documents are made from. */
export interface KnobRow {
  /** Name in the options of `startSim` and in `/__set`. */
  readonly option: keyof Knobs;
  /** Name on the command line, without its dashes. */
  readonly flag: string;
  readonly kind: KnobKind;
  readonly help: string;
}

/** The values of a stand-in without any fault. */
export const DEFAULT_KNOBS: Knobs = {
  latency: "0",
  apiLatency: "",
  bandwidth: 0,
  totalBandwidth: 0,
  shuffle: 0,
  repeatFrom: 0,
  announceMore: 0,
  albumPreview: 3,
  clientId: "",
  userLimit: 500,
  clientLimit: 12_500,
  resetForm: "seconds",
  limitHeaders: "all",
  limitBody: "object",
  region: false,
  bigGifBytes: 20 * 1024 * 1024,
  refuse: "none",
  rules: [],
  faults: {},
};

/** Every knob, in the order of the help. */
export const KNOBS: readonly KnobRow[] = [
  {
    option: "latency",
    flag: "latency",
    kind: "text",
    help: "ms before each answer: 50, 20-80 or lognormal:50,0.5",
  },
  {
    option: "apiLatency",
    flag: "api-latency",
    kind: "text",
    help: "the same for the API and the site alone",
  },
  {
    option: "bandwidth",
    flag: "bandwidth",
    kind: "size",
    help: "bytes per second of one connection, as 200k or 2M",
  },
  {
    option: "totalBandwidth",
    flag: "total-bandwidth",
    kind: "size",
    help: "bytes per second of all connections together",
  },
  {
    option: "shuffle",
    flag: "shuffle",
    kind: "count",
    help: "posts that push a listing down between two of its pages",
  },
  {
    option: "repeatFrom",
    flag: "repeat-from",
    kind: "count",
    help: "page from which on a listing repeats itself",
  },
  {
    option: "announceMore",
    flag: "announce-more",
    kind: "count",
    help: "items that albums and tags claim beyond what there is",
  },
  {
    option: "albumPreview",
    flag: "album-preview",
    kind: "count",
    help: "images that a listing shows of an album",
  },
  {
    option: "clientId",
    flag: "client-id",
    kind: "text",
    help: "the only Client-ID that is accepted",
  },
  { option: "userLimit", flag: "user-limit", kind: "count", help: "credits per hour and address" },
  {
    option: "clientLimit",
    flag: "client-limit",
    kind: "count",
    help: "credits per day and Client-ID",
  },
  {
    option: "resetForm",
    flag: "reset-form",
    kind: ["seconds", "epoch"],
    help: "how X-RateLimit-UserReset is written",
  },
  {
    option: "limitHeaders",
    flag: "limit-headers",
    kind: ["all", "no_gallery", "none"],
    help: "which answers carry X-RateLimit headers",
  },
  {
    option: "limitBody",
    flag: "limit-body",
    kind: ["object", "text"],
    help: "body of the 429 when the credits are used up",
  },
  { option: "region", flag: "region", kind: "switch", help: "every file is the region picture" },
  {
    option: "bigGifBytes",
    flag: "big-gif",
    kind: "size",
    help: "size from which on the link of a GIF is its h.gif",
  },
  {
    option: "refuse",
    flag: "refuse",
    kind: ["none", "api", "cdn", "both"],
    help: "refuse connections",
  },
  {
    option: "rules",
    flag: "fault",
    kind: "rules",
    help: "a fault by rule, as cdn:cut@0.1 or api:throttle:30@first3; repeatable",
  },
  {
    option: "faults",
    flag: "script",
    kind: "scripts",
    help: "faults for the requests of a media or path in turn, as aBcDeFg=cut,ok; repeatable",
  },
];

/**
 * Reads a value as the command line gives it.
 *
 * @throws {Error} when it cannot be understood.
 */
export function parseValue(row: { flag: string; kind: KnobKind }, text: string): unknown {
  switch (row.kind) {
    case "text":
      return text;
    case "switch":
      return true;
    case "rules":
      return [text];
    case "scripts":
      return parseScript(text);
    case "count":
    case "size":
      return parseSize(row, text);
    default:
      return text;
  }
}

/** `aBcDeFg=cut,ok` */
function parseScript(text: string): Record<string, string[]> {
  const mark = text.indexOf("=");
  if (mark <= 0) throw new Error(`Cannot read the script '${text}': it is no ID=FAULT,FAULT`);
  return { [text.slice(0, mark)]: text.slice(mark + 1).split(",") };
}

function parseSize({ flag, kind }: { flag: string; kind: KnobKind }, text: string): number {
  const parts = (kind === "size" ? /^(\d+(?:\.\d+)?)([kM]?)$/ : /^(\d+)()$/).exec(text);
  if (!parts) throw new Error(`Cannot read --${flag} '${text}': it is no ${kind}`);
  const factor = parts[2] === "M" ? 1_000_000 : parts[2] === "k" ? 1000 : 1;
  return Math.floor(Number(parts[1]) * factor);
}

/**
 * Lays new values over old ones.
 *
 * @param old The values so far.
 * @param given Anything, as it came over the wire.
 * @throws {Error} when a name is unknown or a value is of the wrong kind.
 */
export function withKnobs(old: Knobs, given: Readonly<Record<string, unknown>>): Knobs {
  for (const [option, value] of Object.entries(given)) {
    const row = KNOBS.find((known) => known.option === option);
    if (!row) throw new Error(`Cannot set '${option}': there is no such knob`);
    if (!fits(row.kind, value)) {
      throw new Error(`Cannot set '${option}' to ${JSON.stringify(value)}: it is no ${row.kind}`);
    }
  }
  return { ...old, ...given };
}

function fits(kind: KnobKind, value: unknown): boolean {
  switch (kind) {
    case "text":
      return typeof value === "string";
    case "switch":
      return typeof value === "boolean";
    case "count":
    case "size":
      return typeof value === "number" && Number.isFinite(value) && value >= 0;
    case "rules":
      return isTexts(value);
    case "scripts":
      return isScripts(value);
    default:
      return typeof value === "string" && kind.includes(value);
  }
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isScripts(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).every(isTexts);
}
