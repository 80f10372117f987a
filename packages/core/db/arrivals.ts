import type { Database } from "bun:sqlite";
import { SNIFFED_TYPES } from "../image/sniffed_type.ts";
import type { ArrivedFile } from "../transfer/plan.ts";
import type { ArrivedRecord } from "./recording.ts";

const SAVE_BLOB = `
INSERT INTO blobs (sha256, md5, ext, size_bytes, width, height, animated, duration_ms, stored_at)
VALUES ($sha256, $md5, $ext, $sizeBytes, $width, $height, $animated, $durationMs, $at)
ON CONFLICT DO NOTHING`;

// Without a run a file is given back to its media: where it came from does not change by that.
const SHOW_MEDIA = `
UPDATE media SET
  sha256 = $sha256,
  kind = ifnull($kind, kind),
  width = ifnull($width, width),
  height = ifnull($height, height),
  size_bytes = $sizeBytes,
  duration_ms = ifnull($durationMs, duration_ms),
  archived_at = ifnull(archived_at, $at),
  archived_run = ifnull(archived_run, $run),
  origin = iif($run IS NULL, origin, $origin),
  origin_address = iif($run IS NULL, origin_address, $originAddress),
  removed_upstream_at = iif($origin IS NULL, NULL, ifnull(removed_upstream_at, $at)),
  shown = trashed_at IS NULL
WHERE id = $mediaId`;

const SAVE_FILE = `
INSERT INTO media_files (media_id, role, sha256) VALUES (?1, ?2, ?3)
ON CONFLICT DO UPDATE SET sha256 = excluded.sha256`;

/**
 * Prepares the row of a blob that is under its final name; false when there was one.
 * @param sqlite An open archive's connection.
 */
export function prepareSaveBlob(sqlite: Database): (file: ArrivedFile, at: number) => boolean {
  const insertBlob = sqlite.prepare(SAVE_BLOB);
  return (file, at) =>
    insertBlob.run({
      sha256: file.sha256,
      md5: file.md5,
      ext: file.type,
      sizeBytes: file.sizeBytes,
      width: file.width,
      height: file.height,
      animated: file.animated ? 1 : 0,
      durationMs: file.durationMs,
      at,
    }).changes > 0;
}

/**
 * Prepares `saveArrived`: rows of blobs that are already under their final names, tied to their media.
 * Call it inside a transaction.
 * @param sqlite An open archive's connection.
 */
export function prepareSaveArrived(
  sqlite: Database,
): (record: ArrivedRecord) => "stored" | "duplicate" {
  const saveBlob = prepareSaveBlob(sqlite);
  const showMedia = sqlite.prepare(SHOW_MEDIA);
  const insertFile = sqlite.prepare<never, [number, string, string]>(SAVE_FILE);
  return ({ mediaId, role, file, companions, origin, run, at }) => {
    const isNew = saveBlob(file, at);
    showMedia.run({
      mediaId,
      sha256: file.sha256,
      // The mp4 of a GIF is shown in its place and stays a GIF.
      kind: role === "original" ? SNIFFED_TYPES[file.type].kind : null,
      width: file.width,
      height: file.height,
      sizeBytes: file.sizeBytes,
      durationMs: file.durationMs,
      origin: origin?.kind ?? null,
      originAddress: origin?.address ?? null,
      run,
      at,
    });
    insertFile.run(mediaId, role, file.sha256);
    for (const companion of companions) {
      saveBlob(companion.file, at);
      insertFile.run(mediaId, companion.role, companion.file.sha256);
    }
    return isNew ? "stored" : "duplicate";
  };
}
