import type { BlobUser } from "../db/damage.ts";
import type { BlobRow } from "../db/verify_rows.ts";
import type { ImgurBases } from "../imgur/bases.ts";
import { hasIdShape } from "../imgur/ids.ts";
import { fileAddress } from "../imgur/media_url.ts";
import type { TransferPlan } from "../transfer/plan.ts";

/**
 * The plan that brings one file of a media again, and nothing else.
 *
 * @param row The damaged blob. @param user Whose it is. @param options Number within the run, and where Imgur is.
 * @returns undefined for what Imgur never had.
 */
export function planRepair(
  row: BlobRow,
  user: BlobUser,
  { item, bases }: { item: number; bases: ImgurBases },
): TransferPlan | undefined {
  const { imgurId, role } = user;
  if (!hasIdShape(imgurId)) return undefined;
  const url =
    role === "poster" ? `${bases.cdn}/${imgurId}h.jpg` : fileAddress(imgurId, row.ext, bases);
  return {
    item,
    media: imgurId,
    source: "repair",
    url,
    fallbackUrls: [],
    companions: [],
    sizeBytes: row.sizeBytes,
  };
}
