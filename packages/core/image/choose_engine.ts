import { findBunObjection, makeBunEngine } from "./bun_engine.ts";
import type { Engine, EngineName } from "./engine.ts";
import type { Picture, PictureLimits } from "./picture.ts";
import { makeSharpEngine } from "./sharp_engine.ts";

/** Both engines; sharp is loaded when it is first used. */
export interface Engines {
  readonly bun: Engine;
  readonly sharp: Engine;
}

/** The engines of this thread. */
export function makeEngines(limits: PictureLimits = {}): Engines {
  return { bun: makeBunEngine(limits), sharp: makeSharpEngine(limits) };
}

/**
 * The engines to try for a picture, in order. `auto` takes `Bun.Image` where it is right, sharp for the rest
 * (AVIF, TIFF, CMYK, animated WebP, GIFs with a small first frame), and for pictures with a colour profile
 * sharp, because it converts to sRGB where `Bun.Image` only carries the profile along.
 *
 * @param name What the user asked for; a named engine is the only one.
 */
export function chooseEngines(name: EngineName, picture: Picture, engines: Engines): Engine[] {
  if (name !== "auto") return [engines[name]];
  if (findBunObjection(picture)) return [engines.sharp];
  if (picture.colour === "profile") return [engines.sharp, engines.bun];
  return [engines.bun, engines.sharp];
}
