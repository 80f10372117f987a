import type { ByteSource } from "./byte_source.ts";
import { ByteReader } from "./formats/byte_reader.ts";
import { FORMATS } from "./formats/formats.ts";
import type { SniffedType } from "./sniffed_type.ts";

/**
 * Whether a file goes on to its end: JPEG's end-of-image, PNG's IEND, GIF's trailer, WebP's announced length,
 * every box of MP4 and AVIF, every strip of TIFF, every element of WebM. Bytes after the end are allowed:
 * cameras and tools leave padding, previews and notes there. Total, like `readMediaFacts`.
 *
 * @param type What the bytes are, from `sniffType`.
 * @param source The whole file.
 */
export function hasEnd(type: SniffedType, source: ByteSource): boolean {
  return FORMATS[type].hasEnd(new ByteReader(source));
}
