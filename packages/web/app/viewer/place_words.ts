import { nameOf } from "../grid/item.ts";
import { results } from "../results.ts";
import { t } from "../strings.ts";
import { albumOf, type Current } from "./current.ts";

/** Where a picture stands, in words: in its album, else in the result. */
export function placeOf(current: Current): string {
  const media = current.media.value;
  const album = albumOf(media);
  const inAlbum = album.findIndex(
    (other) => media !== undefined && nameOf(other) === nameOf(media),
  );
  if (inAlbum >= 0) return t("viewer.album", { index: inAlbum + 1, items: album.length });
  const index = current.index.value;
  if (index === undefined) return media?.place === null ? t("viewer.alone") : "";
  return t("viewer.place", { index: index + 1, items: results.value?.totals.items ?? 0 });
}
