import type { WorldOptions } from "./world/model.ts";

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
  /** One in so many comments is shown as deleted, docs/imgur.md §2.7; 0: none. */
  readonly deletedComments: number;
  /** How often the web archive has each file, docs/imgur.md §4.7. */
  readonly captures: number;
  /** How often, and later, it has the removed picture in its place. */
  readonly placeholderCaptures: number;
  /** Its index tells the hashes of other bytes. */
  readonly wrongDigest: boolean;
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

/** A row of the tables that the command line, its help and the documents are made from. */
export interface OptionRow<Option extends string> {
  /** Name in the options of `startSim`; of a knob also in `/__set`. */
  readonly option: Option;
  /** Name on the command line, without its dashes. */
  readonly flag: string;
  readonly kind: KnobKind;
  readonly help: string;
}

/** A row of {@link KNOBS}. */
export type KnobRow = OptionRow<keyof Knobs>;

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
  deletedComments: 0,
  captures: 0,
  placeholderCaptures: 0,
  wrongDigest: false,
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
    option: "deletedComments",
    flag: "deleted-comments",
    kind: "count",
    help: "one in N comments is shown as deleted",
  },
  {
    option: "captures",
    flag: "captures",
    kind: "count",
    help: "how often the web archive has each file",
  },
  {
    option: "placeholderCaptures",
    flag: "placeholder-captures",
    kind: "count",
    help: "how often, and later, it has the removed picture in its place",
  },
  {
    option: "wrongDigest",
    flag: "wrong-digest",
    kind: "switch",
    help: "its index tells the hashes of other bytes",
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

/** What a stand-in is started with and keeps. */
export type StartOption = Exclude<keyof WorldOptions, "nowMs"> | "port" | "cdnPort" | "host";

/** Everything else that the command line takes: where to listen, and which world. */
export const START_OPTIONS: readonly OptionRow<StartOption>[] = [
  { option: "port", flag: "port", kind: "count", help: "port of API and site; 0: any free one" },
  { option: "cdnPort", flag: "cdn-port", kind: "count", help: "port of the CDN; 0: any free one" },
  { option: "host", flag: "host", kind: "text", help: "address to listen on" },
  { option: "seed", flag: "seed", kind: "count", help: "same seed, same world, same faults" },
  { option: "posts", flag: "posts", kind: "count", help: "gallery posts" },
  { option: "albums", flag: "albums", kind: "count", help: "how many of the posts are albums" },
  { option: "bigAlbum", flag: "big-album", kind: "count", help: "media in the first album" },
  { option: "gifs", flag: "gifs", kind: "count", help: "posts that hold a GIF" },
  {
    option: "emptyAlbums",
    flag: "empty-albums",
    kind: "count",
    help: "how many of the albums hold nothing",
  },
  { option: "bigGifs", flag: "big-gifs", kind: "count", help: "GIFs of more than 20 MB" },
  { option: "videos", flag: "videos", kind: "count", help: "posts that hold a video" },
  {
    option: "duplicates",
    flag: "duplicates",
    kind: "count",
    help: "media with the bytes of another",
  },
  {
    option: "nearDuplicates",
    flag: "near-duplicates",
    kind: "count",
    help: "media that look like another",
  },
  { option: "removed", flag: "removed", kind: "count", help: "media that lead to removed.png" },
  { option: "gone", flag: "gone", kind: "count", help: "media that the CDN answers 404 for" },
  {
    option: "regionBlocked",
    flag: "region-blocked",
    kind: "count",
    help: "media that are the region picture",
  },
  {
    option: "apiGone",
    flag: "api-gone",
    kind: "count",
    help: "media that the API forgot and the CDN has",
  },
  { option: "sizeBytes", flag: "size", kind: "size", help: "bytes of every original" },
  {
    option: "distinctPictures",
    flag: "distinct-pictures",
    kind: "count",
    help: "draw only this many pictures; every media keeps bytes of its own",
  },
  {
    option: "cacheBytes",
    flag: "cache",
    kind: "size",
    help: "memory for drawn pictures",
  },
  {
    option: "images",
    flag: "images",
    kind: "text",
    help: "folder of photographs to serve instead of drawn pictures",
  },
];
