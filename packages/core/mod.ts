/**
 * Acacia's core: Imgur, transfer, archive, run. Re-exports only.
 * @module @acacia/core
 */

export * from "./archive/archive.ts";
export * from "./archive/layout.ts";
export { findLiveHolder } from "./archive/lock.ts";
export * from "./archive/partial.ts";
export { PARTIAL_DIR } from "./archive/partial_file.ts";
export { type RunState, runState } from "./archive/run_state.ts";
export { isSameBucket, parseS3Address, type S3Address } from "./archive/s3_address.ts";
export { openS3Store, type S3StoreOptions } from "./archive/s3_store.ts";
export * from "./archive/side_files.ts";
export { readStorage } from "./archive/storage_file.ts";
export type * from "./archive/store.ts";
export { findThumb, THUMB_EXTENSIONS, THUMB_SIZES } from "./archive/thumb_files.ts";
export { openView, type View } from "./archive/view.ts";
export { viewFolderOf } from "./archive/view_folder.ts";
export * from "./archive/view_template.ts";
export * from "./async/batch.ts";
export * from "./async/byte_budget.ts";
export * from "./async/channel.ts";
export { type Clock, systemClock, type Timeout } from "./async/clock.ts";
export * from "./async/map_bounded.ts";
export * from "./async/merge.ts";
export * from "./async/tap.ts";
export * from "./care/duplicates.ts";
export * from "./care/empty_trash.ts";
export {
  type ExportedFile,
  type ExportFolderOptions,
  exportFolder,
} from "./care/export/export_folder.ts";
export { exportLines } from "./care/export/export_lines.ts";
export { planZip, type ZipExport } from "./care/export/export_zip.ts";
export { LINK_WAYS, type LinkWay, placeFile } from "./care/export/place_file.ts";
export * from "./care/finding.ts";
export { findMissing } from "./care/import/find_missing.ts";
export { type ImportedFile, type ImportOptions, importFiles } from "./care/import/import_files.ts";
export { type ImportRun, openImportRun } from "./care/import/import_run.ts";
export * from "./care/manifest.ts";
export { makeQueuedListing, type QueuedWork } from "./care/queued.ts";
export {
  type RebuildEvent,
  type RebuildFinished,
  type RebuildOptions,
  rebuildDatabase,
} from "./care/rebuild.ts";
export {
  type RepairEvent,
  type RepairFinished,
  type RepairOptions,
  repairArchive,
} from "./care/repair.ts";
export type { RepairedBlob, RepairOutcome } from "./care/repair_blobs.ts";
export { makeRetryListing } from "./care/retry.ts";
export { NEAR_BITS, type NearPair } from "./care/similar/find_pairs.ts";
export { type HashHalves, HashIndex, type NearHash } from "./care/similar/hash_index.ts";
export { DUPLICATE_TIERS, type DuplicateTier } from "./care/similar/judge.ts";
export { chooseKeep, KEEP_REASONS, type Keepable, type KeepReason } from "./care/similar/keep.ts";
export {
  chooseLookalike,
  type DuplicateGroup,
  type DuplicateMember,
  MAX_MEMBERS,
} from "./care/similar/read_group.ts";
export * from "./care/sources.ts";
export {
  type VerifyEvent,
  type VerifyFinished,
  type VerifyOptions,
  verifyArchive,
} from "./care/verify.ts";
export * from "./config/mod.ts";
export * from "./db/albums.ts";
export { prepareBlobExt } from "./db/blob_ext.ts";
export * from "./db/check_database.ts";
export * from "./db/comments.ts";
export * from "./db/completion.ts";
export type { CreditDay } from "./db/credit_days.ts";
export { type Cursor, printCursor } from "./db/cursor.ts";
export * from "./db/duplicates.ts";
export * from "./db/edits.ts";
export * from "./db/filter_sql.ts";
export * from "./db/lookup.ts";
export { type Amount, type NamedAmount, SIZE_EDGES, type SizeCell } from "./db/media_tally.ts";
export type { MigrationProgress } from "./db/migrate.ts";
export { type Pages, preparePages } from "./db/pages.ts";
export type { PostDetail } from "./db/post_details.ts";
export { probeSqlite } from "./db/probe_sqlite.ts";
export type * from "./db/recording.ts";
export { prepareRecording } from "./db/recording_sql.ts";
export type { RelationKind } from "./db/relations.ts";
export { prepareRetryRows, type RetryFilter } from "./db/retry_rows.ts";
export { readRunEvent } from "./db/run_events.ts";
export * from "./db/run_figures.ts";
export { prepareRuns, type Run, type RunRow, type Runs } from "./db/runs.ts";
export * from "./db/saved_filters.ts";
export * from "./db/saved_sources.ts";
export * from "./db/search.ts";
export { type AlbumPlace, type Lookalike, prepareSimilarRows } from "./db/similar.ts";
export * from "./db/sync_memory.ts";
export * from "./db/thumb_source.ts";
export type { Tile, TileColumns } from "./db/tiles.ts";
export * from "./db/totals.ts";
export { prepareTrashRows, type TrashRows } from "./db/trash.ts";
export * from "./db/undo.ts";
export {
  prepareTagsHeld,
  prepareUserTags,
  readTagName,
  type UserTag,
} from "./db/user_tags.ts";
export { prepareVerifications, type Verification } from "./db/verifications.ts";
export * from "./errors.ts";
export type * from "./events.ts";
export * from "./image/bun_engine.ts";
export * from "./image/byte_source.ts";
export * from "./image/choose_engine.ts";
export * from "./image/end_marker.ts";
export * from "./image/engine.ts";
export * from "./image/media_facts.ts";
export * from "./image/perceptual_hash.ts";
export type { Picture } from "./image/picture.ts";
export type { Pixels } from "./image/plain_png.ts";
export * from "./image/sharp_engine.ts";
export * from "./image/sniff.ts";
export * from "./image/sniffed_type.ts";
export * from "./image/thumb_hash.ts";
export * from "./imgur/bases.ts";
export * from "./imgur/client.ts";
export * from "./imgur/estimate_cost.ts";
export * from "./imgur/ids.ts";
export * from "./imgur/links.ts";
export * from "./imgur/listing.ts";
export * from "./imgur/look_up.ts";
export * from "./imgur/media_type.ts";
export * from "./imgur/media_url.ts";
export type * from "./imgur/model.ts";
export * from "./imgur/placeholders.ts";
export * from "./imgur/rate_headers.ts";
export * from "./imgur/refusal.ts";
export * from "./imgur/sources.ts";
export * from "./imgur/target.ts";
export { TARGET_RULES } from "./imgur/target_rules.ts";
export * from "./imgur/wayback.ts";
export type { Comment } from "./imgur/wire_comments.ts";
export * from "./limit/adaptive.ts";
export * from "./limit/bearable.ts";
export * from "./limit/credits.ts";
export * from "./limit/gate.ts";
export type * from "./limit/host_gate.ts";
export * from "./limit/host_pause.ts";
export * from "./limit/retry_after.ts";
export * from "./limit/token_bucket.ts";
export * from "./limit/width_rule.ts";
export * from "./outcomes.ts";
export type { RunContext, ViewPlace } from "./run/context.ts";
export type * from "./run/exec_stage.ts";
export * from "./run/exit_code.ts";
export type * from "./run/fetch_options.ts";
export * from "./run/fetch_run.ts";
export * from "./run/planner.ts";
export * from "./run/sync.ts";
export { readSyncState, type SyncState } from "./run/sync_state.ts";
export type { Wayback } from "./run/wayback_stage.ts";
export { adaptive } from "./strategy/adaptive.ts";
export { asyncLoops } from "./strategy/async.ts";
export { pool } from "./strategy/pool.ts";
export { putArrived } from "./strategy/put_arrived.ts";
export { sequential } from "./strategy/sequential.ts";
export type * from "./strategy/strategy.ts";
export * from "./text/file_name.ts";
export * from "./text/mod.ts";
export * from "./text/split_command.ts";
export * from "./thumbs/inline.ts";
export * from "./thumbs/make.ts";
export * from "./thumbs/thumb_job.ts";
export * from "./thumbs/thumb_settings.ts";
export type * from "./thumbs/thumbnailer.ts";
export { cancelReason } from "./transfer/fault.ts";
export * from "./transfer/next_wait.ts";
export type * from "./transfer/plan.ts";
export * from "./transfer/settings.ts";
export * from "./transfer/transfer.ts";
export * from "./where/mod.ts";
