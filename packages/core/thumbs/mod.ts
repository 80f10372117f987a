/**
 * All that thumbnails of files need, without what an archive needs: a Worker is ready in a third of the time.
 * Re-exports only.
 * @module @acacia/core/thumbs
 */

export { type Clock, systemClock } from "../async/clock.ts";
export { mapBounded } from "../async/map_bounded.ts";
export { type Engines, makeEngines } from "../image/choose_engine.ts";
export type { EngineName, ThumbFormat } from "../image/engine.ts";
export { SNIFF_BYTES, sniffType } from "../image/sniff.ts";
export type { SniffedType } from "../image/sniffed_type.ts";
export { makeInlineThumbnailer } from "./inline.ts";
export { makeThumbnails } from "./make.ts";
export { ARCHIVE_THUMBS, type ThumbSettings } from "./thumb_settings.ts";
export type { ThumbJob, Thumbnailer, ThumbResult } from "./thumbnailer.ts";
