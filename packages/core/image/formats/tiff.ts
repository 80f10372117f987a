import type { ByteReader } from "./byte_reader.ts";
import { isLying, toOrientation } from "./exif.ts";
import { type Format, NO_SIZE, STILL, uprightSize } from "./format.ts";

const WIDTH = 256;
const HEIGHT = 257;
const ORIENTATION = 274;
/** Where the picture's strips or tiles lie, and how long each is. */
const DATA_TAGS = [
  { offsets: 273, lengths: 279 },
  { offsets: 324, lengths: 325 },
] as const;
/** Bytes that a value takes, by field type: byte, text, short, long, rational, … (TIFF 6.0 §2, BigTIFF). */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
const MAX_ENTRIES = 4_096;
const MAX_STRIPS = 100_000;
const MAX_PAGES = 64;

/** A field: values of one type. */
interface Field {
  readonly count: number;
  readonly valueBytes: number;
  readonly from: number;
}

/** A page: its fields by tag, where its directory ends, and where the next page's directory is (0: none). */
interface Page {
  readonly fields: ReadonlyMap<number, Field>;
  readonly end: number;
  readonly next: number;
}

/** TIFF and BigTIFF: the first directory gives size and turn; whole when every page's data is there. */
export const TIFF: Format = {
  readSize(bytes) {
    const page = listPages(bytes).next().value;
    if (!page) return NO_SIZE;
    const number = (tag: number) => readNumber(bytes, page.fields.get(tag), 0);
    const lying = isLying(toOrientation(number(ORIENTATION)));
    return uprightSize(number(WIDTH), number(HEIGHT), lying);
  },

  readMovement: () => STILL,

  hasEnd(bytes) {
    let pages = 0;
    for (const page of listPages(bytes)) {
      if (pageEnd(bytes, page) > bytes.sizeBytes || page.next > bytes.sizeBytes) return false;
      pages++;
    }
    return pages > 0;
  },
};

function isLittle(bytes: ByteReader): boolean {
  return bytes.u8(0) === 0x49;
}

function isBig(bytes: ByteReader): boolean {
  return bytes.u16(2, isLittle(bytes)) === 43;
}

function* listPages(bytes: ByteReader): Generator<Page, undefined> {
  let at = isBig(bytes) ? bytes.u64(8, isLittle(bytes)) : bytes.u32(4, isLittle(bytes));
  for (let pages = 0; pages < MAX_PAGES && at > 0 && at < bytes.sizeBytes; pages++) {
    const page = readPage(bytes, at);
    yield page;
    at = page.next;
  }
}

function readPage(bytes: ByteReader, at: number): Page {
  const little = isLittle(bytes);
  const big = isBig(bytes);
  const count = Math.min(big ? bytes.u64(at, little) : bytes.u16(at, little), MAX_ENTRIES);
  const entryBytes = big ? 20 : 12;
  const first = at + (big ? 8 : 2);
  const fields = new Map<number, Field>();
  for (let i = 0; i < count; i++) {
    const entry = first + i * entryBytes;
    const field = readField(bytes, entry);
    if (field) fields.set(bytes.u16(entry, little), field);
  }
  const link = first + count * entryBytes;
  return {
    fields,
    end: link + (big ? 8 : 4),
    next: big ? bytes.u64(link, little) : bytes.u32(link, little),
  };
}

function readField(bytes: ByteReader, entry: number): Field | undefined {
  const little = isLittle(bytes);
  const big = isBig(bytes);
  const valueBytes = TYPE_BYTES[bytes.u16(entry + 2, little)];
  if (!valueBytes) return undefined;
  const count = big ? bytes.u64(entry + 4, little) : bytes.u32(entry + 4, little);
  const value = entry + (big ? 12 : 8);
  // Few numbers lie in the entry itself, more of them elsewhere.
  const inside = count * valueBytes <= (big ? 8 : 4);
  const elsewhere = big ? bytes.u64(value, little) : bytes.u32(value, little);
  return { count, valueBytes, from: inside ? value : elsewhere };
}

function readNumber(bytes: ByteReader, field: Field | undefined, index: number): number {
  if (!field) return 0;
  const at = field.from + index * field.valueBytes;
  const little = isLittle(bytes);
  if (field.valueBytes === 1) return bytes.u8(at);
  if (field.valueBytes === 2) return bytes.u16(at, little);
  return field.valueBytes === 4 ? bytes.u32(at, little) : bytes.u64(at, little);
}

/** Where the last byte that belongs to a page ends: of its directory, its fields or its picture. */
function pageEnd(bytes: ByteReader, page: Page): number {
  let end = page.end;
  for (const { from, count, valueBytes } of page.fields.values()) {
    end = Math.max(end, from + count * valueBytes);
  }
  if (end > bytes.sizeBytes) return end;
  for (const tags of DATA_TAGS) {
    const offsets = page.fields.get(tags.offsets);
    const lengths = page.fields.get(tags.lengths);
    const strips = Math.min(offsets?.count ?? 0, lengths?.count ?? 0, MAX_STRIPS);
    for (let i = 0; i < strips; i++) {
      end = Math.max(end, readNumber(bytes, offsets, i) + readNumber(bytes, lengths, i));
    }
  }
  return end;
}
