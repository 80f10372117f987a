import type { SniffedType } from "../image/sniffed_type.ts";
import type { OpenDatabase } from "./open.ts";

/** A file that a thumbnail can be made of. */
export interface StillFile {
  readonly sha256: string;
  readonly type: SniffedType;
}

/** What a blob's thumbnails are made of: itself, or a video's poster. */
export interface ThumbSource {
  readonly sha256: string;
  readonly file: StillFile;
  readonly poster: StillFile | undefined;
  /** It cannot have thumbnails, as was found before. */
  readonly isRefused: boolean;
  /** Nobody has made any yet. */
  readonly isPending: boolean;
}

interface Row {
  readonly sha256: string;
  readonly ext: SniffedType;
  readonly thumbs: "pending" | "made" | "refused";
  readonly posterSha256: string | null;
  readonly posterExt: SniffedType | null;
}

const FIND = `
SELECT b.sha256, b.ext, b.thumbs, p.sha256 AS posterSha256, p.ext AS posterExt
FROM blobs b
LEFT JOIN blobs p ON p.sha256 = (
  SELECT f.sha256 FROM media m JOIN media_files f ON f.media_id = m.id AND f.role = 'poster'
  WHERE m.sha256 = b.sha256 LIMIT 1)
WHERE b.sha256 = ?`;

/** Prepares the question what a blob's thumbnails are made of; undefined for a blob that is not here. */
export function prepareThumbSource({
  sqlite,
}: Pick<OpenDatabase, "sqlite">): (sha256: string) => ThumbSource | undefined {
  const find = sqlite.prepare<Row, [string]>(FIND);
  return (sha256) => {
    const row = find.get(sha256);
    if (!row) return undefined;
    const { posterSha256, posterExt } = row;
    return {
      sha256,
      file: { sha256, type: row.ext },
      poster:
        posterSha256 !== null && posterExt !== null
          ? { sha256: posterSha256, type: posterExt }
          : undefined,
      isRefused: row.thumbs === "refused",
      isPending: row.thumbs === "pending",
    };
  };
}
