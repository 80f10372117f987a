import type { ByteReader } from "./byte_reader.ts";

const ORIENTATION_TAG = 0x0112;
const MAX_ENTRIES = 1_000;

/** How the stored picture must be turned to stand upright: EXIF's 1 (as it is) to 8. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Whether such a picture is stored lying down, so that width and height trade places. */
export function isLying(orientation: Orientation): boolean {
  return orientation >= 5;
}

/**
 * The orientation in an EXIF block; 1 when it holds none, or one that is not 1 to 8.
 *
 * @param at Where the block's TIFF header ("II" or "MM") begins.
 */
export function readExifOrientation(bytes: ByteReader, at: number): Orientation {
  const order = bytes.ascii(at, 2);
  if (order !== "II" && order !== "MM") return 1;
  const little = order === "II";
  const directory = at + bytes.u32(at + 4, little);
  const entries = Math.min(bytes.u16(directory, little), MAX_ENTRIES);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + i * 12;
    if (bytes.u16(entry, little) !== ORIENTATION_TAG) continue;
    return toOrientation(bytes.u16(entry + 8, little));
  }
  return 1;
}

/** A number as an orientation; 1 when it is none. */
export function toOrientation(value: number): Orientation {
  return value >= 1 && value <= 8 ? (value as Orientation) : 1;
}
