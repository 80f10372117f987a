import type { Database } from "bun:sqlite";
import type { ThumbResult } from "../thumbs/thumbnailer.ts";
import type { PendingThumb, Recording } from "./recording.ts";

// A video's pixels are known from its own header; the poster that was rendered for it may be smaller.
const SAVE_MADE = `
UPDATE blobs SET thumbs = 'made', thumbs_reason = NULL, thumb_hash = $thumbHash, perceptual_hash = $hash,
  mirrored_hash = $mirrored,
  width = CASE WHEN ext IN ('mp4', 'webm') THEN ifnull(width, $width) ELSE $width END,
  height = CASE WHEN ext IN ('mp4', 'webm') THEN ifnull(height, $height) ELSE $height END
WHERE sha256 = $sha256`;

const SAVE_SHOWN_SIZE = `
UPDATE media SET width = b.width, height = b.height FROM blobs b
WHERE media.sha256 = ?1 AND b.sha256 = ?1
  AND (media.width IS NOT b.width OR media.height IS NOT b.height)`;

const SAVE_REFUSED = "UPDATE blobs SET thumbs = 'refused', thumbs_reason = ?2 WHERE sha256 = ?1";

const PENDING = `
SELECT b.sha256, b.ext, b.size_bytes AS sizeBytes, p.sha256 AS posterSha256, p.ext AS posterExt
FROM blobs b
LEFT JOIN blobs p ON b.ext IN ('mp4', 'webm') AND p.sha256 = (
  SELECT f.sha256 FROM media m JOIN media_files f ON f.media_id = m.id AND f.role = 'poster'
  WHERE m.sha256 = b.sha256 LIMIT 1)
WHERE b.thumbs = 'pending' AND b.sha256 > ?1 AND EXISTS (SELECT 1 FROM media WHERE media.sha256 = b.sha256)
ORDER BY b.sha256 LIMIT ?2`;

const LONGEST_REASON = 300;

interface PendingRow {
  sha256: string;
  ext: string;
  sizeBytes: number;
  posterSha256: string | null;
  posterExt: string | null;
}

/**
 * Prepares what the thumbnail pool writes and asks. `saveThumbs` is several statements: call it inside a
 * transaction.
 * @param sqlite An open archive's connection.
 */
export function prepareThumbStates(
  sqlite: Database,
): Pick<Recording, "saveThumbs" | "pendingThumbs"> {
  const saveMade = sqlite.prepare(SAVE_MADE);
  const saveShownSize = sqlite.prepare<never, [string]>(SAVE_SHOWN_SIZE);
  const saveRefused = sqlite.prepare<never, [string, string]>(SAVE_REFUSED);
  const pending = sqlite.prepare<PendingRow, [string, number]>(PENDING);
  return {
    saveThumbs(sha256: string, result: ThumbResult) {
      if (result.verdict === "refused") {
        const reason = `${result.refusal}: ${result.detail}`.slice(0, LONGEST_REASON);
        saveRefused.run(sha256, reason);
        return;
      }
      saveMade.run({
        sha256,
        thumbHash: result.thumbHash,
        hash: toBytes(result.perceptualHash),
        mirrored: toBytes(result.mirroredHash),
        width: result.width,
        height: result.height,
      });
      saveShownSize.run(sha256);
    },
    pendingThumbs: ({ afterSha256, limit }) => pending.all(afterSha256, limit).map(toPending),
  };
}

function toPending({ posterSha256, posterExt, ...blob }: PendingRow): PendingThumb {
  const poster = posterSha256 && posterExt ? { sha256: posterSha256, ext: posterExt } : null;
  return { ...blob, poster };
}

/** 64 bits, most significant byte first. */
function toBytes(hash: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, hash));
  return bytes;
}
