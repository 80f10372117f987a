import type { Archive } from "../archive/archive.ts";
import type { ArchiveLayout } from "../archive/layout.ts";
import { THUMB_EXTENSIONS } from "../archive/thumb_files.ts";
import type { ThumbSource } from "../db/thumb_source.ts";
import type { ThumbSettings } from "./thumb_settings.ts";
import type { ThumbJob } from "./thumbnailer.ts";

/**
 * The job for a blob of an archive: a video's thumbnails are made from its poster, under the video's own name.
 *
 * @param blob The blob, and the poster of a video.
 * @param layout Where an archive keeps things.
 * @param settings Sizes, format and engine.
 */
export function makeThumbJob(
  blob: Pick<ThumbSource, "sha256" | "file" | "poster">,
  layout: Pick<ArchiveLayout, "blobPath" | "thumbPath">,
  settings: ThumbSettings,
): ThumbJob {
  const still = blob.poster ?? blob.file;
  const ext = THUMB_EXTENSIONS[settings.format];
  return {
    key: blob.sha256,
    path: layout.blobPath(still.sha256, still.type),
    type: still.type,
    outputs: settings.sizes.map((size) => ({
      size,
      path: layout.thumbPath({ size, sha256: blob.sha256, ext }),
    })),
    format: settings.format,
    quality: settings.quality,
    engine: settings.engine,
  };
}

/**
 * The same, once the blob is a file of this machine: an archive may keep its blobs in a bucket.
 * @throws {AcaciaError} `not_found` when the bucket has no such blob, `disk`.
 */
export async function prepareThumbJob(
  blob: Pick<ThumbSource, "sha256" | "file" | "poster">,
  { store, layout }: Pick<Archive, "store" | "layout">,
  settings: ThumbSettings,
): Promise<ThumbJob> {
  const still = blob.poster ?? blob.file;
  await store.fetchLocal(still.sha256, still.type);
  return makeThumbJob(blob, layout, settings);
}
