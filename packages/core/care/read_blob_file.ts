import { relative } from "node:path";
import { openFileSource } from "../image/byte_source.ts";
import { readMediaFacts } from "../image/media_facts.ts";
import { SNIFF_BYTES, sniffType } from "../image/sniff.ts";
import { SNIFFED_TYPES, type SniffedType } from "../image/sniffed_type.ts";
import type { ArrivedFile } from "../transfer/plan.ts";
import { hashFile } from "./hash_file.ts";

/**
 * What a blob's file is, from its bytes alone.
 *
 * @param path Absolute.
 * @param options The archive folder, and the extension that its name has: the blob's row must have the same.
 * @returns Facts; its `sha256` need not be its name.
 * @throws The system's error when it cannot be read; the signal's reason.
 */
export async function readBlobFile(
  path: string,
  { dir, ext, signal }: { dir: string; ext: string; signal: AbortSignal },
): Promise<ArrivedFile> {
  const { sha256, md5 = "", sizeBytes } = await hashFile(path, { md5: true, signal });
  using source = openFileSource(path);
  const sniffed = sniffType(source.read(0, SNIFF_BYTES));
  const known = sniffed !== undefined && sniffed in SNIFFED_TYPES;
  const facts = known
    ? readMediaFacts(sniffed as SniffedType, source)
    : { width: null, height: null, animated: false, durationMs: null };
  return { path: relative(dir, path), sha256, md5, sizeBytes, type: ext as SniffedType, ...facts };
}
