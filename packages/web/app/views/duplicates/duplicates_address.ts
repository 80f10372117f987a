import { type PageAddress, pageAddress } from "../../router.ts";
import type { Mode } from "./compare.tsx";
import type { Tier } from "./duplicates_api.ts";

/** The address of a group, or of a tier's list. */
export function addressOf(tier: Tier, g: string | undefined, mode: Mode): PageAddress {
  return pageAddress("duplicates", "", {
    tier,
    ...(g === undefined ? {} : { g }),
    ...(mode === "side" ? {} : { mode }),
  });
}
