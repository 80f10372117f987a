import { rgbaToThumbHash } from "thumbhash";
import type { Pixels } from "./plain_png.ts";

/**
 * The ThumbHash of a small picture: 5 to 25 bytes that a browser turns into a blur before the thumbnail is there.
 *
 * @param pixels At most 100 px a side.
 */
export function makeThumbHash({ width, height, rgba }: Pixels): Uint8Array {
  return rgbaToThumbHash(width, height, rgba);
}
