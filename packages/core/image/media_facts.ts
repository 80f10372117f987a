import type { ByteSource } from "./byte_source.ts";
import { ByteReader } from "./formats/byte_reader.ts";
import type { MediaFacts } from "./formats/format.ts";
import { FORMATS } from "./formats/formats.ts";
import type { SniffedType } from "./sniffed_type.ts";

export type { MediaFacts } from "./formats/format.ts";

/**
 * What a file's headers tell: upright size, movement, length. Nothing is decoded. Total: broken or hostile
 * bytes give nulls, never an exception, in time linear in the file's size.
 *
 * @param type What the bytes are, from `sniffType`.
 * @param source The whole file, or its beginning.
 */
export function readMediaFacts(type: SniffedType, source: ByteSource): MediaFacts {
  const bytes = new ByteReader(source);
  const format = FORMATS[type];
  return { ...format.readSize(bytes), ...format.readMovement(bytes) };
}
