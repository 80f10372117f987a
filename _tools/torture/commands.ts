import type { Moment, Moments } from "./aim.ts";
import type { Kept } from "./archives.ts";
import type { Random } from "./random.ts";

/** A command that is killed. */
export interface Tortured {
  readonly name: "fetch" | "sync" | "thumbs" | "repair" | "trash";
  /** How often it is chosen, compared with the others. */
  readonly weight: number;
  /** What the archive holds when it begins. */
  readonly kept: (random: Random) => Kept;
  readonly args: (random: Random) => readonly string[];
  readonly moments: Moments;
}

/** Whole files that wait for their group: named, made read-only, moved to `blobs/`. */
const WAITING: Moment = { folder: "partial", name: /^[^.]+\.jpg$/, most: 40 };
const ROWS: Moment = { folder: ".", name: /^acacia\.sqlite-wal$/, most: 20 };
const NAMES: Moment = { folder: "images/hot", name: /./, most: 20 };
const FETCHING: Moments["counted"] = [
  WAITING,
  ROWS,
  NAMES,
  // Those before belong to the listing.
  { sql: true, least: 600, most: 1_400 },
  { sql: true, least: 600, most: 1_400 },
  { call: "fsync", most: 10 },
  { call: "rename", most: 40 },
  { call: "rename", most: 15 },
  { call: "link", most: 40 },
  { event: "run.started", most: 1 },
  { event: "media.planned", most: 10 },
  { event: "media.finished", most: 30 },
  { event: "thumbnail.finished", most: 20 },
];

const ways = (random: Random): readonly string[] => [
  "--strategy",
  random.pick(["pool", "async", "adaptive", "threads", "processes", "sequential"]),
  "--jobs",
  random.pick(["4", "8", "16"]),
];
const thumbWorkers = (random: Random): readonly string[] => [
  "--workers",
  random.pick(["0", "1", "2"]),
];

/** Every command that adds or removes files. */
export const TORTURED: readonly Tortured[] = [
  {
    name: "fetch",
    weight: 5,
    kept: (random) => random.pick(["nothing", "some", "some", "some"]),
    args: (random) => ["fetch", "hot", "--json", ...ways(random), ...thumbWorkers(random)],
    moments: { lastsMs: 1_500, counted: FETCHING },
  },
  {
    name: "sync",
    weight: 2,
    kept: () => "some",
    args: (random) => ["sync", "--json", ...ways(random), ...thumbWorkers(random)],
    moments: { lastsMs: 1_500, counted: FETCHING },
  },
  {
    name: "thumbs",
    weight: 1,
    kept: () => "no_thumbs",
    args: (random) => ["thumbs", "--json", ...thumbWorkers(random)],
    moments: {
      lastsMs: 1_200,
      counted: [
        { event: "thumbnail.finished", most: 50 },
        { call: "rename", most: 60 },
      ],
    },
  },
  {
    name: "repair",
    weight: 1,
    kept: () => "damaged",
    args: (random) => ["repair", "--json", ...ways(random)],
    moments: {
      lastsMs: 500,
      counted: [
        WAITING,
        { sql: true, most: 200 },
        { call: "rename", most: 14 },
        { event: "repair.blob", most: 14 },
      ],
    },
  },
  {
    name: "trash",
    weight: 1,
    kept: () => "trashed",
    args: () => ["trash", "empty", "--older", "0", "--json"],
    moments: {
      lastsMs: 500,
      counted: [
        { ...ROWS, most: 6 },
        { folder: "images/hot", name: /./, most: 25 },
      ],
    },
  },
];

/** One of them, by weight. */
export function pickTortured(random: Random): Tortured {
  let left = random.next() * TORTURED.reduce((sum, { weight }) => sum + weight, 0);
  for (const tortured of TORTURED) {
    left -= tortured.weight;
    if (left < 0) return tortured;
  }
  throw new Error("Cannot pick a command: the weights do not add up");
}
