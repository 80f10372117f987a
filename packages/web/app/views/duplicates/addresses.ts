import { blobAddress, thumbAddress } from "../../api.ts";
import type { Member } from "./duplicates_api.ts";

/** Files up to here are shown as they are; larger ones as their largest thumbnail. */
const MAX_BYTES = 24_000_000;

/** What shows a picture best, and what shows it soon. */
export function addressesOf({ kind, sha256, thumb, bytes }: Member): {
  best: string;
  soon: string;
} {
  const soon = thumb === null ? "" : thumbAddress(480, thumb);
  if (kind !== "video" && bytes <= MAX_BYTES) return { best: blobAddress(sha256), soon };
  return { best: thumb === null ? "" : thumbAddress(1600, thumb), soon };
}
