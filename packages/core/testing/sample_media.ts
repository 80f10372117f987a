import { crc32, deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";

/** What a painted sample looks like and how it is stored. */
export interface SampleOptions {
  /** Px. @default 320 */
  readonly width?: number;
  /** Px. @default 200 */
  readonly height?: number;
  /** The same seed paints the same picture; others look different. @default 1 */
  readonly seed?: number;
}

/** The colours of {@link paintCorners}: top left, top right, bottom left, bottom right. */
export const CORNER_COLOURS = [
  [220, 30, 30],
  [30, 200, 40],
  [40, 50, 210],
  [240, 220, 40],
] as const;

/** What undoes each EXIF orientation: a turn clockwise, then a mirror. */
const STORED_TURNS: Readonly<Record<number, readonly [degrees: number, mirror?: "flip" | "flop"]>> =
  {
    2: [0, "flop"],
    3: [180],
    4: [0, "flip"],
    5: [90, "flop"],
    6: [270],
    7: [90, "flip"],
    8: [90],
  };

/** A picture with structure at every scale: waves, hills and a few discs, so that hashes have something to hold. */
export function paintScene({ width = 320, height = 200, seed = 1 }: SampleOptions = {}): Sharp {
  const random = makeRandom(seed);
  const waves = Array.from({ length: 6 }, () => ({
    fx: (random() - 0.5) * 14,
    fy: (random() - 0.5) * 14,
    phase: random() * 6,
    channel: Math.floor(random() * 3),
    strength: 25 + random() * 40,
  }));
  const discs = Array.from({ length: 5 }, () => ({
    x: random(),
    y: random(),
    radius: 0.08 + random() * 0.2,
    shade: (random() - 0.5) * 200,
  }));
  const rgb = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [x / width, y / height];
      const shade = discs.reduce(
        (sum, disc) => sum + (Math.hypot(u - disc.x, v - disc.y) < disc.radius ? disc.shade : 0),
        128,
      );
      const colour = [shade, shade, shade];
      for (const { fx, fy, phase, channel, strength } of waves) {
        colour[channel] = (colour[channel] ?? 0) + strength * Math.sin(fx * u + fy * v + phase);
      }
      for (const [channel, value] of colour.entries()) {
        rgb[(y * width + x) * 3 + channel] = Math.max(0, Math.min(255, value));
      }
    }
  }
  return sharp(rgb, { raw: { width, height, channels: 3 } });
}

/** Four plain quarters in {@link CORNER_COLOURS}: turning or mirroring it cannot go unnoticed. */
export function paintCorners({ width = 320, height = 200 }: SampleOptions = {}): Sharp {
  const rgb = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const corner = (y * 2 < height ? 0 : 2) + (x * 2 < width ? 0 : 1);
      rgb.set(CORNER_COLOURS[corner] ?? [0, 0, 0], (y * width + x) * 3);
    }
  }
  return sharp(rgb, { raw: { width, height, channels: 3 } });
}

/** Noise: the worst that an encoder can meet. */
export function paintNoise({ width = 320, height = 200, seed = 1 }: SampleOptions = {}): Sharp {
  const random = makeRandom(seed);
  const rgb = Buffer.from(Array.from({ length: width * height * 3 }, () => random() * 256));
  return sharp(rgb, { raw: { width, height, channels: 3 } });
}

/** {@link paintCorners} stored so that EXIF orientation `orientation` turns it upright again. */
export async function storeTurned(
  orientation: number,
  format: "jpeg" | "png" | "webp",
): Promise<Uint8Array> {
  const [degrees, mirror] = STORED_TURNS[orientation] ?? [0];
  const turned = await paintCorners().rotate(degrees).png().toBuffer();
  // A step of its own: within one pipeline, sharp mirrors before it turns.
  const image = mirror ? sharp(turned)[mirror]() : sharp(turned);
  return await image.withMetadata({ orientation }).toFormat(format).toBuffer();
}

/** Three frames, in plain red, green and blue. */
export async function storeFrames(format: "gif" | "webp"): Promise<Uint8Array> {
  const [width, height] = [60, 40];
  const frames = [
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
  ];
  const rgb = Buffer.concat(
    frames.map((colour) => Buffer.alloc(width * height * 3, Buffer.from(colour))),
  );
  const image = sharp(rgb, {
    raw: { width, height: height * frames.length, channels: 3, pageHeight: height },
  });
  const options = { delay: [100, 200, 300], loop: 0 };
  return await (format === "gif" ? image.gif(options) : image.webp(options)).toBuffer();
}

/** A red 60 × 40 picture whose left half is transparent. */
export async function storeTransparent(format: "png" | "webp"): Promise<Uint8Array> {
  const [width, height] = [60, 40];
  const rgba = Buffer.alloc(width * height * 4);
  for (let i = 0; i < width * height; i++)
    rgba.set([200, 0, 0, i % width < width / 2 ? 0 : 255], i * 4);
  const image = sharp(rgba, { raw: { width, height, channels: 4 } });
  return await (format === "png" ? image.png() : image.webp({ lossless: true })).toBuffer();
}

/** A small GIF on a screen of 40 × 30, whose first and only frame is 10 × 10. */
export function storePatchyGif(): Uint8Array {
  const header = "474946383961 2800 1e00 80 00 00 ff0000 ffffff";
  const frame = "2c 0000 0000 0a00 0a00 00 02 08 848fa9cbed0f63 2b 00 3b";
  return Buffer.from(`${header}${frame}`.replaceAll(" ", ""), "hex");
}

/** A PNG chunk with its length and checksum. */
export function makePngChunk(name: string, content: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const chunk = Buffer.alloc(named.length + 8);
  chunk.writeUInt32BE(content.length, 0);
  chunk.set(named, 4);
  chunk.writeUInt32BE(crc32(named), named.length + 4);
  return chunk;
}

/** A PNG whose header claims a size that it does not have. */
export function storePngBomb(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    makePngChunk("IHDR", header),
    makePngChunk("IDAT", deflateSync(Buffer.alloc(1_000))),
    makePngChunk("IEND", new Uint8Array(0)),
  ]);
}

/** A good PNG that carries `notes` compressed texts, each of which inflates to `noteBytes`. */
export async function storeMetadataBomb(notes: number, noteBytes: number): Promise<Uint8Array> {
  const png = await paintScene().png().toBuffer();
  const afterHeader = 8 + 25;
  const text = deflateSync(Buffer.alloc(noteBytes), { level: 9 });
  const chunks = Array.from({ length: notes }, (_, i) =>
    makePngChunk("zTXt", Buffer.concat([Buffer.from(`Note ${i}\0\0`, "latin1"), text])),
  );
  return Buffer.concat([png.subarray(0, afterHeader), ...chunks, png.subarray(afterHeader)]);
}

/** mulberry32: numbers in [0, 1) that depend on the seed alone. */
function makeRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
