import { keepCoarseScans } from "./dc_scan.ts";
import { chooseDecodeScale, fitInside, type Size } from "./decode_scale.ts";
import { type Engine, RenderError, type Rendered, type Rendering } from "./engine.ts";
import type { Orientation } from "./formats/exif.ts";
import { giveBack } from "./give_back.ts";
import { claimSize, readJpegGrid } from "./jpeg_claim.ts";
import { BACKGROUND, HASH_SIDE, MAX_OUTPUT_BYTES, MAX_PIXELS } from "./limits.ts";
import { type Picture, type PictureLimits, readPicture } from "./picture.ts";
import { PixelGate } from "./pixel_gate.ts";
import { readPlainPng, withoutProfile, writeFlatBitmap } from "./plain_png.ts";
import type { SniffedType } from "./sniffed_type.ts";

const BUN_TYPES: ReadonlySet<SniffedType> = new Set(["jpg", "png", "gif", "webp"]);

/** Of what JPEG stores together, px. */
const BLOCK_SIDE = 8;

/** zlib's: 6, the default, takes 0.4 ms more for a PNG of 128 px, and saves 1.5 % of it (29 pictures, 2 cores). */
const PNG_LEVEL = 3;

/** Orientations from here on turn a picture by a quarter. */
const FIRST_ON_ITS_SIDE = 5;
const keepSides = (size: Size): Size => size;
const swapSides = ({ width, height }: Size): Size => ({ width: height, height: width });

/** The turn for each orientation: `Bun.Image` rotates clockwise first, then mirrors. */
const TURNS: Readonly<Record<Orientation, readonly [degrees: number, mirror?: "flip" | "flop"]>> = {
  1: [0],
  2: [0, "flop"],
  3: [180],
  4: [0, "flip"],
  5: [90, "flop"],
  6: [90],
  7: [90, "flip"],
  8: [270],
};

/**
 * The engine on `Bun.Image`: 1.5 to 2.5 times as fast as sharp (docs/decisions/0002_thumbnail_format.md), and
 * present in the single-file program. Right for JPEG, PNG, GIF and still WebP.
 *
 * @param limits What is refused before decoding.
 */
export function makeBunEngine(limits: PictureLimits = {}): Engine {
  const gate = new PixelGate(limits.maxPixels ?? MAX_PIXELS);
  return {
    name: "bun",
    supports: (type) => BUN_TYPES.has(type),
    async render(path, renderings, { withPixels = true, pixelSide = HASH_SIDE, ...known } = {}) {
      const picture = known.picture ?? readPicture(path, limits);
      const objection = findBunObjection(picture);
      if (objection) throw new RenderError("unsupported", objection);
      using _turn = await gate.enter(picture.width * picture.height);
      const { width, height } = picture;
      if (withPixels) return await renderPicture(picture, renderings, pixelSide);
      const single =
        renderings.length === 1 ? await renderAtOnce(picture, renderings[0]!) : undefined;
      if (single) return { width, height, outputs: [single] };
      const { pixels: _, ...rendered } = await renderPicture(picture, renderings, pixelSide);
      return rendered;
    },
  };
}

/** Why `Bun.Image` would show this picture wrongly, or not at all; undefined when it is right. */
export function findBunObjection(picture: Picture): string | undefined {
  if (!BUN_TYPES.has(picture.type)) return `${picture.type} needs the sharp engine`;
  if (picture.colour === "cmyk") return "CMYK colours need the sharp engine";
  if (picture.animatedWebp) return "animated WebP needs the sharp engine";
  if (picture.patchy) return "a first frame smaller than its GIF needs the sharp engine";
  return undefined;
}

/** A single thumbnail in one step; undefined where the picture needs care on the way. */
async function renderAtOnce(
  picture: Picture,
  rendering: Rendering,
): Promise<Rendered["outputs"][number] | undefined> {
  const isPlain = picture.colour === "srgb" && !picture.tagged;
  if (!isPlain || isFlattened(rendering, picture)) return undefined;
  return await write(await open(picture, rendering.size), rendering);
}

/**
 * One decode, into the largest rendering; each smaller one is made from the one before it. Between the steps
 * the pixels are an uncompressed PNG, the only form that loses nothing.
 */
async function renderPicture(
  picture: Picture,
  renderings: readonly Rendering[],
  pixelSide: number,
) {
  const descending = renderings.toSorted((a, b) => b.size - a.size);
  let layer = await decode(picture, Math.max(pixelSide, descending[0]?.size ?? 0));
  const outputs = new Map<Rendering, Rendered["outputs"][number]>();
  for (const rendering of descending) {
    layer = await shrinkInPlace(layer, fitInside(picture, rendering.size));
    outputs.set(rendering, await encode(layer, rendering, isFlattened(rendering, picture)));
  }
  layer = await shrinkInPlace(layer, fitInside(picture, pixelSide));
  const pixels = readPlainPng(layer);
  giveBack(layer);
  const inOrder = renderings.flatMap((rendering) => outputs.get(rendering) ?? []);
  return { width: picture.width, height: picture.height, outputs: inOrder, pixels };
}

