import { crc32, deflateSync } from "node:zlib";

/** A picture of a few colours. */
export interface IndexedPicture {
  readonly width: number;
  readonly height: number;
  /** Up to 16 colours as `#rrggbb`. */
  readonly palette: readonly string[];
  /** One palette index for each pixel, row by row. */
  readonly pixels: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const CHUNK_OVERHEAD_BYTES = 12;
const COMMENT_KEY = "Comment\0";

/**
 * A PNG of exactly `sizeBytes`: 4 bits a pixel, and a comment of blanks for what is left.
 *
 * @throws {Error} when the picture alone needs more.
 */
export function encodePng(picture: IndexedPicture, sizeBytes: number): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(picture.width, 0);
  head.writeUInt32BE(picture.height, 4);
  head.set([4, 3, 0, 0, 0], 8);
  const colours = Buffer.from(picture.palette.map((colour) => colour.slice(1)).join(""), "hex");
  const start = [SIGNATURE, chunk("IHDR", head), chunk("PLTE", colours)];
  const end = [chunk("IDAT", deflateSync(packRows(picture), { level: 9 })), chunk("IEND", "")];
  const used = [...start, ...end].reduce((sum, part) => sum + part.length, 0);
  const blanks = sizeBytes - used - CHUNK_OVERHEAD_BYTES - COMMENT_KEY.length;
  if (blanks < 0) throw new Error(`Cannot draw a PNG of ${sizeBytes} bytes: it needs ${used + 20}`);
  return new Uint8Array(
    Buffer.concat([...start, chunk("tEXt", COMMENT_KEY + " ".repeat(blanks)), ...end]),
  );
}

function chunk(type: string, content: Uint8Array | string): Buffer {
  const body = Buffer.concat([
    Buffer.from(type, "latin1"),
    Buffer.from(content as string, "latin1"),
  ]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(body.length - 4, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function packRows({ width, height, pixels }: IndexedPicture): Buffer {
  const stride = 1 + Math.ceil(width / 2);
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * stride + 1 + (x >> 1);
      const index = pixels[y * width + x] as number;
      rows[at] = (rows[at] as number) | (x % 2 === 0 ? index << 4 : index);
    }
  }
  return rows;
}
