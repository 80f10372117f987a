import type { ArchiveLayout } from "../../archive/layout.ts";
import { findThumb } from "../../archive/thumb_files.ts";
import { LOOK_SIDE, makePyramid, type Pyramid } from "../../image/align.ts";
import { chooseEngines, type Engines } from "../../image/choose_engine.ts";
import { RenderError } from "../../image/engine.ts";
import { makeLuma, mirrorLuma } from "../../image/luma.ts";
import { readPicture } from "../../image/picture.ts";
import type { Pixels } from "../../image/plain_png.ts";

/** A picture and its mirror image, ready to be laid on others. */
export interface Look {
  readonly straight: Pyramid;
  readonly mirrored: Pyramid;
}

/** Which picture. */
export interface PictureFile {
  readonly sha256: string;
  readonly ext: string;
}

/** The thumbnail that is looked at: larger ones tell no more at {@link LOOK_SIDE}. */
const THUMB_SIZE = 480;
/** 175 KB each. */
const MAX_KEPT = 300;

/**
 * Reads pictures for a second look: from their thumbnail, else from the file itself. Keeps those that were looked at last.
 *
 * @returns A function that gives undefined for a picture that cannot be shown.
 */
export function makeLooks(
  layout: ArchiveLayout,
  engines: Engines,
): (file: PictureFile) => Promise<Look | undefined> {
  const kept = new Map<string, Look | undefined>();
  return async (file) => {
    const { sha256 } = file;
    const look = kept.has(sha256) ? kept.get(sha256) : await readLook(file, { layout, engines });
    kept.delete(sha256);
    kept.set(sha256, look);
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    return look;
  };
}

async function readLook(
  { sha256, ext }: PictureFile,
  { layout, engines }: { readonly layout: ArchiveLayout; readonly engines: Engines },
): Promise<Look | undefined> {
  const thumb = await findThumb(layout, { size: THUMB_SIZE, sha256 });
  const pixels =
    (thumb && (await readPixels(thumb.path, engines))) ??
    (await readPixels(layout.blobPath(sha256, ext), engines));
  if (!pixels) return undefined;
  const luma = makeLuma(pixels, LOOK_SIDE);
  return { straight: makePyramid(luma), mirrored: makePyramid(mirrorLuma(luma)) };
}

/** Small pixels of a file; undefined when it is not there, or no engine can show it. */
async function readPixels(path: string, engines: Engines): Promise<Pixels | undefined> {
  try {
    const picture = readPicture(path);
    for (const engine of chooseEngines("auto", picture, engines)) {
      const rendered = await engine
        .render(path, [], { picture, pixelSide: LOOK_SIDE })
        .catch(asRefused);
      if (rendered?.pixels) return rendered.pixels;
    }
  } catch {
    // Not there, not readable, or no picture: `verify` tells of that.
  }
  return undefined;
}

function asRefused(error: unknown): undefined {
  if (error instanceof RenderError) return undefined;
  throw error;
}
