import type { Config } from "@acacia/core/config";
import {
  ARCHIVE_THUMBS,
  type Clock,
  type EngineName,
  type Thumbnailer,
  type ThumbSettings,
} from "@acacia/core/thumbs";

/** Who makes thumbnails, and how. */
export interface OpenThumbnails {
  readonly thumbnailer: Thumbnailer;
  readonly settings: ThumbSettings;
}

/**
 * The thumbnailer by `--workers` and `--engine`: a pool of Workers, which begins when the first picture comes, or
 * for 0 this very process.
 *
 * @param config The settings. @param stack Disposes it. @param clock Times it. @param ahead Whether the pool is to
 *   begin at once, because there will be pictures.
 */
export async function openThumbnails(
  config: Config,
  {
    stack,
    clock,
    ahead = false,
  }: { readonly stack: AsyncDisposableStack; readonly clock: Clock; readonly ahead?: boolean },
): Promise<OpenThumbnails> {
  const engine = (config.text("engine") ?? ARCHIVE_THUMBS.engine) as EngineName;
  const workers = config.number("workers");
  const settings: ThumbSettings = { ...ARCHIVE_THUMBS, engine };
  if (workers === 0) {
    const { makeInlineThumbnailer } = await import("@acacia/core/thumbs/maker");
    return { thumbnailer: stack.use(makeInlineThumbnailer({ clock })), settings };
  }
  const { openThumbnailPool } = await import("@acacia/worker/thumbs");
  const pool = openThumbnailPool({
    engine,
    clock,
    ahead,
    ...(workers === undefined ? {} : { workers }),
  });
  return { thumbnailer: stack.use(pool), settings };
}
