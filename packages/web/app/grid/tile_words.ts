import { printBytes, printDay, printTime } from "../quantities.ts";
import { t } from "../strings.ts";
import { daysLeft } from "../trash_days.ts";
import { hasFlag, type Item } from "./item.ts";

/** A picture's title, or that it has none. */
export function titleOf(item: Pick<Item, "title">): string {
  return item.title || t("tile.untitled");
}

/** What stands on a tile under the pointer. */
export function captionOf(item: Item): { title: string; facts: string } {
  const facts = [
    item.score === null ? "" : t("tile.points", { n: item.score }),
    item.width > 0
      ? t("tile.pixels", { width: String(item.width), height: String(item.height) })
      : "",
    printBytes(item.bytes),
  ];
  return { title: titleOf(item), facts: facts.filter(Boolean).join(", ") };
}

/** What a screen reader says of a tile: title, points, size, kind, day, and what is special about it. */
export function nameForReaders(item: Item, isHidden: boolean): string {
  const parts = [
    titleOf(item),
    item.score === null ? "" : t("tile.points", { n: item.score }),
    item.width > 0
      ? t("tile.pixels", { width: String(item.width), height: String(item.height) })
      : "",
    kindOf(item),
    item.postCount > 1 ? t("tile.album", { n: item.postCount }) : "",
    item.postedAt > 0 ? printDay(item.postedAt) : "",
    hasFlag(item, "unseen") ? t("tile.new") : "",
    hasFlag(item, "favorite") ? t("tile.favorite") : "",
    hasFlag(item, "removedUpstream") ? t("tile.removed") : "",
    hasFlag(item, "damaged") ? t("tile.damaged.long") : "",
    item.trashedAt > 0 ? trashWordsOf(item) : "",
    isHidden ? t("tile.nsfw.hidden") : hasFlag(item, "nsfw") ? t("tile.nsfw") : "",
  ];
  return parts.filter(Boolean).join(", ");
}

/** How long a deleted picture still stays. */
export function trashWordsOf({ trashedAt }: Pick<Item, "trashedAt">): string {
  const n = daysLeft(trashedAt, Date.now());
  return n === 0 ? t("trash.due") : t("trash.days", { n });
}

function kindOf(item: Item): string {
  if (hasFlag(item, "video")) return t("tile.kind.video", { length: printTime(item.durationMs) });
  return hasFlag(item, "gif") ? t("tile.kind.gif") : t("tile.kind.photo");
}
