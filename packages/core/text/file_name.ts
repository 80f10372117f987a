// The browser form of the library is the one without Node's path module.
import filenamify from "filenamify/browser";
import { AcaciaError } from "../errors.ts";

/** Options of {@link safeFileName} and {@link cutFileName}. */
export interface FileNameOptions {
  /**
   * UTF-8 bytes, 16 to 255: ext4 counts bytes, not characters.
   * @default 255
   */
  readonly maxBytes?: number;
}

const REPLACEMENT = "_";
/** More than any name has left after the cut; keeps the library's patterns from walking through a novel. */
const MAX_CHARACTERS = 1024;
const EXTENSION_REGEXP = /\.[A-Za-z0-9]{1,10}$/;
const BLANK_END_REGEXP = /[. ]+$/;

/**
 * Makes a text a file name that every system takes, and that means the same on each: unsafe, control and
 * direction characters become `_`, as do names that Windows keeps for devices; a `_` before a dot at the
 * start, no dot or space at the end; composed characters (NFC); cut by bytes.
 *
 * @param name Anything; the name alone, not a path: slashes become `_`.
 * @returns Never empty, and the same when it is made safe again.
 * @throws {AcaciaError} `usage` when `maxBytes` is not within 16 to 255.
 *
 * @example
 * ```ts
 * import { safeFileName } from "@acacia/core";
 * console.assert(safeFileName("what? me/you.jpg") === "what_ me_you.jpg");
 * console.assert(safeFileName("aux.txt") === "aux_.txt");
 * ```
 */
export function safeFileName(name: string, options: FileNameOptions = {}): string {
  const clean = replaceUnsafe(shorten(name.toWellFormed()));
  const cut = cutFileName(clean, options);
  // The cut may have uncovered a device's name: "con … cat.jpg" to "con.jpg".
  return replaceUnsafe(cut) === cut ? cut : cut.replace(/^([^.]*)[^.](?=\.|$)/, `$1${REPLACEMENT}`);
}

/**
 * Cuts a file name to a number of UTF-8 bytes; keeps its extension and never splits a grapheme.
 *
 * @param name Without its folder.
 * @returns The name itself when it fits.
 * @throws {AcaciaError} `usage` when `maxBytes` is not within 16 to 255.
 *
 * @example
 * ```ts
 * import { cutFileName } from "@acacia/core";
 * console.assert(cutFileName("schöne katze.jpg", { maxBytes: 16 }) === "schöne katz.jpg");
 * ```
 */
export function cutFileName(name: string, options: FileNameOptions = {}): string {
  const { maxBytes = 255 } = options;
  if (!Number.isInteger(maxBytes) || maxBytes < 16 || maxBytes > 255) {
    throw new AcaciaError("usage", `Cannot cut a file name to ${maxBytes} bytes`, {
      hint: "Give 16 to 255 bytes",
    });
  }
  if (countBytes(name) <= maxBytes) return name;
  const extension = EXTENSION_REGEXP.exec(name)?.[0] ?? "";
  const base = name.slice(0, name.length - extension.length);
  const cut = takeBytes(base, maxBytes - extension.length).replace(BLANK_END_REGEXP, "");
  return `${cut === "" ? REPLACEMENT : cut}${extension}`;
}

function replaceUnsafe(name: string): string {
  const clean = filenamify(name, { replacement: REPLACEMENT, maxLength: Number.POSITIVE_INFINITY });
  return clean.replace(/^\.+/, `${REPLACEMENT}.`);
}

function shorten(name: string): string {
  if (name.length <= MAX_CHARACTERS) return name;
  const extension = EXTENSION_REGEXP.exec(name.slice(-16))?.[0] ?? "";
  return name.slice(0, MAX_CHARACTERS - extension.length).toWellFormed() + extension;
}

function takeBytes(text: string, maxBytes: number): string {
  let taken = 0;
  let end = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(
    text,
  )) {
    taken += countBytes(segment);
    if (taken > maxBytes) break;
    end += segment.length;
  }
  return text.slice(0, end);
}

function countBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
