// `bun run torture [--kills N] [--seed S] [--minutes M] [--lanes L] [--dir DIR]`: kills real runs at random moments,
// and looks after each whether anything was lost.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeArchives, openWorld, type Stage } from "./torture/archives.ts";
import { printHistogram } from "./torture/histogram.ts";
import { type KillEnd, killOnce } from "./torture/kill_once.ts";

const MAIN = join(import.meta.dir, "../packages/cli/main.ts");

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
    // Kills at once: more of them, and less exact moments.
    lanes: { type: "string", default: "2" },
    minutes: { type: "string", default: "60" },
    // Of the archives: on a disk much time goes into syncing, in memory the other phases are met more often.
    dir: { type: "string", default: tmpdir() },
  },
});

const dir = await mkdtemp(join(values.dir, "acacia-torture-"));
await using sim = await openWorld();
const stage: Stage = { sim, main: MAIN, dir };
const ends: KillEnd[] = [];
const until = performance.now() + Number(values.minutes) * 60_000;
let seed = Number(values.seed);
let killed = 0;

async function killOneByOne(): Promise<void> {
  while (killed < Number(values.kills) && performance.now() < until) {
    const end = await killOnce(stage, seed++);
    ends.push(end);
    if (end.phase) killed += 1;
    console.log(`${String(killed).padStart(4)}  ${end.phase ?? "(over before)"}  ${end.story}`);
    for (const fault of end.faults) console.log(`      WRONG: ${fault}`);
  }
}

try {
  await makeArchives(stage);
  await Promise.all(Array.from({ length: Number(values.lanes) }, killOneByOne));
} finally {
  await rm(dir, { recursive: true, force: true });
}
console.log(printHistogram(ends));
process.exit(ends.some(({ faults }) => faults.length > 0) ? 1 : 0);
