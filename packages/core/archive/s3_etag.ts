import { createHash } from "node:crypto";

/**
 * Whether an ETag proves that a bucket has these bytes: their MD5, or for a file sent in parts the MD5 of the parts'
 * MD5s and their number. Buckets with encryption of their own give others: those prove nothing, and deny nothing.
 *
 * @param etag As answered, with or without quotes.
 * @param file What was sent: the MD5 of the whole, a Blob of it, and the size of its parts in bytes.
 */
export async function provesBytes(
  etag: string,
  { md5, file, partBytes }: { md5: string; file: Blob; partBytes: number },
): Promise<boolean> {
  const bare = etag.replaceAll('"', "").toLowerCase();
  if (bare === md5) return true;
  const count = Math.ceil(file.size / partBytes);
  if (!bare.endsWith(`-${count}`)) return false;
  const whole = createHash("md5");
  for (let from = 0; from < file.size; from += partBytes) {
    const part = await file.slice(from, from + partBytes).bytes();
    whole.update(createHash("md5").update(part).digest());
  }
  return bare === `${whole.digest("hex")}-${count}`;
}
