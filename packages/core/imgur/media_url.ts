import { type ImgurBases, mapMediaUrl } from "./bases.ts";
import { findMediaExt, hasIdShape } from "./ids.ts";
import type { Media, MediaKind } from "./model.ts";

/** Which file of an animation is fetched: its mp4, the GIF itself, or both. */
export type Prefer = "mp4" | "gif" | "both";

/** The addresses of one media item. */
export interface MediaAddresses {
  /** The file to fetch. */
  readonly url: string;
  /** Other addresses of the same thing, in the order to try them when the first is gone. */
  readonly fallbackUrls: readonly string[];
  /** Files that go with it. Wanted, but their absence fails nothing. */
  readonly companions: readonly { readonly role: "poster" | "mp4"; readonly url: string }[];
  /** What `url` is: the bytes that Imgur stores as uploaded, or the mp4 that Imgur made of a GIF. */
  readonly role: "original" | "mp4";
}

/** What {@link planAddresses} needs beside the media. */
export interface AddressOptions {
  readonly bases: ImgurBases;
  /** @default "gif" */
  readonly prefer?: Prefer;
}

/**
 * The addresses of a media item, built from its id and type and not from its `link`, which for a GIF above
 * about 20 MB names the small `…h.gif`. docs/imgur.md §0.3, §4.2, §4.3.
 *
 * @param media What the listing told.
 * @param options The bases, and which file of an animation is wanted.
 * @returns Undefined when the answer gave an address off Imgur's hosts, or neither an id nor an address.
 *
 * @example
 * ```ts
 * import { DEFAULT_BASES, guessMedia, planAddresses } from "@acacia/core";
 * const addresses = planAddresses(guessMedia("aBc12De", "gif"), { bases: DEFAULT_BASES, prefer: "mp4" });
 * console.assert(addresses?.url === "https://i.imgur.com/aBc12De.mp4");
 * console.assert(addresses?.fallbackUrls[0] === "https://i.imgur.com/aBc12De.gif");
 * ```
 */
export function planAddresses(media: Media, options: AddressOptions): MediaAddresses | undefined {
  const { bases, prefer = "gif" } = options;
  const link = media.link ? mapMediaUrl(media.link, bases) : undefined;
  if (media.link && link === undefined) return undefined;
  if (!hasIdShape(media.id)) {
    return link === undefined
      ? undefined
      : { url: link, fallbackUrls: [], companions: [], role: "original" };
  }
  const original = fileAddress(media.id, media.ext, bases);
  if (media.kind === "video") {
    const poster = `${bases.cdn}/${media.id}h.jpg`;
    return {
      url: original,
      fallbackUrls: [],
      companions: [{ role: "poster", url: poster }],
      role: "original",
    };
  }
  const mp4 = fileAddress(media.id, "mp4", bases);
  const hasMp4 = media.kind === "gif" && media.hasMp4;
  if (hasMp4 && prefer === "mp4") {
    return { url: mp4, fallbackUrls: [original], companions: [], role: "mp4" };
  }
  const companions = hasMp4 && prefer === "both" ? [{ role: "mp4", url: mp4 } as const] : [];
  return { url: original, fallbackUrls: [], companions, role: "original" };
}

/**
 * The address of a file on the CDN.
 *
 * @param id Imgur's media id, without a thumbnail suffix.
 * @param ext Without a dot; `gifv` and other pages around a file become the file's own, unknown ones `jpg`.
 * @param bases Where Imgur is.
 */
export function fileAddress(id: string, ext: string, bases: ImgurBases): string {
  return `${bases.cdn}/${id}.${findMediaExt(ext) ?? "jpg"}`;
}

/**
 * A media item of which only the id is known, from a direct link or for a look at the CDN after a 404 of the API.
 * Its facts are unknown, its type a guess: the CDN serves the stored bytes under any picture's extension, and the
 * bytes tell what they are. docs/imgur.md §0.7.
 *
 * @param id Imgur's media id.
 * @param ext As the link had it. `webp` and rarer ones are asked for as `jpg`: Imgur renders webp from other originals.
 */
export function guessMedia(id: string, ext = "jpg"): Media {
  const named = findMediaExt(ext);
  const kind: MediaKind = named === "gif" ? "gif" : named === "mp4" ? "video" : "photo";
  return {
    id,
    kind,
    ext: named === "gif" || named === "mp4" || named === "png" ? named : "jpg",
    // Believed until the CDN says otherwise: an mp4 that is not there falls back to the GIF.
    hasMp4: kind === "gif",
    hasSound: false,
    width: null,
    height: null,
    sizeBytes: null,
    durationMs: null,
    title: null,
    description: null,
    name: null,
    postedAt: null,
    link: null,
  };
}