async function decode(picture: Picture, size: number): Promise<Uint8Array> {
  const image = await open(picture, size);
  const png = await image.png({ compressionLevel: 0 }).bytes().catch(refuse);
  return picture.colour === "srgb" ? withoutProfile(png) : png;
}

/** The picture, upright, inside a box. */
async function open(picture: Picture, size: number): Promise<Bun.Image> {
  if (picture.type === "jpg") return await openJpeg(picture, size);
  const image = new Bun.Image(picture.input, { maxPixels: MAX_PIXELS });
  if (picture.orientation === 1) {
    const { width, height } = fitInside(picture, size);
    return image.resize(width, height);
  }
  // Scaled before it is turned: only a square box is the same either way.
  image.resize(size, size, { fit: "inside", withoutEnlargement: true });
  // `Bun.Image` turns JPEGs by itself, and only those.
  turn(image, picture.orientation);
  return image;
}

/** Decoded at a scale that puts every pixel in its place, if need be after the size was rounded within its grid. */
async function openJpeg(picture: Picture, size: number): Promise<Bun.Image> {
  const input = (await readWithoutDetail(picture, size)) ?? picture.input;
  const bytes = typeof input === "string" ? undefined : input;
  const stored = bytes && readJpegGrid(bytes);
  const upright = picture.orientation >= FIRST_ON_ITS_SIDE ? swapSides : keepSides;
  const { box, claim } = chooseDecodeScale(picture, size, stored && upright(stored.grid));
  const decoded = bytes && stored && claim ? claimSize(bytes, stored, upright(claim)) : input;
  const image = new Bun.Image(decoded, { maxPixels: MAX_PIXELS });
  return image.resize(box.width, box.height, { fit: "inside" });
}

/** A progressive JPEG has a third of the work without the detail of its blocks: where each is less than a pixel. */
async function readWithoutDetail(
  { width, height, scans, input }: Picture,
  size: number,
): Promise<Uint8Array | undefined> {
  if (scans < 2 || Math.max(width, height) < size * BLOCK_SIDE) return undefined;
  return keepCoarseScans(typeof input === "string" ? await Bun.file(input).bytes() : input);
}

function turn(image: Bun.Image, orientation: Orientation): void {
  const [degrees, mirror] = TURNS[orientation];
  if (degrees) image.rotate(degrees);
  if (mirror) image[mirror]();
}

/** The layer itself when it is that small already; else it is given up for a smaller one. */
async function shrinkInPlace(layer: Uint8Array, { width, height }: Size): Promise<Uint8Array> {
  const view = new DataView(layer.buffer, layer.byteOffset);
  if (view.getUint32(16) <= width && view.getUint32(20) <= height) return layer;
  const image = new Bun.Image(layer).resize(width, height);
  const smaller = await image.png({ compressionLevel: 0 }).bytes().catch(refuse);
  giveBack(layer);
  return smaller;
}

/** JPEG has no transparency, and `Bun.Image` would show what hides under it. */
function isFlattened({ format }: Rendering, { transparent }: Picture): boolean {
  return format === "jpeg" && transparent;
}

async function encode(
  layer: Uint8Array,
  rendering: Rendering,
  flat: boolean,
): Promise<Rendered["outputs"][number]> {
  const source = flat ? writeFlatBitmap(readPlainPng(layer), BACKGROUND) : layer;
  return await write(new Bun.Image(source), rendering);
}

async function write(
  image: Bun.Image,
  { size, format, quality }: Rendering,
): Promise<Rendered["outputs"][number]> {
  const encoded =
    format === "png" ? image.png({ compressionLevel: PNG_LEVEL }) : image[format]({ quality });
  const bytes = await encoded.bytes().catch(refuse);
  if (bytes.length > MAX_OUTPUT_BYTES) {
    throw new RenderError("output_too_large", `the ${size} px thumbnail has ${bytes.length} bytes`);
  }
  return { size, width: image.width, height: image.height, bytes };
}

/** Turns what `Bun.Image` rejects with into a refusal; what is not about the picture is passed on. */
function refuse(error: unknown): never {
  const { code, message } = error as { code?: string; message: string };
  switch (code) {
    case "ERR_IMAGE_TOO_MANY_PIXELS":
      throw new RenderError("too_many_pixels", message, { cause: error });
    case "ERR_IMAGE_FORMAT_UNSUPPORTED":
    case "ERR_IMAGE_UNKNOWN_FORMAT":
      throw new RenderError("unsupported", message, { cause: error });
    case "ERR_IMAGE_DECODE_FAILED":
    case "ERR_IMAGE_ENCODE_FAILED":
      throw new RenderError("undecodable", message, { cause: error });
    default:
      throw error;
  }
}
