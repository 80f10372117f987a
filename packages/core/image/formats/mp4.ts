import { type Box, boxesAreWhole, findBox, listBoxes } from "./boxes.ts";
import type { ByteReader } from "./byte_reader.ts";
import { type Format, type Size, uprightSize } from "./format.ts";

const UNKNOWN_DURATIONS = new Set([0, 0xffff_ffff]);
/** Widths and heights of tracks are 16.16 fixed-point numbers. */
const FIXED_POINT = 65_536;

/** MP4 and QuickTime: the movie header gives the length, the first track with a size the size. */
export const MP4: Format = {
  readSize: readTrackSize,
  readMovement: (bytes) => ({ animated: true, durationMs: readMovieDuration(bytes) }),
  hasEnd: (bytes) => boxesAreWhole(bytes, [["moov"], ["mdat"]]),
};

/** How long the movie is, ms; null when no header tells. */
export function readMovieDuration(bytes: ByteReader): number | null {
  const movie = findBox(bytes, ["moov"]);
  const header = movie && findBox(bytes, ["mvhd"], movie);
  if (!header) return null;
  const long = bytes.u8(header.from) === 1;
  const perSecond = bytes.u32(header.from + (long ? 20 : 12));
  const plain = long ? bytes.u64(header.from + 24) : bytes.u32(header.from + 16);
  const duration = UNKNOWN_DURATIONS.has(plain) ? readFragmentDuration(bytes, movie) : plain;
  const ms = Math.round((duration * 1_000) / perSecond);
  return duration > 0 && Number.isSafeInteger(ms) ? ms : null;
}

/** A fragmented movie tells its length in the extends header. */
function readFragmentDuration(bytes: ByteReader, movie: Box): number {
  const header = findBox(bytes, ["mvex", "mehd"], movie);
  if (!header) return 0;
  return bytes.u8(header.from) === 1 ? bytes.u64(header.from + 4) : bytes.u32(header.from + 4);
}

function readTrackSize(bytes: ByteReader): Size {
  const movie = findBox(bytes, ["moov"]);
  if (!movie) return uprightSize(0, 0);
  for (const track of listBoxes(bytes, movie)) {
    const header = track.name === "trak" ? findBox(bytes, ["tkhd"], track) : undefined;
    if (!header) continue;
    const matrix = header.from + (bytes.u8(header.from) === 1 ? 52 : 40);
    const width = Math.round(bytes.u32(matrix + 36) / FIXED_POINT);
    const height = Math.round(bytes.u32(matrix + 40) / FIXED_POINT);
    // A quarter turn has no scale along the first axis, only across.
    const lying = bytes.u32(matrix) === 0 && bytes.u32(matrix + 4) !== 0;
    if (width > 0 && height > 0) return uprightSize(width, height, lying);
  }
  return uprightSize(0, 0);
}
