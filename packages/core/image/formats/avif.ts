import { type Box, boxesAreWhole, findBox, listBoxes, type Range } from "./boxes.ts";
import type { ByteReader } from "./byte_reader.ts";
import { type Format, MAX_PARTS, NO_SIZE, STILL, uprightSize } from "./format.ts";
import { readMovieDuration } from "./mp4.ts";

/** AVIF: the primary item's properties give size and turn; a movie box means frames. */
export const AVIF: Format = {
  readSize(bytes) {
    const properties = readPrimaryProperties(bytes);
    const size = properties.find((box) => box.name === "ispe");
    const turn = properties.find((box) => box.name === "irot");
    const lying = turn !== undefined && (bytes.u8(turn.from) & 1) === 1;
    return size ? uprightSize(bytes.u32(size.from + 4), bytes.u32(size.from + 8), lying) : NO_SIZE;
  },

  readMovement: (bytes) =>
    bytes.ascii(8, 4) === "avis" ? { animated: true, durationMs: readMovieDuration(bytes) } : STILL,
  hasEnd(bytes) {
    // Tiny pictures may lie inside `meta` itself, all others in `mdat`.
    const inMeta = findBox(bytes, ["meta"]);
    const inside = inMeta && findBox(bytes, ["idat"], { from: inMeta.from + 4, to: inMeta.to });
    return boxesAreWhole(bytes, [["meta", "moov"], inside ? ["meta"] : ["mdat"]]);
  },
};

/** The properties (size, turn, …) that belong to the picture that is shown. */
function readPrimaryProperties(bytes: ByteReader): Box[] {
  const meta = findBox(bytes, ["meta"]);
  if (!meta) return [];
  // `meta` is a "full" box: version and flags come before its children.
  const inside: Range = { from: meta.from + 4, to: meta.to };
  const properties = findBox(bytes, ["iprp", "ipco"], inside);
  const links = findBox(bytes, ["iprp", "ipma"], inside);
  if (!properties || !links) return [];
  const boxes = [...listBoxes(bytes, properties)];
  const primary = findBox(bytes, ["pitm"], inside);
  const wanted = primary ? readItemId(bytes, primary) : 1;
  return readLinks(bytes, links, wanted).flatMap((index) => boxes[index - 1] ?? []);
}

function readItemId(bytes: ByteReader, primary: Box): number {
  return bytes.u8(primary.from) === 0 ? bytes.u16(primary.from + 4) : bytes.u32(primary.from + 4);
}

/** The numbers, from 1, of the properties that `ipma` links to an item. */
function readLinks(bytes: ByteReader, links: Box, wanted: number): number[] {
  const idBytes = bytes.u8(links.from) === 0 ? 2 : 4;
  const indexBytes = bytes.u8(links.from + 3) & 1 ? 2 : 1;
  const entries = Math.min(bytes.u32(links.from + 4), MAX_PARTS);
  let at = links.from + 8;
  for (let entry = 0; entry < entries && at < links.to; entry++) {
    const item = idBytes === 2 ? bytes.u16(at) : bytes.u32(at);
    const count = bytes.u8(at + idBytes);
    at += idBytes + 1;
    if (item === wanted) {
      return Array.from({ length: count }, (_, i) =>
        indexBytes === 1 ? bytes.u8(at + i) & 0x7f : bytes.u16(at + i * 2) & 0x7fff,
      );
    }
    at += count * indexBytes;
  }
  return [];
}
