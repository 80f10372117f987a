import { rename, rm, stat } from "node:fs/promises";
import { THUMB_FORMATS } from "../config/names.ts";
import type { ThumbFormat } from "../image/engine.ts";
import { asDiskError } from "./disk_error.ts";
import type { ArchiveLayout } from "./layout.ts";

/** Extension of each format's files. */
export const THUMB_EXTENSIONS = {
  webp: "webp",
  jpeg: "jpg",
  png: "png",
} as const satisfies Record<ThumbFormat, string>;

/** Sizes that are made when a picture is fetched, px of the longer side. */
export const THUMB_SIZES = [128, 480] as const;

/** Sizes that the gallery may ask for; made when asked for. */
export const THUMB_SIZES_ON_DEMAND = [960, 1600] as const;

/** Which thumbnail is meant. */
export interface ThumbName {
  /** Longer side, px. */
  readonly size: number;
  /** The blob that it shows. */
  readonly sha256: string;
  readonly format: ThumbFormat;
}

/** A thumbnail that is there. */
export interface ThumbFile {
  readonly path: string;
  readonly format: ThumbFormat;
  readonly sizeBytes: number;
}

/** The path of a thumbnail, there or not. */
export function thumbPath(layout: ArchiveLayout, { size, sha256, format }: ThumbName): string {
  return layout.thumbPath({ size, sha256, ext: THUMB_EXTENSIONS[format] });
}

/** Finds a thumbnail in whatever format it was made. */
export async function findThumb(
  layout: ArchiveLayout,
  { size, sha256 }: Omit<ThumbName, "format">,
): Promise<ThumbFile | undefined> {
  for (const format of THUMB_FORMATS) {
    const path = thumbPath(layout, { size, sha256, format });
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile()) return { path, format, sizeBytes: found.size };
  }
  return undefined;
}

/**
 * Writes a thumbnail beside its place, then renames it there: a reader sees the whole file or none. Not
 * synced, as it can be made again.
 *
 * @param path Absolute; its folder is made.
 * @throws {AcaciaError} `disk`.
 */
export async function writeThumb(path: string, bytes: Uint8Array): Promise<void> {
  // Two processes may make the same one on demand; each writes its own file.
  const own = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    try {
      await Bun.write(own, bytes, { createPath: true });
      await rename(own, path);
    } catch (cause) {
      await rm(own, { force: true });
      throw cause;
    }
  } catch (cause) {
    throw asDiskError(`write the thumbnail ${path}`, cause);
  }
}

/** Removes every thumbnail of a blob, in the sizes that Acacia makes; harmless when there is none. */
export async function removeThumbs(layout: ArchiveLayout, sha256: string): Promise<void> {
  for (const size of [...THUMB_SIZES, ...THUMB_SIZES_ON_DEMAND]) {
    for (const format of THUMB_FORMATS) {
      await rm(thumbPath(layout, { size, sha256, format }), { force: true });
    }
  }
}
