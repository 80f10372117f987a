import type { MediaDetail } from "../../routes/schemas.ts";
import { hasFlag, type Item } from "../grid/item.ts";
import { titleOf } from "../grid/tile_words.ts";
import type { StagePicture } from "./stage.ts";

/**
 * What the stage shows, from what is known so far.
 * @param item As the grid knows it. @param media All of it, once it is here.
 * @param revealed NSFW pictures that were asked for.
 */
export function pictureOf(
  item: Item | undefined,
  media: MediaDetail | undefined,
  revealed: ReadonlySet<number>,
): StagePicture | undefined {
  const known = media ?? item;
  if (known === undefined) return undefined;
  const film = media?.files.find(({ role }) => role === "mp4")?.sha256;
  return {
    key: String(known.id),
    title: titleOf({ title: media?.title || item?.title || "" }),
    width: known.width,
    height: known.height,
    thumbHash: known.thumbHash,
    thumb: item !== undefined && !hasFlag(item, "noThumb") ? item.thumb : (media?.thumb ?? ""),
    original: media?.sha256,
    film: media?.kind === "video" ? media.sha256 : film,
    isAnimated:
      media?.animated ??
      (item !== undefined && (hasFlag(item, "gif") || hasFlag(item, "animated"))),
    isHidden: isHidden(item, media, revealed),
  };
}

/** Whether a picture is marked NSFW and was not asked for. */
export function isHidden(
  item: Item | undefined,
  media: MediaDetail | undefined,
  revealed: ReadonlySet<number>,
): boolean {
  const isMarked = media?.nsfw ?? (item !== undefined && hasFlag(item, "nsfw"));
  return isMarked && !revealed.has(media?.id ?? item?.id ?? -1);
}
