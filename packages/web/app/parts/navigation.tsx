import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import {
  type Address,
  address,
  EVERYTHING,
  isTrash,
  PAGE_NAMES,
  type PageName,
  pageAddress,
  printAddress,
  TRASH_QUERY,
} from "../router.ts";
import { pagesHere } from "../state.ts";
import { type StringId, t } from "../strings.ts";
import { PAGES } from "../views/pages.ts";
import { Icon } from "./icon.tsx";
import type { IconName } from "./make_icon.ts";

/** One place that the navigation leads to. */
interface Place {
  readonly name: PageName | "library" | "trash";
  readonly title: StringId;
  readonly icon: IconName;
  readonly to: Address;
}

const LIBRARY: Place = {
  name: "library",
  title: "nav.library",
  icon: "library",
  to: { view: "library", grid: EVERYTHING, at: "" },
};
const TRASH: Place = {
  name: "trash",
  title: "nav.trash",
  icon: "trash",
  to: { view: "library", grid: { ...EVERYTHING, q: TRASH_QUERY }, at: "" },
};

/** Words that the header shows before "More". */
const HEADER_WORDS = 4;
/** Tabs at the bottom of a phone before "More". */
const TAB_WORDS = 4;

/** Where `g` and another letter lead. */
export const GO_TO: Readonly<Record<string, Address>> = {
  l: LIBRARY.to,
  b: pageAddress("albums"),
  d: pageAddress("duplicates"),
  a: pageAddress("activity"),
  o: pageAddress("sources"),
  t: TRASH.to,
  s: pageAddress("stats"),
  ",": pageAddress("settings"),
};

/** Whether a page is there: an address may name one that this gallery lacks. */
export function isPlace(to: Address): boolean {
  if (to.view === "page") return PAGES[to.page] !== undefined && pagesHere.value.includes(to.page);
  return to !== TRASH.to || canTrash();
}

/** The words in the header; the last ones are behind "More". */
export function HeaderNav() {
  const places = allPlaces();
  return (
    <nav class="header__nav" aria-label={t("nav.main")}>
      {places.slice(0, HEADER_WORDS).map((place) => (
        <a key={place.name} href={printAddress(place.to)} aria-current={currentOf(place)}>
          {t(place.title)}
        </a>
      ))}
      <More places={places.slice(HEADER_WORDS)} className="header__more" hasIcon={false} />
    </nav>
  );
}

/** The tabs at the bottom of a phone. */
export function Tabs() {
  const places = allPlaces();
  return (
    <nav class="tabs" aria-label={t("nav.bottom")}>
      {places.slice(0, TAB_WORDS).map((place) => (
        <a
          key={place.name}
          class="tabs__item"
          href={printAddress(place.to)}
          aria-current={currentOf(place)}
        >
          <Icon name={place.icon} />
          {t(place.title)}
        </a>
      ))}
      <More places={places.slice(TAB_WORDS)} className="tabs__item" hasIcon={true} />
    </nav>
  );
}

/** The places that did not fit, in a list that opens; Escape and a click beside it close it. */
function More({
  places,
  className,
  hasIcon,
}: {
  readonly places: readonly Place[];
  readonly className: string;
  readonly hasIcon: boolean;
}) {
  const isOpen = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const here = places.find((place) => currentOf(place) !== undefined);
  useEffect(() => {
    const close = (event: Event) => {
      if (!(event.target instanceof Node && root.current?.contains(event.target))) {
        isOpen.value = false;
      }
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("focusin", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("focusin", close);
    };
  }, []);
  if (places.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape reaches it from the links inside.
    <div
      ref={root}
      class={`more ${className}`}
      aria-current={here === undefined ? undefined : "true"}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen.peek()) return;
        event.preventDefault();
        isOpen.value = false;
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        class="more__button"
        type="button"
        aria-expanded={isOpen.value}
        onClick={() => {
          isOpen.value = !isOpen.peek();
        }}
      >
        {hasIcon && <Icon name="more" />}
        <span>{here === undefined ? t("nav.more") : t(here.title)}</span>
      </button>
      {isOpen.value && (
        <ul class="more__list">
          {places.map((place) => (
            <li key={place.name}>
              <a
                href={printAddress(place.to)}
                aria-current={currentOf(place)}
                onClick={() => {
                  isOpen.value = false;
                }}
              >
                <Icon name={place.icon} />
                {t(place.title)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function allPlaces(): Place[] {
  const pages = pagesHere.value.flatMap((name): Place[] => {
    const entry = PAGES[name];
    return entry === undefined ? [] : [{ name, ...entry, to: pageAddress(name) }];
  });
  if (!canTrash()) return [LIBRARY, ...pages];
  const trashAt = pages.findIndex(({ name }) => name === "stats" || name === "about");
  return [LIBRARY, ...pages.toSpliced(Math.max(trashAt, 0), 0, TRASH)];
}

/** Nothing gets into the trash of a gallery that was exported. */
function canTrash(): boolean {
  return pagesHere.value === PAGE_NAMES;
}

function currentOf({ name }: Place): "page" | undefined {
  const at = address.value;
  if (at.view === "page") return at.page === name ? "page" : undefined;
  return name === (isTrash(at.grid.q) ? "trash" : "library") ? "page" : undefined;
}
