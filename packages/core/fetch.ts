/**
 * What a fetch needs before its first request, and nothing else: it starts 15 ms sooner than with all of
 * `@acacia/core`. Re-exports only.
 * @module @acacia/core/fetch
 */
export { makeSideFile, writeSideFile } from "./archive/side_files.ts";
export { readStorage } from "./archive/storage_file.ts";
export { openView } from "./archive/view.ts";
export { viewFolderOf } from "./archive/view_folder.ts";
export { parseViewTemplate } from "./archive/view_template.ts";
export { prepareBlobExt } from "./db/blob_ext.ts";
export { prepareRecording } from "./db/recording_sql.ts";
export { parseBases } from "./imgur/bases.ts";
export { makeImgurClient } from "./imgur/client.ts";
export { readLinks } from "./imgur/links.ts";
export { PLACEHOLDERS } from "./imgur/placeholders.ts";
export { parseTarget } from "./imgur/target.ts";
export { makeWaybackIndex } from "./imgur/wayback.ts";
export { CreditBudget } from "./limit/credits.ts";
export { openHostGate } from "./limit/gate.ts";
export { openByteRate } from "./limit/token_bucket.ts";
export * from "./look.ts";
export { fetchRun } from "./run/fetch_run.ts";
export { adaptive } from "./strategy/adaptive.ts";
export { asyncLoops } from "./strategy/async.ts";
export { pool } from "./strategy/pool.ts";
export { sequential } from "./strategy/sequential.ts";
export { fillCommand, splitCommand } from "./text/split_command.ts";
export { buildTransfer, TRANSFER_DEFAULTS } from "./transfer/settings.ts";
export { matchesWhere } from "./where/matches.ts";
