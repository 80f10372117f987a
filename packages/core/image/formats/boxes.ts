import type { ByteReader } from "./byte_reader.ts";
import { MAX_PARTS } from "./format.ts";

/** A box of an ISO base media file (MP4, AVIF): its name, and where its content lies. */
export interface Box {
  readonly name: string;
  readonly from: number;
  /** May lie past the end of a cut file. */
  readonly to: number;
}

/** A stretch of a file, bytes. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The boxes of a file or of a box's content; stops at what cannot be a box header. */
export function* listBoxes(bytes: ByteReader, range: Range): Generator<Box> {
  const end = Math.min(range.to, bytes.sizeBytes);
  let at = range.from;
  for (let parts = 0; parts < MAX_PARTS && at + 8 <= end; parts++) {
    const size32 = bytes.u32(at);
    const headerBytes = size32 === 1 ? 16 : 8;
    const size = size32 === 1 ? bytes.u64(at + 8) : size32 || end - at;
    const name = bytes.ascii(at + 4, 4);
    if (size < headerBytes || !/^[\x20-\x7e\xa9]{4}$/.test(name)) return;
    yield { name, from: at + headerBytes, to: at + size };
    at += size;
  }
}

/** The first box of that name along a path of boxes, e.g. `["moov", "mvhd"]`. */
export function findBox(
  bytes: ByteReader,
  path: readonly string[],
  within?: Range,
): Box | undefined {
  let range: Range = within ?? { from: 0, to: bytes.sizeBytes };
  let found: Box | undefined;
  for (const name of path) {
    found = listBoxes(bytes, range).find((box) => box.name === name);
    if (!found) return undefined;
    range = found;
  }
  return found;
}

/** Boxes that carry the picture: one of them that is cut off is never a mere trailer. */
const VITAL_BOXES = new Set(["ftyp", "moov", "moof", "mdat", "meta", "mfra"]);

/**
 * Whether the file's boxes are all there: the needed ones complete, and no vital one reaching past the end.
 * What follows (padding, a foreign trailer) is allowed, even when it happens to look like a box.
 *
 * @param needed Groups of names; of each group one box must be complete.
 */
export function boxesAreWhole(bytes: ByteReader, needed: readonly (readonly string[])[]): boolean {
  const complete = new Set<string>();
  for (const { name, to } of listBoxes(bytes, { from: 0, to: bytes.sizeBytes })) {
    if (to <= bytes.sizeBytes) complete.add(name);
    else if (VITAL_BOXES.has(name)) return false;
  }
  return needed.every((names) => names.some((name) => complete.has(name)));
}
