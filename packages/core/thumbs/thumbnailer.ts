import type { EngineName, RenderRefusal, ThumbFormat } from "../image/engine.ts";
import type { SniffedType } from "../image/sniffed_type.ts";

/** One picture to make thumbnails of: plain data, paths not bytes. */
export interface ThumbJob {
  /** Names the outputs; in an archive the blob's sha256. */
  readonly key: string;
  /** Absolute path of the picture. */
  readonly path: string;
  readonly type: SniffedType;
  /** What to write: each size and the absolute path it goes to. Written beside, then renamed. */
  readonly outputs: readonly { readonly size: number; readonly path: string }[];
  readonly format: ThumbFormat;
  readonly quality: number;
  readonly engine: EngineName;
  /** Whether to learn the hashes, too. @default true */
  readonly withHashes?: boolean;
}

/** Thumbnails that were written, and what was learned on the way. */
export interface ThumbsMade {
  readonly key: string;
  readonly verdict: "made";
  readonly sizes: readonly number[];
  readonly engine: Exclude<EngineName, "auto">;
  readonly ms: number;
  /** Upright size of the original, px. */
  readonly width: number;
  readonly height: number;
  /** ThumbHash, 5 to 25 bytes; none when no hashes were wanted. */
  readonly thumbHash: Uint8Array;
  /** 64-bit DCT hashes of the picture and of its mirror image; 0, which says nothing, when none were wanted. */
  readonly perceptualHash: bigint;
  readonly mirroredHash: bigint;
}

/** A picture that has no thumbnails, and why. */
export interface ThumbsRefused {
  readonly key: string;
  readonly verdict: "refused";
  readonly refusal: RenderRefusal;
  readonly detail: string;
  readonly ms: number;
}

/** How one thumbnail job ended. */
export type ThumbResult = ThumbsMade | ThumbsRefused;

/** Something that makes thumbnails: in this process, or in a pool of Workers. Passes `thumbnailer_suite.ts`. */
export interface Thumbnailer extends AsyncDisposable {
  /** How many jobs it likes to have at once; callers keep this many in flight. */
  readonly width: number;
  /** Makes the thumbnails of one picture. A broken picture is a value, never an exception. */
  make(job: ThumbJob, signal?: AbortSignal): Promise<ThumbResult>;
}
