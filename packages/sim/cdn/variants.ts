import type { SimMedia, World } from "../world/model.ts";

/** Which form of a media a file name asks for. */
export type FileForm =
  | { readonly form: "original"; readonly media: SimMedia }
  /** The mp4 rendering of a GIF. */
  | { readonly form: "mp4"; readonly media: SimMedia }
  /** The HTML page behind `.gifv`. */
  | { readonly form: "gifv"; readonly media: SimMedia }
  /** A thumbnail by suffix. */
  | { readonly form: "thumb"; readonly media: SimMedia; readonly suffix: string }
  /** `{id}_d.{ext}?maxwidth=`. */
  | { readonly form: "scaled"; readonly media: SimMedia; readonly ext: string }
  /** No such media, or a rendering that does not exist (any more). */
  | { readonly form: "none"; readonly media?: SimMedia };

const SUFFIX_REGEXP = /^(\w+)([sbtmlhgr])$/;
const NAME_REGEXP = /^\/(\w+?)(_d|_lq)?\.(\w+)$/;

/**
 * Reads a path of the CDN, docs/imgur.md §4.1–4.3. The extension is decoration, but for the renderings.
 *
 * @param path As `/abcdefg.jpg`, `/abcdefgm.jpg`, `/abcdefg_d.webp`; any case in the extension.
 */
export function readFileName(path: string, world: World): FileForm {
  const parts = NAME_REGEXP.exec(path);
  if (!parts) return { form: "none" };
  const [, name = "", mark, rawExt = ""] = parts;
  const ext = rawExt.toLowerCase();
  const media = world.media(name);
  if (!media) return mark ? { form: "none" } : readThumbName(name, world);
  if (mark === "_d") return { form: "scaled", media, ext };
  if (ext === "gifv") return { form: "gifv", media };
  // `.webm` ended in 2016; HLS exists for videos only and is not drawn here.
  if (ext === "webm" || ext === "m3u8") return { form: "none", media };
  const isVideo = media.mime === "video/mp4";
  if (ext !== "mp4" && mark !== "_lq") return { form: "original", media };
  if (isVideo) return { form: "original", media };
  return media.mp4SizeBytes > 0 ? { form: "mp4", media } : stillAsMp4(media);
}

function stillAsMp4(media: SimMedia): FileForm {
  return media.animated ? { form: "none", media } : { form: "original", media };
}

/** Names of 6 or 8 characters are an id and a suffix. */
function readThumbName(name: string, world: World): FileForm {
  const [, id = "", suffix = ""] = SUFFIX_REGEXP.exec(name) ?? [];
  const media = world.media(id);
  return media ? { form: "thumb", media, suffix } : { form: "none" };
}

/** The boxes of docs/imgur.md §4.2, by suffix, in pixels. */
export const SUFFIX_PIXELS = { s: 90, b: 160, t: 160, m: 320, l: 640, g: 680, h: 1024, r: 1360 };

/** The smallest thumbnail that keeps the ratio and is at least this wide. */
export function suffixFor(maxWidth: number): string {
  const kept = Object.entries(SUFFIX_PIXELS).filter(([suffix]) => suffix !== "s" && suffix !== "b");
  return kept.find(([, pixels]) => pixels >= maxWidth)?.[0] ?? "r";
}
