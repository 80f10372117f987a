import { findMediaExt } from "./ids.ts";
import type { MediaKind } from "./model.ts";

const EXT_OF_MIME: ReadonlyMap<string, string> = new Map([
  ["image/jpeg", "jpg"],
  ["image/jpg", "jpg"],
  ["image/pjpeg", "jpg"],
  ["image/png", "png"],
  ["image/apng", "png"],
  ["image/gif", "gif"],
  ["image/webp", "webp"],
  ["image/avif", "avif"],
  ["image/tiff", "tiff"],
]);

/** What an answer tells about a media's type; any of it may be missing. */
export interface MediaTypeFacts {
  readonly mime: string | null;
  /** With or without a dot, any case. */
  readonly ext: string | null;
  readonly link: string | null;
  readonly animated: boolean | null;
}

/**
 * Kind and extension of the original that Imgur stores (docs/imgur.md §4.3): the MIME type counts most,
 * then the extension, then the link's. Uploaded videos of any type become mp4. With nothing to go by it is
 * `jpg`: the CDN serves the stored bytes under any extension.
 *
 * @example
 * ```ts
 * import { readMediaType } from "@acacia/core";
 * const type = readMediaType({ mime: null, ext: ".JPEG", link: null, animated: false });
 * console.assert(type.kind === "photo" && type.ext === "jpg");
 * ```
 */
export function readMediaType(facts: MediaTypeFacts): { kind: MediaKind; ext: string } {
  const ext =
    extOfMime(facts.mime) ??
    knownExt(facts.ext) ??
    knownExt(/\.([A-Za-z0-9]{2,5})(?:[?#].*)?$/.exec(facts.link ?? "")?.[1] ?? null) ??
    (facts.animated === true ? "gif" : "jpg");
  return { kind: ext === "gif" ? "gif" : ext === "mp4" ? "video" : "photo", ext };
}

function extOfMime(mime: string | null): string | undefined {
  const plain = mime?.split(";")[0]?.trim().toLowerCase() ?? "";
  return plain.startsWith("video/") ? "mp4" : EXT_OF_MIME.get(plain);
}

function knownExt(ext: string | null): string | undefined {
  return findMediaExt((ext ?? "").replace(/^\./, "").replace(/\?.*$/, ""));
}
