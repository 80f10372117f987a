import { useSignal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import type { Album, AlbumMember } from "../../../routes/album_schemas.ts";
import { nameOf } from "../../grid/item.ts";
import { playsByItself } from "../../motion.ts";
import { Icon } from "../../parts/icon.tsx";
import { printAddress } from "../../router.ts";
import { labelOf } from "./album_grid.tsx";
import { isVeiled } from "./album_picture.tsx";
import { moveAmong } from "./arrow_keys.ts";
import { type Gap, isGap, withGaps } from "./gaps.ts";
import { MoreBelow } from "./more_below.tsx";
import { makeOpener } from "./opening.ts";
import { ReadingPicture } from "./reading_picture.tsx";
import { t } from "./strings.ts";
import { firstShown, gridOfAlbum, openPicture, useOpening } from "./use_opening.ts";

/** Drawn at once; an album may have thousands. */
const STEP = 40;

/** An album to be read: its pictures one below the other, with the author's words between them. */
export function AlbumReading({ album }: { readonly album: Album }) {
  const root = useRef<HTMLOListElement>(null);
  const { members } = album;
  const shown = useSignal(useMemo(() => firstShown(members, STEP), []));
  useOpening(root);
  const parts = useMemo(() => withGaps(members.slice(0, shown.value)), [members, shown.value]);
  return (
    <>
      <ol
        ref={root}
        class="reading"
        aria-label={t("album.pictures")}
        onKeyDown={(event) => moveAmong(event, ".reading__link")}
      >
        {parts.map((part) =>
          isGap(part) ? (
            <li key={`gap ${part.first}`} class="reading__gap">
              {wordsOf(part)}
            </li>
          ) : (
            <Figure key={part.id} album={album} member={part} index={members.indexOf(part)} />
          ),
        )}
      </ol>
      {shown.value < members.length && (
        <MoreBelow
          length={shown.value}
          onNear={() => {
            shown.value += STEP;
          }}
        />
      )}
    </>
  );
}

interface FigureProps {
  readonly album: Album;
  readonly member: AlbumMember;
  readonly index: number;
}

function Figure({ album, member, index }: FigureProps) {
  const name = nameOf(member);
  const veiled = isVeiled(member);
  const wanted = useSignal<boolean | undefined>(undefined);
  const { title, description } = member;
  const moves = (member.film !== null || member.animated) && !veiled;
  const plays = moves && (wanted.value ?? playsByItself());
  return (
    <li class="reading__part">
      <figure class="reading__figure">
        <div class="reading__frame" style={sizeOf(member)}>
          <a
            class="reading__link"
            href={printAddress({ view: "media", id: name, grid: gridOfAlbum(album.imgurId) })}
            aria-label={labelOf(member, index, veiled)}
            data-name={name}
            onClick={makeOpener(() => openPicture(member, album.imgurId))}
          >
            <ReadingPicture member={member} plays={plays} />
            {veiled && (
              <span class="album-cover__veil">
                <Icon name="hidden" />
                {t("albums.hidden")}
              </span>
            )}
          </a>
          {moves && (
            <button
              class="reading__play"
              type="button"
              aria-label={t(plays ? "album.pause" : "album.play")}
              onClick={() => {
                wanted.value = !plays;
              }}
            >
              <Icon name={plays ? "pause" : "play"} />
            </button>
          )}
        </div>
        {(title || description) && (
          <figcaption class="reading__words" dir="auto">
            {title && <b>{title}</b>}
            {description && <p>{description}</p>}
          </figcaption>
        )}
      </figure>
    </li>
  );
}

/** Its own size or the column's, whichever is smaller; the room is there before the picture is. */
function sizeOf({ width, height, ratio }: AlbumMember) {
  return {
    aspectRatio: width > 0 && height > 0 ? `${width} / ${height}` : String(ratio),
    ...(width > 0 ? { maxWidth: `${width}px` } : {}),
  };
}

function wordsOf({ state, reason, count }: Gap): string {
  if (state !== "failed") return t(`album.gap.${state}`, { n: count });
  return reason === null
    ? t("album.gap.failed.plain", { n: count })
    : t("album.gap.failed", { n: count, reason });
}
