import type { SniffedType } from "./sniffed_type.ts";

/** How many of a file's first bytes {@link sniffType} looks at; fewer are enough for pictures. */
export const SNIFF_BYTES = 512;

/** Bytes by which a type is known: hex pairs, `??` for any byte. */
const SIGNATURES: readonly (readonly [SniffedType, string])[] = [
  ["jpg", "ff d8 ff"],
  ["png", "89 50 4e 47 0d 0a 1a 0a"],
  ["gif", "47 49 46 38 37 61"],
  ["gif", "47 49 46 38 39 61"],
  ["webp", "52 49 46 46 ?? ?? ?? ?? 57 45 42 50"],
  ["tiff", "49 49 2a 00"],
  ["tiff", "4d 4d 00 2a"],
  ["tiff", "49 49 2b 00"],
  ["tiff", "4d 4d 00 2b"],
];
const EBML_SIGNATURE = "1a 45 df a3";
const AVIF_BRAND_REGEXP = /^avi[fs]$/;
/** `ftyp` files that are no video: HEIC and its kin, sound, camera raw. */
const OTHER_BRAND_REGEXP =
  /^(?:he[ivo].|hev[cmsx]|mif[12]|msf1|m4[abp] |crx |j2k.|jp[x2m] |f4a |f4b )$/i;
/** After white space, XML declarations and comments: an element or a doctype. SVG is markup, but no web page. */
const HTML_REGEXP =
  /^(?:\s|<\?[^>]*>|<!--(?:(?!-->)[\s\S])*-->)*<(?!svg|!doctype svg)(?:[a-z]|!doctype|!--(?![\s\S]*-->))/i;

/**
 * What a file's first bytes say that it is: a type, `"html"` for any web page or XML answer, or undefined.
 * Names and `Content-Type` count for nothing.
 *
 * @param head The first bytes; {@link SNIFF_BYTES} are enough, more are ignored.
 *
 * @example
 * ```ts
 * import { sniffType } from "@acacia/core";
 * console.assert(sniffType(new TextEncoder().encode("GIF89a")) === "gif");
 * console.assert(sniffType(new TextEncoder().encode("\r\n <!DOCTYPE html>")) === "html");
 * ```
 */
export function sniffType(head: Uint8Array): SniffedType | "html" | undefined {
  const bytes = head.subarray(0, SNIFF_BYTES);
  const match = SIGNATURES.find(([, signature]) => startsWith(bytes, signature));
  if (match) return match[0];
  const text = toText(bytes);
  if (text.slice(4, 8) === "ftyp") return sniffBrands(text);
  if (startsWith(bytes, EBML_SIGNATURE)) return text.includes("webm") ? "webm" : undefined;
  return HTML_REGEXP.test(text) ? "html" : undefined;
}

function startsWith(bytes: Uint8Array, signature: string): boolean {
  return signature
    .split(" ")
    .every((pair, index) => pair === "??" || bytes[index] === Number.parseInt(pair, 16));
}

/** Latin-1, without a byte order mark; of UTF-16 the zero bytes fall out, which leaves its ASCII. */
function toText(bytes: Uint8Array): string {
  const text = String.fromCharCode(...bytes);
  if (text.startsWith("\xff\xfe") || text.startsWith("\xfe\xff")) {
    return text.slice(2).replaceAll("\0", "");
  }
  return text.replace(/^\xef\xbb\xbf/, "");
}

/** The major brand decides; a picture container (`mif1`) is AVIF when it says so among its compatible brands. */
function sniffBrands(text: string): SniffedType | undefined {
  const end = Math.min(text.length, readBoxSize(text));
  const brands = [text.slice(8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(text.slice(at, at + 4));
  const major = brands[0] ?? "";
  if (AVIF_BRAND_REGEXP.test(major)) return "avif";
  if (!OTHER_BRAND_REGEXP.test(major)) return "mp4";
  return /^m(?:if|sf)/.test(major) && brands.some((brand) => AVIF_BRAND_REGEXP.test(brand))
    ? "avif"
    : undefined;
}

function readBoxSize(text: string): number {
  return [...text.slice(0, 4)].reduce((size, char) => size * 256 + char.charCodeAt(0), 0);
}
