import type { RunEvent } from "@acacia/core";
import { AcaciaError } from "@acacia/core/errors";
import { checkFetch, measureFetch, readEvents, removeFetch } from "../../measure/fetch_process.ts";
import type { StandIn } from "../../measure/stand_in.ts";
import type { Metrics } from "../case.ts";
import { checkWidth } from "../downloads/own_way.ts";
import { serverMetrics } from "../downloads/server_metrics.ts";

/**
 * A fetch with its thumbnails, as users run it.
 *
 * @returns `firstMs` is when the first thumbnail was there, from just before the start.
 * @throws {AcaciaError} `integrity` when a file or a thumbnail is missing.
 */
export async function measureOwn(
  stand: StandIn,
  { dir, jobs }: { readonly dir: string; readonly jobs: number },
): Promise<Metrics> {
  const { files } = stand;
  const sample = await measureFetch(stand, { dir, jobs, thumbs: true });
  await checkFetch(sample, { dir, files });
  checkWidth(sample, jobs);
  const firstAt = findFirstThumbnail(await readEvents(dir), files.length);
  await removeFetch(dir);
  return { ...serverMetrics(sample, { jobs, files }), firstMs: firstAt - sample.startedAt };
}

/** @returns Epoch ms. @throws {AcaciaError} `integrity` unless every picture has its thumbnails. */
export function findFirstThumbnail(events: readonly RunEvent[], pictures: number): number {
  const made = events.filter(({ type }) => type === "thumbnail.finished");
  const [first] = made;
  if (first && made.length === pictures) return first.t;
  throw new AcaciaError(
    "integrity",
    `Cannot take the run as a sample: ${made.length} of ${pictures} pictures have thumbnails`,
  );
}
