import { copyFile, cp, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeLayout } from "@acacia/core";
import { AcaciaError } from "@acacia/core/errors";
import { archiveOf, measureFetch } from "../../measure/fetch_process.ts";
import { openStandIn, type StandIn } from "../../measure/stand_in.ts";
import { type CaseResult, makeCase } from "../case.ts";
import type { StudyOptions } from "../study.ts";
import { startGallery, thumbsOf } from "./servers.ts";
import { SECONDS } from "./thumbs.ts";
import { runWrk, type WrkSample } from "./wrk.ts";

const LATENCY_MS = 50;
const JOBS = 8;
/** The fetch lasts longer than what is measured meanwhile, on any machine. */
const WORLD = { files: 800, sizeBytes: 210_000 };

/** Thumbnails of an archive into which a fetch writes. */
export async function measureWhileFetching(
  filled: string,
  options: StudyOptions,
): Promise<CaseResult> {
  await using stand = await openStandIn({ seed: options.seed, ...WORLD });
  await stand.set({ latency: String(LATENCY_MS) });
  const samples: WrkSample[] = [];
  for (let round = 0; round < options.rounds; round++) {
    options.say(`thumbnails while a fetch runs, round ${round + 1} of ${options.rounds}`);
    const dir = join(options.dir, `fetched-${round}`);
    await copyArchive(filled, archiveOf(dir));
    samples.push(await takeSample(stand, { dir, scratch: options.dir }));
    await rm(dir, { recursive: true, force: true });
  }
  const about = {
    id: "thumbnails while a fetch runs, Acacia",
    series: "Acacia",
    role: "acacia",
    params: { jobs: JOBS, latencyMs: LATENCY_MS },
  } as const;
  return makeCase(about, samples);
}

async function copyArchive(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await copyFile(makeLayout(from).database, makeLayout(to).database);
  await cp(makeLayout(from).thumbs, makeLayout(to).thumbs, { recursive: true });
}

async function takeSample(
  stand: StandIn,
  { dir, scratch }: { dir: string; scratch: string },
): Promise<WrkSample> {
  const archive = archiveOf(dir);
  await using gallery = await startGallery(archive, []);
  const names = await readdir(thumbsOf(archive), { recursive: true });
  const requests = names
    .filter((name) => name.endsWith(".jpg"))
    .map((name) => ({ path: `/thumb/128/${name.slice(3, -".jpg".length)}` }));
  let isOver = false;
  const fetching = measureFetch(stand, { dir, jobs: JOBS, thumbs: true }).finally(() => {
    isOver = true;
  });
  while (!isOver && (await stand.stats()).roles.cdn.requests === 0) await Bun.sleep(10);
  const sample = await runWrk(gallery.url, { requests, seconds: SECONDS, scratch });
  const outlasted = !isOver;
  const { finished, stderr } = await fetching;
  const stored = finished?.totals.stored;
  if (outlasted && stored === stand.files.length) return sample;
  throw new AcaciaError(
    "integrity",
    `Cannot take the run as a sample: ${outlasted ? `${stored} files were stored` : "the fetch was over first"}. ${stderr}`,
  );
}
