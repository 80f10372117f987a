import { join } from "node:path";
import {
  ARCHIVE_THUMBS,
  type Archive,
  DuplicateScan,
  makeEngines,
  makeInlineThumbnailer,
  makeThumbJob,
  type NearPair,
  openArchive,
  prepareRecording,
  prepareThumbSource,
} from "@acacia/core";
import { systemClock } from "@acacia/core/clock";
import { keepMedia } from "@acacia/core/testing";
import type { Figure } from "../study.ts";
import { qualityFigures } from "./quality_figures.ts";
import type { Sample } from "./samples.ts";

/** Keeps every sample in an archive as a fetch does, compares all, and tells how right it was. */
export async function measureQuality(
  samples: readonly Sample[],
  { dir, say }: { readonly dir: string; readonly say: (text: string) => void },
): Promise<readonly Figure[]> {
  await using archive = await openArchive(join(dir, "archive"), {
    mode: "write",
    command: "bench",
    sync: false,
  });
  say(`${samples.length} pictures into an archive, with thumbnails`);
  const sampleOf = await keepAll(archive, samples);
  say("comparing all");
  const begun = performance.now();
  const pairs = await compareAll(archive);
  const seconds = (performance.now() - begun) / 1000;
  return qualityFigures(samples, {
    seconds,
    pairs: pairs.map(({ first, second, tier }) => ({
      first: sampleOf.get(first.sha256)!,
      second: sampleOf.get(second.sha256)!,
      tier,
    })),
  });
}

async function keepAll(
  archive: Archive,
  samples: readonly Sample[],
): Promise<ReadonlyMap<string, Sample>> {
  await using thumbnailer = makeInlineThumbnailer();
  const recording = prepareRecording(archive);
  const findSource = prepareThumbSource(archive);
  const sampleOf = new Map<string, Sample>();
  for (const [n, sample] of samples.entries()) {
    const { sha256 } = await keepMedia(archive, {
      id: `s${n}`,
      bytes: await sample.read(),
    });
    sampleOf.set(sha256, sample);
    const job = makeThumbJob(findSource(sha256)!, archive.layout, ARCHIVE_THUMBS);
    const result = await thumbnailer.make(job);
    recording.transaction(() => recording.saveThumbs(sha256, result));
  }
  return sampleOf;
}

async function compareAll(archive: Archive): Promise<NearPair[]> {
  const scan = new DuplicateScan(archive, { engines: makeEngines(), clock: systemClock });
  for await (const _step of scan.run(new AbortController().signal)) {
    // The scan keeps what it finds.
  }
  return [...scan.pairs];
}
