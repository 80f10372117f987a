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
