import type { Hashes } from "../archive/partial_file.ts";
import type { ByteSource } from "../image/byte_source.ts";
import { hasEnd } from "../image/end_marker.ts";
import { type MediaFacts, readMediaFacts } from "../image/media_facts.ts";
import { SNIFF_BYTES, sniffType } from "../image/sniff.ts";
import type { SniffedType } from "../image/sniffed_type.ts";
import { matchPlaceholder, type Placeholder } from "../imgur/placeholders.ts";
import { type Fault, fault } from "./fault.ts";
import type { Head } from "./head.ts";

/** Bytes of a page that are looked through for what it says. */
const PAGE_BYTES = 64 * 1024;
const CAPACITY_REGEXP = /over[ -]?capacity/i;

/** A file that came to its end, to be judged. */
export interface Body extends Hashes {
  readonly source: ByteSource;
}

/** What a file is that passed. */
export interface Checked {
  readonly kind: "checked";
  readonly type: SniffedType;
  readonly facts: MediaFacts;
}

/**
 * Judges a file: length, ETag, placeholder, type, end. Its bytes decide; its name and Content-Type count for
 * nothing.
 *
 * @param body The bytes and their hashes.
 * @param head What the answer announced.
 * @param options The address that answered, and the placeholder pictures to know.
 */
export function checkBody(
  body: Body,
  head: Head,
  options: { readonly finalUrl: string; readonly placeholders: readonly Placeholder[] },
): Checked | Fault {
  const { source, sha256, md5 } = body;
  if (head.totalBytes !== null && head.totalBytes !== source.sizeBytes) {
    return fault("length.mismatch", {
      detail: `${source.sizeBytes} of ${head.totalBytes} bytes`,
    });
  }
  const placeholder = matchPlaceholder(
    { sha256, md5, finalUrl: options.finalUrl },
    options.placeholders,
  );
  if (placeholder === "removed") return fault("gone.placeholder");
  if (placeholder === "region") return fault("placeholder.region");
  if (source.sizeBytes === 0) return fault("type.empty");
  const type = sniffType(source.read(0, SNIFF_BYTES));
  if (type === undefined || type === "html") return readPage(source, type);
  const isProven = head.md5 !== undefined && head.md5 === md5;
  if (head.md5 !== undefined && !isProven) {
    return fault("checksum.mismatch", { detail: `ETag ${head.md5}, bytes ${md5}` });
  }
  // Bytes that the ETag proves are what Imgur stores, even when their uploader had cut them.
  if (!isProven && !hasEnd(type, source)) return fault("body.cut");
  return { kind: "checked", type, facts: readMediaFacts(type, source) };
}

/** What came instead of a picture: a page that says "over capacity", another page, or bytes of no known type. */
function readPage(source: ByteSource, type: "html" | undefined): Fault {
  const text = new TextDecoder().decode(source.read(0, PAGE_BYTES));
  if (CAPACITY_REGEXP.test(text)) return fault("capacity");
  return fault(type === "html" ? "html" : "type.unknown");
}
