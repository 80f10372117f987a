import type { SniffedType } from "../image/sniffed_type.ts";
import {
  paintScene,
  storeFrames,
  storePatchyGif,
  storeTransparent,
  storeTurned,
} from "./sample_media.ts";
import { makeMp4, makeWebm } from "./sample_video.ts";

/** A whole file, and what is true of it. */
export interface SampleFile {
  readonly name: string;
  readonly type: SniffedType;
  readonly bytes: Uint8Array;
  /** Upright, px. */
  readonly width: number;
  readonly height: number;
  readonly animated: boolean;
  readonly durationMs: number | null;
}

type Row = readonly [
  name: string,
  type: SniffedType,
  bytes: Uint8Array | Promise<Uint8Array>,
  size: readonly [width: number, height: number],
  durationMs?: number,
];

/** One of every kind of file that headers must be read from, made anew. */
export async function makeSampleFiles(): Promise<SampleFile[]> {
  const scene = () => paintScene({ width: 90, height: 60 });
  const upright = [90, 60] as const;
  const rows: readonly Row[] = [
    ["baseline JPEG", "jpg", scene().jpeg().toBuffer(), upright],
    ["progressive JPEG", "jpg", scene().jpeg({ progressive: true }).toBuffer(), upright],
    ["turned JPEG", "jpg", storeTurned(6, "jpeg"), [320, 200]],
    ["PNG", "png", scene().png().toBuffer(), upright],
    ["turned PNG", "png", storeTurned(8, "png"), [320, 200]],
    ["still GIF", "gif", scene().gif().toBuffer(), upright],
    ["GIF with a small frame", "gif", storePatchyGif(), [40, 30]],
    ["GIF with frames", "gif", storeFrames("gif"), [60, 40], 600],
    ["WebP", "webp", scene().webp().toBuffer(), upright],
    ["lossless WebP", "webp", scene().webp({ lossless: true }).toBuffer(), upright],
    ["transparent WebP", "webp", storeTransparent("webp"), [60, 40]],
    ["turned WebP", "webp", storeTurned(5, "webp"), [320, 200]],
    ["WebP with frames", "webp", storeFrames("webp"), [60, 40], 600],
    ["AVIF", "avif", scene().avif({ effort: 0 }).toBuffer(), upright],
    ["TIFF", "tiff", scene().tiff().toBuffer(), upright],
    ["BigTIFF", "tiff", scene().tiff({ bigtiff: true }).toBuffer(), upright],
    ["MP4", "mp4", makeMp4(), [64, 48], 1_500],
    ["turned MP4", "mp4", makeMp4({ turned: true }), [48, 64], 1_500],
    ["WebM", "webm", makeWebm(), [64, 48], 1_500],
    ["WebM of a recorder", "webm", makeWebm({ live: true }), [64, 48], 1_500],
  ];
  return await Promise.all(
    rows.map(async ([name, type, bytes, [width, height], durationMs]) => ({
      name,
      type,
      bytes: await bytes,
      width,
      height,
      animated: durationMs !== undefined,
      durationMs: durationMs ?? null,
    })),
  );
}
