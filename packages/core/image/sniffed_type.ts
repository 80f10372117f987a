/** What the magic bytes of a file say that it is. */
export const SNIFFED_TYPES = {
  jpg: { mime: "image/jpeg", kind: "photo" },
  png: { mime: "image/png", kind: "photo" },
  gif: { mime: "image/gif", kind: "gif" },
  webp: { mime: "image/webp", kind: "photo" },
  avif: { mime: "image/avif", kind: "photo" },
  tiff: { mime: "image/tiff", kind: "photo" },
  mp4: { mime: "video/mp4", kind: "video" },
  webm: { mime: "video/webm", kind: "video" },
} as const;

/** A file type by its extension; the extension of its blob. */
export type SniffedType = keyof typeof SNIFFED_TYPES;
