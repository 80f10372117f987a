import type { ENGINE_NAMES, THUMB_FORMATS } from "../config/names.ts";
import type { Picture } from "./picture.ts";
import type { SniffedType } from "./sniffed_type.ts";

/** A thumbnail engine by name; `auto` takes the faster one that is right for the file. */
export type EngineName = (typeof ENGINE_NAMES)[number];
/** A format that a thumbnail can have. */
export type ThumbFormat = (typeof THUMB_FORMATS)[number];

/** A rendering that an engine is asked for: the picture inside a square box. */
export interface Rendering {
  /** Side of the box, px; the longer side of the result, never enlarged. */
  readonly size: number;
  readonly format: ThumbFormat;
  /** 1 to 100; ignored for png. */
  readonly quality: number;
}

/** What an engine made of one picture, from one decode. */
export interface Rendered {
  /** Size of the upright (EXIF-oriented) original, px. */
  readonly width: number;
  readonly height: number;
  /** In the order asked for. */
  readonly outputs: readonly {
    readonly size: number;
    readonly width: number;
    readonly height: number;
    readonly bytes: Uint8Array;
  }[];
  /** A small RGBA rendering, for ThumbHash and the perceptual hash; when it was asked for. */
  readonly pixels?: { readonly width: number; readonly height: number; readonly rgba: Uint8Array };
}

/** What an engine is told beside the renderings. */
export interface RenderOptions {
  /** What the file's headers tell, where the caller has read them. @default read by the engine */
  readonly picture?: Picture;
  /** Whether the small pixels are wanted too. @default true */
  readonly withPixels?: boolean;
  /** Longer side of the small pixels. @default {HASH_SIDE} */
  readonly pixelSide?: number;
}

/** Why an engine refuses a picture; marked once and not tried again. */
export type RenderRefusal =
  | "undecodable"
  | "unsupported"
  | "too_many_pixels"
  | "output_too_large"
  | "timeout"
  | "worker.crashed";

/** Thrown by an engine for a picture that it cannot render. */
export class RenderError extends Error {
  override readonly name = "RenderError";
  readonly refusal: RenderRefusal;

  /** @param refusal The code that is stored. @param detail What the decoder said. */
  constructor(refusal: RenderRefusal, detail: string, options: ErrorOptions = {}) {
    super(`Cannot render the picture: ${detail}`, options);
    this.refusal = refusal;
  }
}

/** A decoder, scaler and encoder. Both implementations pass `engine_suite.ts`. */
export interface Engine {
  readonly name: Exclude<EngineName, "auto">;
  /** Whether this engine is right for such a file. */
  supports(type: SniffedType): boolean;
  /**
   * Decodes once, oriented, in sRGB, and makes every rendering.
   * @throws {RenderError} when the picture cannot be rendered within the limits.
   */
  render(
    path: string,
    renderings: readonly Rendering[],
    options?: RenderOptions,
  ): Promise<Rendered>;
}
