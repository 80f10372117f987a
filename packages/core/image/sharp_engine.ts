import type { Sharp } from "sharp";
import { AcaciaError } from "../errors.ts";
import { fitInside, type Size } from "./decode_scale.ts";
import { type Engine, RenderError, type Rendered, type Rendering } from "./engine.ts";
import { BACKGROUND, HASH_SIDE, MAX_OUTPUT_BYTES, MAX_PIXELS } from "./limits.ts";
import { type Picture, type PictureLimits, readPicture } from "./picture.ts";
import { PixelGate } from "./pixel_gate.ts";
import type { SniffedType } from "./sniffed_type.ts";

/** What `import "sharp"` gives. */
export type SharpModule = typeof import("sharp").default;

/** What {@link makeSharpEngine} takes. */
export interface SharpEngineOptions extends PictureLimits {
  /** @default {loadSharp} */
  readonly load?: () => Promise<SharpModule | undefined>;
}

const SHARP_TYPES: ReadonlySet<SniffedType> = new Set([
  "jpg",
  "png",
  "gif",
  "webp",
  "avif",
  "tiff",
]);
/** The fastest: at 400 px the default, 4, took 1.6 times as long on 160 photographs (2 cores, 2026-11-24). */
const WEBP_EFFORT = 0;

/** A decoded picture, sRGB, 8 bits a channel. */
interface Raw {
  readonly data: Uint8Array;
  readonly info: { readonly width: number; readonly height: number; readonly channels: 3 | 4 };
}

/** Loads sharp; undefined where it cannot be loaded: in the single-file program. */
export async function loadSharp(): Promise<SharpModule | undefined> {
  try {
    const { default: sharp } = await import("sharp");
    // One thread a picture: the crew runs several pictures at once. Nothing is decoded twice, so no cache.
    sharp.concurrency(1);
    sharp.cache(false);
    return sharp;
  } catch {
    return undefined;
  }
}

/**
 * The engine on sharp (libvips): every format, profiles and CMYK converted to sRGB. Loaded when first used.
 *
 * @returns Its `render` also throws {@link AcaciaError} `config` where sharp cannot be loaded.
 */
export function makeSharpEngine({ load = loadSharp, ...limits }: SharpEngineOptions = {}): Engine {
  const gate = new PixelGate(limits.maxPixels ?? MAX_PIXELS);
  let loading: Promise<SharpModule | undefined> | undefined;
  return {
    name: "sharp",
    supports: (type) => SHARP_TYPES.has(type),
    async render(path, renderings, { withPixels = true, pixelSide = HASH_SIDE, ...known } = {}) {
      const picture = known.picture ?? readPicture(path, limits);
      loading ??= load();
      const sharp = await loading;
      if (!sharp) {
        throw new AcaciaError("config", "Cannot use the sharp engine: it cannot be loaded here", {
          hint: "Use `--engine auto` or `--engine bun`",
        });
      }
      using _turn = await gate.enter(picture.width * picture.height);
      const pixels = withPixels ? pixelSide : undefined;
      return await renderPicture(sharp, picture, { renderings, pixels }).catch(refuse);
    },
  };
}

/** One decode, into the largest rendering; each smaller one is made from the one before it. */
async function renderPicture(
  sharp: SharpModule,
  picture: Picture,
  { renderings, pixels }: { renderings: readonly Rendering[]; pixels: number | undefined },
): Promise<Rendered> {
  const [single, ...others] = renderings;
  if (single && others.length === 0 && pixels === undefined) {
    // Nothing else is made from the pixels: they need not come by here.
    const output = await write(shrinkPicture(sharp, picture, single.size), single);
    return { width: picture.width, height: picture.height, outputs: [output] };
  }
  const descending = renderings.toSorted((a, b) => b.size - a.size);
  const largest = Math.max(pixels ?? 1, descending[0]?.size ?? 0);
  let layer = await toRaw(shrinkPicture(sharp, picture, largest));
  const outputs = new Map<Rendering, Rendered["outputs"][number]>();
  for (const rendering of descending) {
    layer = await shrink(sharp, layer, fitInside(picture, rendering.size));
    outputs.set(rendering, await write(open(sharp, layer), rendering));
  }
  const rendered = {
    width: picture.width,
    height: picture.height,
    outputs: renderings.flatMap((rendering) => outputs.get(rendering) ?? []),
  };
  if (pixels === undefined) return rendered;
  const small = await shrink(sharp, layer, fitInside(picture, pixels));
  const rgba = await open(sharp, small).ensureAlpha().raw().toBuffer();
  return { ...rendered, pixels: { width: small.info.width, height: small.info.height, rgba } };
}

/** The picture, upright, in a box; not decoded yet. */
function shrinkPicture(sharp: SharpModule, picture: Picture, size: number): Sharp {
  // The size is ours: sharp's own is a pixel off where it takes the shape from a shrunken decode.
  const { width, height } = fitInside(picture, size);
  const image = sharp(picture.input, {
    autoOrient: true,
    // Files with harmless oddities are shown; those with damaged data are not.
    failOn: "error",
    limitInputPixels: MAX_PIXELS,
  });
  return image
    .resize(width, height, {
      fit: "fill",
      // Costs nothing and is 2 dB closer to the original at the median, 6 dB at the worst (160 files, 2 cores).
      fastShrinkOnLoad: false,
    })
    .toColourspace("srgb");
}

async function shrink(sharp: SharpModule, layer: Raw, { width, height }: Size): Promise<Raw> {
  if (layer.info.width <= width && layer.info.height <= height) return layer;
  return await toRaw(open(sharp, layer).resize(width, height, { fit: "fill" }));
}

function open(sharp: SharpModule, { data, info }: Raw): Sharp {
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels } });
}

/** Gray becomes RGB on the way: three or four channels always. */
async function toRaw(image: Sharp): Promise<Raw> {
  const { data, info } = await image.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return { data, info: { width, height, channels: info.channels === 4 ? 4 : 3 } };
}

async function write(
  image: Sharp,
  { size, format, quality }: Rendering,
): Promise<Rendered["outputs"][number]> {
  const encoded = {
    webp: () => image.webp({ quality, effort: WEBP_EFFORT }),
    jpeg: () =>
      image
        .flatten({ background: { r: BACKGROUND, g: BACKGROUND, b: BACKGROUND } })
        .jpeg({ quality }),
    png: () => image.png(),
  }[format]();
  const { data: bytes, info } = await encoded.toBuffer({ resolveWithObject: true });
  if (bytes.length > MAX_OUTPUT_BYTES) {
    throw new RenderError("output_too_large", `the ${size} px thumbnail has ${bytes.length} bytes`);
  }
  return { size, width: info.width, height: info.height, bytes };
}

/** Turns what sharp rejects with into a refusal. */
function refuse(error: unknown): never {
  if (error instanceof RenderError) throw error;
  const message = error instanceof Error ? error.message : String(error);
  if (/pixel limit/.test(message))
    throw new RenderError("too_many_pixels", message, { cause: error });
  const unsupported = /unsupported image format/.test(message);
  throw new RenderError(unsupported ? "unsupported" : "undecodable", message, { cause: error });
}
