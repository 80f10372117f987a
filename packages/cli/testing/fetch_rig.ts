import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Totals } from "@acacia/core";
import { type Sim, type SimMedia, startSim } from "@acacia/sim";
import type { CliEnd } from "./cli.ts";

/** A small Imgur for tests of `fetch`, and one picture of it. */
export interface FetchRig extends AsyncDisposable {
  readonly sim: Sim;
  readonly media: SimMedia;
  /** The picture's on the CDN. */
  readonly address: string;
  /** Sets what goes wrong, and forgets what was counted. */
  readonly arrange: (knobs?: Parameters<Sim["set"]>[0]) => void;
}

/** For runs whose events are read: no thumbnails, one retry. */
export const FAST = ["--json", "--no-thumbs", "-R", "1"] as const;

/** Starts it; everything is drawn before the first test, so that no time-out counts the drawing. */
export async function openFetchRig(): Promise<FetchRig> {
  const sim = await startSim({
    ...{ seed: 7, posts: 6, albums: 2, gifs: 0, videos: 0, duplicates: 0, nearDuplicates: 0 },
    sizeBytes: 4_000,
    distinctPictures: 1,
  });
  const media = sim.world.posts.find((post) => !post.isAlbum)!.media[0]!;
  for (const post of sim.world.posts) for (const one of post.media) await sim.world.bytes(one.id);
  return {
    sim,
    media,
    address: `https://i.imgur.com/${media.id}.${media.ext}`,
    arrange(knobs = {}) {
      sim.set({ rules: [], faults: {}, refuse: "none", clientId: "", announceMore: 0, ...knobs });
      sim.resetStats();
    },
    [Symbol.asyncDispose]: () => sim[Symbol.asyncDispose](),
  };
}

/** The last event of a run. */
export function finishedOf({ context }: CliEnd) {
  const event = context.out.json.findLast(({ type }) => type === "run.finished");
  if (!event) throw new Error("no run has finished");
  return event as unknown as { totals: Totals; sources: Totals[]; exitCode: number };
}

/** Files below a folder, by their path in it. */
export async function filesUnder(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
}
