/** What a hand-made video claims to be. */
export interface SampleVideoOptions {
  /** Px, as stored. @default 64 */
  readonly width?: number;
  /** Px, as stored. @default 48 */
  readonly height?: number;
  /** @default 1_500 */
  readonly durationMs?: number;
  /** Turned by a quarter when shown. @default false */
  readonly turned?: boolean;
}

/** The headers of an MP4 and some bytes of media: enough for everything that reads headers; no player shows it. */
export function makeMp4({
  width = 64,
  height = 48,
  durationMs = 1_500,
  turned = false,
}: SampleVideoOptions = {}): Uint8Array {
  const matrix = turned
    ? [0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000]
    : [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];
  const movieHeader = box("mvhd", words(0, 0, 0, 1_000, durationMs), Buffer.alloc(80));
  const trackHeader = box(
    "tkhd",
    words(7, 0, 0, 1, 0, durationMs, 0, 0, 0, 0),
    words(...matrix, width * 65_536, height * 65_536),
  );
  return Buffer.concat([
    box("ftyp", Buffer.from("isom\0\0\x02\0isomavc1mp41", "latin1")),
    box("moov", movieHeader, box("trak", trackHeader)),
    box("mdat", Buffer.alloc(300, 7)),
  ]);
}

/** The same for WebM. `live`: lengths are unknown, as a recorder writes them. */
export function makeWebm({
  width = 64,
  height = 48,
  durationMs = 1_500,
  live = false,
}: SampleVideoOptions & { readonly live?: boolean } = {}): Uint8Array {
  const duration = Buffer.alloc(8);
  duration.writeDoubleBE(durationMs);
  const video = element("e0", element("b0", word16(width)), element("ba", word16(height)));
  const cluster = element(
    "1f43b675",
    element("e7", Buffer.from([0])),
    element("a3", Buffer.alloc(300, 7)),
  );
  const content = [
    element("ec", Buffer.alloc(89)),
    element("1549a966", element("2ad7b1", words(1_000_000)), element("4489", duration)),
    element("1654ae6b", element("ae", video)),
    cluster,
  ];
  return Buffer.concat([
    element("1a45dfa3", element("4282", Buffer.from("webm"))),
    live
      ? Buffer.concat([Buffer.from("1853806701ffffffffffffff", "hex"), ...content])
      : element("18538067", ...content),
  ]);
}

function box(name: string, ...content: readonly Uint8Array[]): Uint8Array {
  const size = content.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([words(size), Buffer.from(name, "latin1"), ...content]);
}

/** With a length of eight bytes: what real muxers write, and where doubles lose bits. */
function element(id: string, ...content: readonly Uint8Array[]): Uint8Array {
  const size = content.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from(id, "hex"), words(0x01000000, size), ...content]);
}

function words(...values: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, index * 4);
  return bytes;
}

function word16(value: number): Uint8Array {
  return Buffer.from([value >> 8, value & 0xff]);
}
