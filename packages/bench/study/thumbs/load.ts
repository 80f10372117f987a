import { availableParallelism } from "node:os";
import { join } from "node:path";
import { interleave } from "../../measure/interleave.ts";
import { measureProcess, readJsonLines } from "../../measure/process.ts";
import type { ThumbTask } from "../../rivals/thumb_rivals.ts";
import { PACKAGES, ROOT } from "../../root.ts";
import { type CaseResult, type Metrics, makeCase } from "../case.ts";
import { isWanted } from "../is_wanted.ts";
import type { StudyOptions } from "../study.ts";
import { fidelityMetrics, openYardstick, type Yardstick } from "./fidelity.ts";
import { type Folder, linkPictures, type Picture } from "./pictures.ts";
import { measureThumbs, removeThumbs, type ThumbProgram, thumbsOf } from "./program.ts";

/** The same work for several programs. */
export interface Load {
  /** "128 px, 160 files". */
  readonly name: string;
  readonly size: number;
  /** Absent: the original's format, as the article's program has it. */
  readonly ext?: "jpg" | "webp";
  /** @default 1 */
  readonly copies?: number;
  /** Without progressive files. @default false */
  readonly isBaseline?: boolean;
  /** Whether the thumbnails are judged, too. @default false */
  readonly isJudged?: boolean;
  readonly programs: readonly ThumbProgram[];
}

/** Identity of a case: "128 px, 160 files: auto". */
export function caseId(load: Pick<Load, "name">, { series }: Pick<ThumbProgram, "series">): string {
  return `${load.name}: ${series}`;
}

/** Runs the programs of a load in turn over one folder. @returns A case each; none when nothing of it is wanted. */
export async function measureLoad(
  load: Load,
  pictures: readonly Picture[],
  options: StudyOptions,
): Promise<readonly CaseResult[]> {
  const programs = load.programs.filter((one) => isWanted(caseId(load, one), options.only));
  if (programs.length === 0) return [];
  const root = join(options.dir, load.name.replaceAll(/\W+/g, "_"));
  const folder = await linkPictures(join(root, "pictures"), pictures, load);
  const { size, ext } = load;
  const task: ThumbTask = {
    ...folder,
    size,
    scratch: join(root, "scratch"),
    ...(ext === undefined ? {} : { ext }),
  };
  const floorMs = await measureFloor(folder, { size, scratch: join(root, "floor") });
  const runs = await interleave<Metrics>(
    programs.map((program) => ({
      name: program.series,
      run(round) {
        const which = round < 0 ? "warm-up" : `round ${round + 1} of ${options.rounds}`;
        options.say(`${caseId(load, program)}, ${which}`);
        return measureThumbs(program, task);
      },
    })),
    { rounds: options.rounds, warmUps: 1 },
  );
  const yardstick = load.isJudged ? await openYardstick(size) : undefined;
  const cases: CaseResult[] = [];
  for (const program of programs) {
    const judged = yardstick ? await judge(program, { task, yardstick, options }) : {};
    cases.push(
      makeCase(
        {
          id: caseId(load, program),
          series: program.series,
          role: program.role,
          params: { files: folder.names.length, size, format: ext ?? "same", load: load.name },
          floor: {
            name: "decoding at n/8, scaling and encoding alone, on all cores",
            wallMs: floorMs,
          },
        },
        runs.get(program.series)!.map((run) => ({ ...run, ...judged })),
      ),
    );
  }
  await removeThumbs(folder.dir);
  return cases;
}

/** How near to the ideal the same pipeline comes, writing PNG: a lossy format would hide the scaling. */
async function judge(
  program: ThumbProgram,
  how: {
    readonly task: ThumbTask;
    readonly yardstick: Yardstick;
    readonly options: Pick<StudyOptions, "say">;
  },
): Promise<Metrics> {
  const { yardstick, options } = how;
  options.say(`${program.series}: quality`);
  const task: ThumbTask = { ...how.task, ext: "png" };
  await measureThumbs(program, task);
  const thumbs = thumbsOf(task);
  const pairs = task.names.map((name, n) => ({
    picture: join(task.dir, name),
    thumbnail: thumbs[n]!,
  }));
  const metrics = fidelityMetrics(await yardstick.measure(pairs));
  await removeThumbs(task.dir);
  return metrics;
}

/** What the work of all pictures takes with one in flight, spread over the cores, ms. */
async function measureFloor(
  { dir }: Folder,
  { size, scratch }: { readonly size: number; readonly scratch: string },
): Promise<number> {
  const { runMs } = await runBare("single", { size, dir, out: scratch, width: 1 });
  return runMs! / availableParallelism();
}

/** Runs `bare_main.ts` once. @throws When it fails: what it prints says why. */
export async function runBare(
  what: "single" | "gallery",
  task: {
    readonly size: number;
    readonly dir: string;
    readonly out: string;
    readonly width: number;
  },
): Promise<Metrics> {
  const { size, dir, out, width } = task;
  const stdout = `${out}.ndjson`;
  const main = join(PACKAGES, "bench/study/thumbs/bare_main.ts");
  const { wallMs, cpuMs, peakRssBytes, ...ended } = await measureProcess(
    [process.execPath, main, what, String(size), dir, out, String(width)],
    { cwd: ROOT, env: process.env, stdout },
  );
  if (ended.exitCode !== 0) throw new Error(ended.stderr);
  const [said] = (await readJsonLines(stdout)) as { runMs: number }[];
  return { wallMs, cpuMs, peakRssBytes, runMs: said!.runMs };
}
