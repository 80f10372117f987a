import type { ByteReader } from "./byte_reader.ts";
import { type Format, MAX_PARTS, uprightSize } from "./format.ts";

const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const INFO = 0x1549a966;
const TIMESTAMP_SCALE = 0x2ad7b1;
const DURATION = 0x4489;
const TRACKS = 0x1654ae6b;
const TRACK_ENTRY = 0xae;
const VIDEO = 0xe0;
const PIXEL_WIDTH = 0xb0;
const PIXEL_HEIGHT = 0xba;
const DEFAULT_SCALE_NS = 1_000_000;

/** An EBML element: its id, and where its content lies. */
interface Element {
  readonly id: number;
  readonly from: number;
  /** Infinity for an element of unknown length (live recordings); may lie past the end of a cut file. */
  readonly to: number;
}

/** WebM: Info gives the length, the first video track the size; whole when no element reaches past the end. */
export const WEBM: Format = {
  readSize(bytes) {
    const segment = findElement(bytes, [SEGMENT]);
    const video = segment && findElement(bytes, [TRACKS, TRACK_ENTRY, VIDEO], segment);
    const side = (id: number) => readUnsigned(bytes, video && findElement(bytes, [id], video)) ?? 0;
    return uprightSize(side(PIXEL_WIDTH), side(PIXEL_HEIGHT));
  },

  readMovement(bytes) {
    const segment = findElement(bytes, [SEGMENT]);
    return { animated: true, durationMs: segment ? readDuration(bytes, segment) : null };
  },

  hasEnd(bytes) {
    const segment = findElement(bytes, [SEGMENT]);
    if (!segment) return false;
    if (segment.to !== Infinity) return segment.to <= bytes.sizeBytes;
    let clusters = 0;
    for (const { id, to } of listElements(bytes, segment)) {
      if (to !== Infinity && to > bytes.sizeBytes) return false;
      if (id === CLUSTER) clusters++;
    }
    return clusters > 0;
  },
};

/** The elements in order. One of unknown length is entered: its children follow as if they stood beside it. */
function* listElements(
  bytes: ByteReader,
  range: { readonly from: number; readonly to: number },
): Generator<Element> {
  const end = Math.min(range.to, bytes.sizeBytes);
  let at = range.from;
  for (let parts = 0; parts < MAX_PARTS && at < end; parts++) {
    const idBytes = lengthOf(bytes.u8(at));
    const sizeBytes = lengthOf(bytes.u8(at + idBytes));
    if (idBytes > 4 || sizeBytes > 8) return;
    const from = at + idBytes + sizeBytes;
    const size = readSize(bytes, at + idBytes, sizeBytes);
    yield { id: readBigEndian(bytes, at, idBytes), from, to: from + size };
    at = size === Infinity ? from : from + size;
  }
}

function findElement(
  bytes: ByteReader,
  path: readonly number[],
  within?: { readonly from: number; readonly to: number },
): Element | undefined {
  let range = within ?? { from: 0, to: bytes.sizeBytes };
  let found: Element | undefined;
  for (const id of path) {
    found = listElements(bytes, range).find((element) => element.id === id);
    if (!found) return undefined;
    range = found;
  }
  return found;
}

/** How many bytes a variable-length number takes, from its first byte; 9 when that byte is zero. */
function lengthOf(first: number): number {
  return Math.clz32(first) - 24 + 1;
}

function readBigEndian(bytes: ByteReader, at: number, length: number): number {
  let value = 0;
  for (let i = 0; i < length; i++) value = value * 256 + bytes.u8(at + i);
  return value;
}

/** A length without its marker bit; all ones mean "unknown". The marker goes first: 2^56 plus a length is no exact double. */
function readSize(bytes: ByteReader, at: number, length: number): number {
  let value = bytes.u8(at) & (0xff >> length);
  let allOnes = value === 0xff >> length;
  for (let i = 1; i < length; i++) {
    const byte = bytes.u8(at + i);
    allOnes &&= byte === 0xff;
    value = value * 256 + byte;
  }
  return allOnes ? Infinity : value;
}

function readUnsigned(bytes: ByteReader, element: Element | undefined): number | undefined {
  return element && readBigEndian(bytes, element.from, Math.min(8, element.to - element.from));
}

function readDuration(bytes: ByteReader, segment: Element): number | null {
  const info = findElement(bytes, [INFO], segment);
  const duration = info && findElement(bytes, [DURATION], info);
  if (!duration) return null;
  const scale =
    readUnsigned(bytes, findElement(bytes, [TIMESTAMP_SCALE], info)) ?? DEFAULT_SCALE_NS;
  const ms = Math.round((readFloat(bytes, duration) * scale) / 1e6);
  return ms > 0 && Number.isSafeInteger(ms) ? ms : null;
}

function readFloat(bytes: ByteReader, element: Element): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, bytes.u32(element.from));
  view.setUint32(4, bytes.u32(element.from + 4));
  return element.to - element.from === 4 ? view.getFloat32(0) : view.getFloat64(0);
}
