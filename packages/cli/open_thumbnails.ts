import type { Thumbnailer, ThumbSettings } from "@acacia/core";
import type { Config } from "@acacia/core/config";

/** Sizes that every archived picture gets at once, px: a tile, and a tile on a dense screen. */
const SIZES = [128, 480];

/** The thumbnail pool by the settings; disposed with the stack. */
export async function openThumbnails(
  config: Config,
  stack: AsyncDisposableStack,
): Promise<{ thumbnailer: Thumbnailer; settings: ThumbSettings } | undefined> {
  void config;
  void stack;
  void SIZES;
  return undefined;
}
