import type { AlbumCard } from "../../../routes/album_schemas.ts";
import { Icon } from "../../parts/icon.tsx";
import { printCount } from "../../quantities.ts";
import { pageAddress, printAddress } from "../../router.ts";
import { AlbumPicture, isVeiled } from "./album_picture.tsx";
import type { Place } from "./justified.tsx";
import { makeOpener } from "./opening.ts";
import { t } from "./strings.ts";

/** The words beneath: two lines of title and one of facts, px. */
export const FOOT_PX = 92;
const MIN_RATIO = 0.8;
const MAX_RATIO = 1.9;
const STRIP_GAP_PX = 3;

/** The ratio that a cover is drawn with: its words need some width. */
export function coverRatio({ pictures: [cover] }: AlbumCard): number {
  return Math.min(Math.max(cover?.ratio ?? 1, MIN_RATIO), MAX_RATIO);
}

/** How high the three small pictures are, px. */
export function stripHeight(rowHeight: number): number {
  return Math.round(rowHeight * 0.26);
}

/** What a cover needs. */
export interface AlbumCoverProps {
  readonly album: AlbumCard;
  readonly place: Place;
  readonly onOpen: (id: string) => void;
}

/** An album in the list: its cover, three more beneath, title and count always in sight. */
export function AlbumCover({ album, place: { width, height }, onOpen }: AlbumCoverProps) {
  const { imgurId, pictures } = album;
  const [cover, ...more] = pictures;
  const low = stripHeight(height);
  const coverHeight = more.length > 0 ? height : height + low + STRIP_GAP_PX;
  return (
    <li
      class="album-cover"
      style={{ width: `${width}px`, containIntrinsicBlockSize: `${height + low + FOOT_PX}px` }}
    >
      <a
        class="album-cover__link"
        href={printAddress(pageAddress("albums", imgurId))}
        data-id={imgurId}
        onClick={makeOpener(() => onOpen(imgurId))}
      >
        <span class="album-cover__box" style={{ height: `${coverHeight}px` }}>
          {cover !== undefined && <AlbumPicture picture={cover} width={width} />}
          {cover !== undefined && isVeiled(cover) && (
            <span class="album-cover__veil">
              <Icon name="hidden" />
              {t("albums.hidden")}
            </span>
          )}
        </span>
        {more.length > 0 && (
          <span class="album-cover__strip" style={{ height: `${low}px` }}>
            {more.map((picture) => (
              <span key={picture.id} class="album-cover__box">
                <AlbumPicture picture={picture} width={width / more.length} />
              </span>
            ))}
          </span>
        )}
        <b class="album-cover__title" dir="auto">
          {album.title || t("albums.untitled")}
        </b>{" "}
        <span class="album-cover__facts">{factsOf(album)}</span>
      </a>
    </li>
  );
}

function factsOf({ counts: { here, announced }, author }: AlbumCard): string {
  const facts =
    here === announced
      ? t("albums.pictures", { n: here })
      : t("albums.here", { here: printCount(here), announced: printCount(announced) });
  return author === null ? facts : t("albums.by", { facts, author });
}
