// Moving pictures: the frames of a motif as a GIF or as H.264 in an MP4.
import { createH264MP4Encoder } from "h264-mp4-encoder";
import sharp from "sharp";
import { writeGif } from "./gif.ts";
import type { Motif } from "./motif.ts";
import { renderSheet, type Size } from "./picture.ts";
import { Rng } from "./seed.ts";
import { Sheet } from "./sheet.ts";

/** One loop of a motif. */
export interface Animation extends Size {
  readonly motif: Motif;
  readonly seed: number;
  readonly frames: number;
  readonly framesPerSecond: number;
}

/** One frame as pixels: red, green, blue. */
async function renderFrame(animation: Animation, frame: number): Promise<Uint8Array> {
  const sheet = new Sheet({
    ratio: animation.width / animation.height,
    rng: new Rng(animation.seed),
    pixels: animation.width,
    phase: frame / animation.frames,
  });
  animation.motif.draw(sheet);
  // Grain that differs from frame to frame would triple the file.
  sheet.grain = 0;
  return (await renderSheet(sheet, animation)).rgb;
}

async function renderFrames(animation: Animation): Promise<Uint8Array[]> {
  const frames: Uint8Array[] = [];
  for (let frame = 0; frame < animation.frames; frame++) {
    frames.push(await renderFrame(animation, frame));
  }
  return frames;
}

/** Only the frame that stands for the whole: a video's poster. */
export async function renderPoster(animation: Animation): Promise<Uint8Array> {
  const { width, height } = animation;
  const rgb = await renderFrame(animation, Math.floor(animation.frames / 3));
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 84 })
    .toBuffer();
}

/**
 * Encodes the loop as a GIF with several frames.
 * @throws {RangeError} When it does not fit with the fewest colours.
 */
export async function encodeGif(animation: Animation, roomBytes: number): Promise<Uint8Array> {
  const { width, height, framesPerSecond } = animation;
  const frames = await renderFrames(animation);
  const delay = Math.round(100 / framesPerSecond);
  for (const colours of [200, 48, 16, 4, 2]) {
    const dither = colours > 16 ? 14 : 0;
    const file = await writeGif({ width, height, frames, delay }, { colours, dither });
    if (file.length <= roomBytes) return file;
  }
  throw new RangeError(`Cannot draw a ${width} × ${height} GIF in ${roomBytes} bytes: too few`);
}

/**
 * Encodes the loop as H.264.
 * @throws {RangeError} When it does not fit at the coarsest.
 */
export async function encodeMp4(animation: Animation, roomBytes: number): Promise<Uint8Array> {
  const frames = await renderFrames(animation);
  for (const quantization of [26, 34, 42, 51]) {
    const file = await encodeOnce(animation, { frames, quantization });
    if (file.length <= roomBytes) return file;
  }
  const { width, height } = animation;
  throw new RangeError(`Cannot draw a ${width} × ${height} MP4 in ${roomBytes} bytes: too few`);
}

async function encodeOnce(
  animation: Animation,
  { frames, quantization }: { frames: readonly Uint8Array[]; quantization: number },
): Promise<Uint8Array> {
  // Encoders share one memory and one file name: between here and the end nothing may be waited for.
  const encoder = await createH264MP4Encoder();
  encoder.width = animation.width;
  encoder.height = animation.height;
  encoder.frameRate = animation.framesPerSecond;
  encoder.quantizationParameter = quantization;
  encoder.speed = 6;
  encoder.initialize();
  for (const frame of frames) encoder.addFrameRgba(withAlpha(frame));
  encoder.finalize();
  const file = encoder.FS.readFile(encoder.outputFilename);
  encoder.delete();
  return clearDates(file);
}

function withAlpha(rgb: Uint8Array): Uint8Array {
  const rgba = new Uint8Array((rgb.length / 3) * 4);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba[to] = rgb[from] as number;
    rgba[to + 1] = rgb[from + 1] as number;
    rgba[to + 2] = rgb[from + 2] as number;
    rgba[to + 3] = 255;
  }
  return rgba;
}

const HEADER_BOXES = ["mvhd", "tkhd", "mdhd"];

/** The encoder writes the time of day into its headers; the same seed shall give the same bytes. */
function clearDates(file: Uint8Array): Uint8Array {
  const buffer = Buffer.from(file);
  for (const name of HEADER_BOXES) {
    for (let at = buffer.indexOf(name); at >= 0; at = buffer.indexOf(name, at + 4)) {
      const longDates = buffer[at + 4] === 1;
      buffer.fill(0, at + 8, at + (longDates ? 24 : 16));
    }
  }
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}
