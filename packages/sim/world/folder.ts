// Real photographs as media: their facts from their first bytes, their content when somebody asks.
import { closeSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join } from "node:path";

/** A picture file and what its header says. */
export interface PhotoFile {
  readonly path: string;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  readonly animated: boolean;
  readonly sizeBytes: number;
}

const HEAD_BYTES = 256 * 1024;

/**
 * The pictures of a folder, by name; files that are no JPEG, PNG, GIF or WebP are passed over.
 * @throws {RangeError} When there is none.
 */
export function readPhotoFolder(folder: string): readonly PhotoFile[] {
  const names = readdirSync(folder).filter((name) => /\.(jpe?g|png|gif|webp)$/i.test(name));
  const photos = names.sort().flatMap((name) => readPhoto(join(folder, name)) ?? []);
  if (photos.length === 0) throw new RangeError(`Cannot make a world: no picture in ${folder}`);
  return photos;
}

function readPhoto(path: string): PhotoFile | undefined {
  const sizeBytes = statSync(path).size;
  const head = readHead(path);
  for (const read of [readJpeg, readPng, readGif, readWebp]) {
    const facts = read(head);
    if (facts !== undefined) return { path, sizeBytes, ...facts };
  }
  return undefined;
}

function readHead(path: string): DataView {
  const file = openSync(path, "r");
  try {
    const buffer = new Uint8Array(HEAD_BYTES);
    return new DataView(buffer.buffer, 0, readSync(file, buffer, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(file);
  }
}

type Header = Omit<PhotoFile, "path" | "sizeBytes">;

function readJpeg(head: DataView): Header | undefined {
  if (head.byteLength < 4 || head.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 < head.byteLength && head.getUint8(at) === 0xff) {
    const marker = head.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const [height, width] = [head.getUint16(at + 5), head.getUint16(at + 7)];
      return { mime: "image/jpeg", width, height, animated: false };
    }
    at += 2 + head.getUint16(at + 2);
  }
  return undefined;
}

function readPng(head: DataView): Header | undefined {
  if (head.byteLength < 24 || head.getUint32(0) !== 0x89504e47) return undefined;
  return {
    mime: "image/png",
    width: head.getUint32(16),
    height: head.getUint32(20),
    animated: false,
  };
}

function readGif(head: DataView): Header | undefined {
  if (head.byteLength < 13 || head.getUint32(0) !== 0x47494638) return undefined;
  const [width, height] = [head.getUint16(6, true), head.getUint16(8, true)];
  return { mime: "image/gif", width, height, animated: has(head, "NETSCAPE2.0") };
}

function readWebp(head: DataView): Header | undefined {
  if (head.byteLength < 30 || head.getUint32(8) !== 0x57454250) return undefined;
  const mime = "image/webp";
  const kind = head.getUint32(12);
  if (kind === 0x56503858) {
    const side = (at: number) => 1 + head.getUint16(at, true) + (head.getUint8(at + 2) << 16);
    return { mime, width: side(24), height: side(27), animated: (head.getUint8(20) & 2) !== 0 };
  }
  if (kind === 0x5650384c) {
    const bits = head.getUint32(21, true);
    return {
      mime,
      width: (bits & 0x3fff) + 1,
      height: ((bits >> 14) & 0x3fff) + 1,
      animated: false,
    };
  }
  const side = (at: number) => head.getUint16(at, true) & 0x3fff;
  return { mime, width: side(26), height: side(28), animated: false };
}

function has(head: DataView, text: string): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 4096));
  return bytes.includes(text, 0, "latin1");
}
