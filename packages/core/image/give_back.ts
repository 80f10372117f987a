/**
 * Frees the memory of bytes that nobody will look at again, now and not when the collector next comes by: it counts
 * objects, and a hundred pictures are few of those. Bytes that are a part of a larger buffer stay: it is not theirs.
 */
export function giveBack(bytes: Uint8Array): void {
  const { buffer } = bytes;
  if (!(buffer instanceof ArrayBuffer) || buffer.detached) return;
  if (buffer.byteLength === bytes.byteLength) buffer.transfer(0);
}
