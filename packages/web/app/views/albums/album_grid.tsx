import { useMemo, useRef } from "preact/hooks";
import type { Album, AlbumMember } from "../../../routes/album_schemas.ts";
import { nameOf } from "../../grid/item.ts";
import { Icon } from "../../parts/icon.tsx";
import { printTime } from "../../quantities.ts";
import { printAddress } from "../../router.ts";
import { AlbumPicture, isVeiled } from "./album_picture.tsx";
import { Justified, type Place } from "./justified.tsx";
import { makeOpener } from "./opening.ts";
import { t } from "./strings.ts";
import { gridOfAlbum, openPicture, useOpening } from "./use_opening.ts";

/** The pictures of an album that are here, as rows. */
export function AlbumGrid({ album }: { readonly album: Album }) {
  const root = useRef<HTMLDivElement>(null);
  useOpening(root);
  const members = useMemo(() => album.members.filter(({ state }) => state === "here"), [album]);
  const ratios = useMemo(() => members.map(({ ratio }) => ratio), [members]);
  return (
    <div ref={root} class="album__grid">
      <Justified
        label={t("album.pictures")}
        ratios={ratios}
        links=".album-tile__link"
        draw={(index, place) => {
          const member = members[index];
          return member && <Tile key={member.id} {...{ album, member, index, place }} />;
        }}
      />
    </div>
  );
}

interface TileProps {
  readonly album: Album;
  readonly member: AlbumMember;
  readonly index: number;
  readonly place: Place;
}

function Tile({ album, member, index, place: { width, height } }: TileProps) {
  const name = nameOf(member);
  const veiled = isVeiled(member);
  return (
    <li class="album-tile" style={{ width: `${width}px`, height: `${height}px` }}>
      <a
        class="album-tile__link"
        href={printAddress({ view: "media", id: name, grid: gridOfAlbum(album.imgurId) })}
        aria-label={labelOf(member, index, veiled)}
        data-name={name}
        onClick={makeOpener(() => openPicture(member, album.imgurId))}
      >
        <AlbumPicture picture={member} width={width} />
        {veiled && (
          <span class="album-cover__veil">
            <Icon name="hidden" />
            {t("albums.hidden")}
          </span>
        )}
        {member.kind !== "photo" && (
          <span class="tile__badges">
            <span class="tile__badge">
              {member.kind === "gif" ? t("tile.gif") : printTime(member.durationMs ?? 0)}
            </span>
          </span>
        )}
      </a>
    </li>
  );
}

/** What screen readers say of a picture in its place. */
export function labelOf({ title }: AlbumMember, index: number, veiled: boolean): string {
  const name = title || t("album.picture", { n: index + 1 });
  return veiled ? `${name}, ${t("tile.nsfw.hidden")}` : name;
}
