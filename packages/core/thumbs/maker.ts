/**
 * What a thread needs that makes thumbnails itself: decoders and all, without what an archive needs. Re-exports only.
 * @module @acacia/core/thumbs/maker
 */

export { type Engines, makeEngines } from "../image/choose_engine.ts";
export { makeInlineThumbnailer } from "./inline.ts";
export { makeThumbnails } from "./make.ts";
