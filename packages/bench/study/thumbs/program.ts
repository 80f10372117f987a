import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { AcaciaError } from "@acacia/core/errors";
import { programEnv } from "../../measure/fetch_process.ts";
import { measureProcess } from "../../measure/process.ts";
import type { ThumbRival, ThumbTask } from "../../rivals/thumb_rivals.ts";
import { ACACIA, ROOT } from "../../root.ts";
import type { Metrics, Role } from "../case.ts";
import { thumbnailOf } from "./fidelity.ts";

/** A program that makes thumbnails, ours or another. */
export interface ThumbProgram {
  readonly series: string;
  readonly role: Role;
  readonly prepare: (task: ThumbTask) => Promise<readonly string[]>;
}

/** Acacia's own, with flags: `["--engine", "sharp"]`. */
export function ownProgram(series: string, flags: readonly string[] = []): ThumbProgram {
  return {
    series,
    role: "acacia",
    async prepare({ dir, size, ext }) {
      const format = ext === undefined ? [] : ["--format", ext === "jpg" ? "jpeg" : ext];
      const naming = ["--size", String(size), "--suffix", "_thumbnail", "--quiet"];
      return [...ACACIA, "thumbs", dir, ...naming, ...format, ...flags];
    },
  };
}

/** A peer as a program. */
export function peerProgram({ name, prepare }: ThumbRival): ThumbProgram {
  return { series: name, role: "peer", prepare };
}

/**
 * Runs a program once over a folder, from its start to its end, and looks at what it left. The thumbnails stay.
 *
 * @throws {AcaciaError} `integrity` when it failed, or left anything but a thumbnail for each picture.
 */
export async function measureThumbs(program: ThumbProgram, task: ThumbTask): Promise<Metrics> {
  await mkdir(task.scratch, { recursive: true });
  await removeThumbs(task.dir);
  const command = await program.prepare(task);
  const measured = await measureProcess(command, {
    cwd: ROOT,
    env: programEnv({}),
    stdout: join(task.scratch, "said.txt"),
  });
  if (measured.exitCode !== 0) {
    const said = measured.stderr.slice(-300);
    throw invalid(program, `it ended with ${measured.exitCode}. ${said}`);
  }
  const { wallMs, cpuMs, peakRssBytes } = measured;
  const outputBytes = await checkThumbs(program, task);
  const perSecond = (task.names.length / wallMs) * 1000;
  return { wallMs, cpuMs, peakRssBytes, perSecond, outputBytes };
}

/** Where the thumbnail of each picture is. */
export function thumbsOf({ dir, names, ext }: ThumbTask): readonly string[] {
  return names.map((name) => thumbnailOf(dir, name, ext ?? (name.endsWith("png") ? "png" : "jpg")));
}

/** @returns Bytes of all of them. */
export async function checkThumbs(
  program: Pick<ThumbProgram, "series">,
  task: ThumbTask,
): Promise<number> {
  const expected = thumbsOf(task);
  let bytes = 0;
  for (const path of expected) {
    const { size } = await stat(path).catch(() => ({ size: 0 }));
    if (size === 0) throw invalid(program, `${path} is missing or empty`);
    bytes += size;
  }
  const left = await readdir(task.dir);
  if (left.length === task.names.length + expected.length) return bytes;
  throw invalid(program, `it left ${left.length - task.names.length} files`);
}

/** Before the next run, whose output would else be up to date. */
export async function removeThumbs(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    if (name.includes("_thumbnail")) await rm(join(dir, name));
  }
}

function invalid({ series }: Pick<ThumbProgram, "series">, reason: string): AcaciaError {
  return new AcaciaError("integrity", `Cannot take a run of ${series} as a sample: ${reason}`, {
    hint: "Run it by hand over the same pictures and look at what it leaves",
  });
}
