import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Album } from "../../../routes/album_schemas.ts";
import { ApiFailure } from "../../api.ts";
import { Icon } from "../../parts/icon.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { entryState, type PageAddress, pageAddress, printAddress, replace } from "../../router.ts";
import { AlbumGrid } from "./album_grid.tsx";
import { AlbumHead } from "./album_head.tsx";
import { AlbumReading } from "./album_reading.tsx";
import { fetchAlbum } from "./albums_api.ts";
import { makeOpener } from "./opening.ts";
import { t } from "./strings.ts";

/** The album that was read last; Back finds it at once, and as long as it was. */
let kept: Album | undefined;

/** One album: what it says of itself, then its pictures, to read or as a grid. */
export function AlbumPage({ at }: { readonly at: PageAddress }) {
  const { id } = at;
  const album = useSignal(kept?.imgurId === id ? kept : undefined);
  const failure = useSignal<unknown>(undefined);
  const load = () => {
    failure.value = undefined;
    fetchAlbum(id)
      .then((found) => {
        kept = found;
        album.value = found;
      })
      .catch((reason) => {
        failure.value = reason;
      });
  };
  useLayoutEffect(load, [id]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const isFresh = entryState().scrollY === undefined;
    if (isFresh && entryState().opened === true) heading.current?.focus({ preventScroll: true });
  }, [album.value === undefined]);
  const known = album.value;
  const look = at.params.look === "grid" ? "grid" : "read";
  return (
    <article class="album" aria-labelledby="album-title">
      <nav class="album__nav" aria-label={t("albums.title")}>
        <a
          class="album__back"
          href={printAddress(pageAddress("albums"))}
          onClick={(event) => {
            // Back to the list as it was left, where it was left.
            if (entryState().opened === true) makeOpener(() => history.back())(event);
          }}
        >
          <Icon name="left" />
          {t("album.back")}
        </a>
        {known !== undefined && (
          <Segmented
            label={t("album.look")}
            value={look}
            choices={[
              { value: "read", label: t("album.look.read") },
              { value: "grid", label: t("album.look.grid") },
            ]}
            onChoose={(value) =>
              replace(pageAddress("albums", id, value === "grid" ? { look: value } : {}))
            }
          />
        )}
      </nav>
      {failure.value !== undefined && (
        <p class="notice" role="alert">
          {t(isMissing(failure.value) ? "album.missing" : "album.error")}
          {!isMissing(failure.value) && (
            <button class="button" type="button" onClick={load}>
              {t("action.retry")}
            </button>
          )}
        </p>
      )}
      {known === undefined ? (
        failure.value === undefined && <Shape />
      ) : (
        <>
          <AlbumHead album={known} heading={heading} />
          {look === "grid" ? <AlbumGrid album={known} /> : <AlbumReading album={known} />}
        </>
      )}
    </article>
  );
}

function isMissing(failure: unknown): boolean {
  return failure instanceof ApiFailure && failure.code === "not_found";
}

/** The shape of the page before anything is known. */
function Shape() {
  return (
    <div class="album__shape" aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  );
}
