import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { Icon } from "../../parts/icon.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import {
  entryState,
  type PageAddress,
  pageAddress,
  push,
  remember,
  replace,
} from "../../router.ts";
import { AlbumCover, coverRatio, FOOT_PX } from "./album_cover.tsx";
import { Justified } from "./justified.tsx";
import { MoreBelow } from "./more_below.tsx";
import { Shelf } from "./shelf.ts";
import { t } from "./strings.ts";

/** A pause in the typing this long asks already. */
const REST_MS = 350;
const GAP_PX = 14;

/** The album that was open last: the keyboard returns to it. */
let lastOpened = "";

/** All albums, as covers in rows. */
export function AlbumList({ at }: { readonly at: PageAddress }) {
  const q = at.params.q ?? "";
  const sort = at.params.sort === "pictures" ? "pictures" : "newest";
  const shelf = useMemo(() => Shelf.of({ q, sort }, entryState().scrollY !== undefined), [q, sort]);
  useLayoutEffect(() => void (shelf.total.peek() === undefined && shelf.more()), [shelf]);
  const list = useRef<HTMLDivElement>(null);
  useFocusReturn(list);
  const albums = shelf.albums.value;
  const ratios = useMemo(() => albums.map(coverRatio), [albums]);
  const total = shelf.total.value;
  const open = (id: string) => {
    lastOpened = id;
    remember({ scrollY: Math.round(scrollY) });
    push(pageAddress("albums", id), { opened: true });
  };
  return (
    <section class="albums" aria-labelledby="albums-title">
      <header class="albums__head">
        <div>
          <h1 id="albums-title">{t("albums.title")}</h1>
          <p role="status">
            {total !== undefined &&
              t(q === "" ? "albums.count" : "albums.count.matches", { n: total })}
          </p>
        </div>
        <Controls q={q} sort={sort} />
      </header>
      {shelf.isFailed.value && <Failure shelf={shelf} />}
      {total === 0 && <Nothing q={q} />}
      <div ref={list} class="albums__list">
        {total === undefined && !shelf.isFailed.value ? (
          <Shape />
        ) : (
          <Justified
            label={t("albums.list")}
            ratios={ratios}
            gap={GAP_PX}
            links=".album-cover__link"
            draw={(index, place) => {
              const album = albums[index];
              return (
                album && (
                  <AlbumCover key={album.imgurId} album={album} place={place} onOpen={open} />
                )
              );
            }}
          />
        )}
      </div>
      {shelf.hasMore && total !== undefined && !shelf.isFailed.value && (
        <MoreBelow length={albums.length} onNear={() => void shelf.more()} />
      )}
    </section>
  );
}

function Controls({ q, sort }: { readonly q: string; readonly sort: "newest" | "pictures" }) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const typed = useSignal(q);
  useEffect(() => {
    typed.value = q;
    return () => clearTimeout(timer.current);
  }, [q]);
  const go = (to: { q?: string; sort?: string }) => {
    const wanted = { q, sort, ...to };
    const params = {
      ...(wanted.q === "" ? {} : { q: wanted.q }),
      ...(wanted.sort === "newest" ? {} : { sort: wanted.sort }),
    };
    replace(pageAddress("albums", "", params), {});
  };
  return (
    <div class="albums__controls">
      <label class="albums__filter">
        <span class="spoken">{t("albums.filter")}</span>
        <Icon name="search" />
        <input
          type="search"
          autoComplete="off"
          autoCapitalize="none"
          spellcheck={false}
          placeholder={t("albums.filter.hint")}
          value={typed.value}
          onInput={({ currentTarget: { value } }) => {
            typed.value = value;
            clearTimeout(timer.current);
            timer.current = setTimeout(() => go({ q: value.trim() }), REST_MS);
          }}
        />
      </label>
      <Segmented
        label={t("albums.sort")}
        value={sort}
        choices={[
          { value: "newest", label: t("albums.sort.newest") },
          { value: "pictures", label: t("albums.sort.pictures") },
        ]}
        onChoose={(value) => go({ sort: value })}
      />
    </div>
  );
}

function Failure({ shelf }: { readonly shelf: Shelf }) {
  return (
    <p class="notice" role="alert">
      {t(shelf.total.value === undefined ? "albums.error" : "albums.error.more")}
      <button class="button" type="button" onClick={() => void shelf.more()}>
        {t("action.retry")}
      </button>
    </p>
  );
}

function Nothing({ q }: { readonly q: string }) {
  return (
    <div class="empty">
      <Icon name="tree" />
      <h2>{t(q === "" ? "albums.empty" : "albums.noMatch")}</h2>
      {q === "" ? (
        <p>{t("albums.empty.text")}</p>
      ) : (
        <>
          <p>
            {t("albums.noMatch.text")} <code>{q}</code>
          </p>
          <button class="button" type="button" onClick={() => replace(pageAddress("albums"), {})}>
            {t("albums.noMatch.clear")}
          </button>
        </>
      )}
    </div>
  );
}

const SHAPE_RATIOS = [1.5, 1, 1.4, 0.75, 1.6, 1.2, 1.5, 0.8, 1.3, 1.8, 1.1, 1.5] as const;

/** The shape of the page before anything is known. */
function Shape() {
  return (
    <Justified
      label={t("albums.list")}
      ratios={SHAPE_RATIOS}
      gap={GAP_PX}
      links=".album-cover__link"
      draw={(index, { width, height }) => (
        <li key={index} class="album-cover" style={{ width: `${width}px` }}>
          <span class="album-cover__box" style={{ height: `${height + FOOT_PX}px` }} />
        </li>
      )}
    />
  );
}

function useFocusReturn(list: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    if (entryState().scrollY === undefined || lastOpened === "") return;
    // The rows are drawn once the list was measured.
    const timer = setTimeout(() => {
      const link = [...(list.current?.querySelectorAll<HTMLElement>(".album-cover__link") ?? [])];
      link.find(({ dataset }) => dataset.id === lastOpened)?.focus({ preventScroll: true });
      lastOpened = "";
    });
    return () => clearTimeout(timer);
  }, []);
}
