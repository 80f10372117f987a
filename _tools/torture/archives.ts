// The archives that runs are killed on: made once by the program itself, then copied for each kill.
import { mkdirSync, readdirSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { type Sim, startSim } from "@acacia/sim";
import { commandFor } from "./aim.ts";

/** What an archive holds before the run that is killed. */
export type Kept = "nothing" | "some" | "all" | "no_thumbs" | "damaged" | "trashed";

/** How many pictures the stand-in has. */
const POSTS = 60;
/** How many pictures the archive has that holds some. */
const SOME = 20;
/** How many blobs are removed, and how many are cut. */
const DAMAGED = 8;
/** How many pictures are in the trash of the archive whose trash is emptied. */
export const TRASHED = 25;

/** The program, and the stand-in that it asks. */
export interface Stage {
  readonly sim: Sim;
  /** `packages/cli/main.ts` of the program that is tortured. */
  readonly main: string;
  /** Of the archives that are copied. */
  readonly dir: string;
}

/** The stand-in of every kill: pictures alone, each of them different. */
export function openWorld(): Promise<Sim> {
  const alone = { albums: 0, gifs: 0, videos: 0, duplicates: 0, nearDuplicates: 0 };
  // As many credits as hundreds of runs need.
  const limits = { userLimit: 1_000_000, clientLimit: 1_000_000, bandwidth: 2_000_000 };
  return startSim({ seed: 7, posts: POSTS, sizeBytes: 20_000, ...alone, ...limits });
}

/** Starts the program in a group of its own, so that its workers can be killed with it. */
export function startProgram(stage: Stage, command: readonly string[], cwd: string) {
  return Bun.spawn([...command], {
    cwd,
    env: { PATH: process.env.PATH ?? "", HOME: cwd, ...stage.sim.env, IMGUR_CLIENT_ID: "test" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
}

/** Runs the program to its end. */
export async function runProgram(stage: Stage, args: readonly string[], cwd: string) {
  const child = startProgram(stage, commandFor(undefined, stage.main, args), cwd);
  const [out, err] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  return { exitCode: await child.exited, out, err };
}

/** Makes each archive, in `<dir>/<kept>/archive`. @throws {Error} when the program refuses. */
export async function makeArchives(stage: Stage): Promise<void> {
  const fetchHot = ["fetch", "hot", "--quiet", "--strategy", "pool"];
  const made = await makers(stage);
  await made("nothing", undefined, [["config", "show"]]);
  await made("some", undefined, [
    [...fetchHot, "--limit", String(SOME)],
    ["source", "add", "hot"],
  ]);
  await made("no_thumbs", undefined, [[...fetchHot, "--no-thumbs"]]);
  await made("all", "no_thumbs", [["thumbs", "--quiet"]]);
  await made("damaged", "all", []);
  damage(join(stage.dir, "damaged/archive/blobs"));
  const { exitCode } = await runProgram(stage, ["verify"], join(stage.dir, "damaged"));
  if (exitCode !== 10) throw new Error(`Cannot damage an archive: verify ended with ${exitCode}`);
  const listed = await runProgram(stage, ["list", "--json"], join(stage.dir, "all"));
  const ids = listed.out
    .trimEnd()
    .split("\n")
    .map((line) => String(JSON.parse(line).id));
  await made("trashed", "all", [["trash", ...ids.slice(0, TRASHED)]]);
}

async function makers(stage: Stage) {
  return async (kept: Kept, from: Kept | undefined, steps: readonly (readonly string[])[]) => {
    const folder = join(stage.dir, kept);
    if (from) await Bun.$`cp -a ${join(stage.dir, from)} ${folder}`;
    else await Bun.$`mkdir -p ${folder}`;
    for (const args of steps) {
      const { exitCode, err } = await runProgram(stage, args, folder);
      if (exitCode !== 0) throw new Error(`Cannot make '${kept}': ${args.join(" ")}: ${err}`);
    }
  };
}

/** Removes blobs, and cuts others: their names under `images/` show the cut bytes too. */
function damage(blobs: string): void {
  const names = readdirSync(blobs, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.includes("."),
  );
  names.sort();
  for (const name of names.slice(0, DAMAGED)) rmSync(join(blobs, name));
  for (const name of names.slice(DAMAGED, 2 * DAMAGED)) truncateSync(join(blobs, name), 500);
}

/** A copy of an archive for one kill, in `cwd/archive`, hard links and all. */
export async function copyArchive(stage: Stage, kept: Kept, cwd: string): Promise<void> {
  await Bun.$`cp -a ${join(stage.dir, kept)}/. ${cwd}`.quiet();
  // There already, so that what comes into them can be watched from the beginning.
  for (const folder of ["partial", "images/hot"]) {
    mkdirSync(join(cwd, "archive", folder), { recursive: true });
  }
}
