// A slice of `bun run torture`, the same seeds each time, and the proof that it would notice.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { makeTempFolder, type TempFolder } from "@acacia/core/testing";
import { makeArchives, openWorld, type Stage } from "./torture/archives.ts";
import type { Tortured } from "./torture/commands.ts";
import { type KillEnd, killOnce } from "./torture/kill_once.ts";
import { makeMutant } from "./torture/mutant.ts";

const TIMEOUT_MS = 300_000;
const KILLS = 8;
const FIRST_SEED = 2_000;
/** So often the mutant may survive. */
const MUTANT_TRIES = 25;

let folder: TempFolder;
let stage: Stage;
const stack = new AsyncDisposableStack();

beforeAll(async () => {
  folder = stack.use(await makeTempFolder());
  const sim = stack.use(await openWorld());
  stage = { sim, dir: folder.dir, main: join(import.meta.dir, "../packages/cli/main.ts") };
  await makeArchives(stage);
}, TIMEOUT_MS);
afterAll(() => stack.disposeAsync());

test(
  "runs that are killed at random moments lose nothing, and the next ones come to their end",
  async () => {
    const ends: KillEnd[] = [];
    let seed = FIRST_SEED;
    while (ends.filter(({ phase }) => phase).length < KILLS) {
      ends.push(await killOnce(stage, seed++));
      expect(seed).toBeLessThan(FIRST_SEED + 5 * KILLS);
    }
    const wrong = ends.filter(({ faults }) => faults.length > 0);
    expect(wrong).toEqual([]);
  },
  TIMEOUT_MS,
);

/** Killed as soon as it tells a picture as stored. */
const TELLING: Tortured = {
  name: "fetch",
  weight: 1,
  kept: () => "some",
  args: () => ["fetch", "hot", "--json", "--strategy", "async", "--jobs", "8", "--no-thumbs"],
  moments: { lastsMs: 1, counted: [{ event: "media.finished", most: 35 }], atAnyTime: 0 },
};

test(
  "a program that commits rows before its files have their names is caught",
  async () => {
    const mutant: Stage = { ...stage, main: await makeMutant(join(folder.dir, "mutant")) };
    const faults: string[] = [];
    for (let seed = 1; seed <= MUTANT_TRIES && faults.length === 0; seed++) {
      faults.push(...(await killOnce(mutant, seed, TELLING)).faults);
    }
    expect(faults).toContainEqual(
      expect.stringMatching(/^a row names blobs\/.+: it is not there$/),
    );
  },
  TIMEOUT_MS,
);
