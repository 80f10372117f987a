/**
 * Acacia's core: Imgur, transfer, archive, run. Re-exports only.
 * @module @acacia/core
 */

export * from "./archive/archive.ts";
export * from "./archive/layout.ts";
export type * from "./archive/store.ts";
export { openView, type View } from "./archive/view.ts";
export * from "./archive/view_template.ts";
export * from "./async/batch.ts";
export * from "./async/channel.ts";
export { type Clock, systemClock, type Timeout } from "./async/clock.ts";
export * from "./async/map_bounded.ts";
export * from "./config/mod.ts";
export { prepareBlobExt } from "./db/blob_ext.ts";
export type * from "./db/recording.ts";
export { prepareRecording } from "./db/recording_sql.ts";
export * from "./db/thumb_source.ts";
export * from "./errors.ts";
export type * from "./events.ts";
export * from "./image/engine.ts";
export * from "./image/sniffed_type.ts";
export * from "./imgur/bases.ts";
export * from "./imgur/client.ts";
export * from "./imgur/estimate_cost.ts";
export * from "./imgur/ids.ts";
export * from "./imgur/links.ts";
export * from "./imgur/listing.ts";
export * from "./imgur/media_url.ts";
export type * from "./imgur/model.ts";
export * from "./imgur/placeholders.ts";
export * from "./imgur/target.ts";
export { TARGET_RULES } from "./imgur/target_rules.ts";
export * from "./limit/adaptive.ts";
export * from "./limit/credits.ts";
export * from "./limit/gate.ts";
export type * from "./limit/host_gate.ts";
export * from "./limit/token_bucket.ts";
export * from "./outcomes.ts";
export type { RunContext, ViewPlace } from "./run/context.ts";
export * from "./run/exit_code.ts";
export * from "./run/fetch_run.ts";
export * from "./run/planner.ts";
export * from "./run/thumb_stage.ts";
export { adaptive } from "./strategy/adaptive.ts";
export { asyncLoops } from "./strategy/async.ts";
export { pool } from "./strategy/pool.ts";
export { sequential } from "./strategy/sequential.ts";
export type * from "./strategy/strategy.ts";
export * from "./text/mod.ts";
export type * from "./thumbs/thumbnailer.ts";
export type * from "./transfer/plan.ts";
export * from "./transfer/settings.ts";
export * from "./transfer/transfer.ts";
export * from "./where/mod.ts";
