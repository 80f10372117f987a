import { useEffect } from "preact/hooks";
import { undoLast } from "../edits.ts";
import { printClock } from "../quantities.ts";
import { address, EVERYTHING, printAddress, push } from "../router.ts";
import { bindCommands } from "../shortcuts.ts";
import { goneSince, helpOpen, nextTheme } from "../state.ts";
import { t } from "../strings.ts";
import { Viewer } from "../viewer/viewer.tsx";
import { About } from "../views/about/about.tsx";
import { Shortcuts } from "../views/help/shortcuts.tsx";
import { Library } from "../views/library/library.tsx";
import { Header } from "./header.tsx";
import { Icon } from "./icon.tsx";
import { Messages } from "./messages.tsx";
import { focusSearch } from "./search_box.tsx";

/** The page: header, one view, the viewer over it, and what speaks. */
export function Shell() {
  const at = address.value;
  const isViewing = at.view === "media";
  useEffect(
    () =>
      bindCommands("anywhere", {
        undo: undoLast,
        search: focusSearch,
        help: () => {
          helpOpen.value = !helpOpen.value;
        },
        theme: nextTheme,
        goLibrary: () => push({ view: "library", grid: EVERYTHING, at: "" }),
        goAbout: () => push({ view: "about" }),
      }),
    [],
  );
  return (
    <>
      <button class="skip" type="button" onClick={skipToMain}>
        {t("app.skip")}
      </button>
      <Header />
      {goneSince.value !== null && (
        <p class="gone" role="status">
          {t("error.gone", { time: printClock(goneSince.value) })}
        </p>
      )}
      <main id="main" class="main" tabIndex={-1}>
        {at.view === "about" ? <About /> : <Library />}
      </main>
      <Tabs />
      {at.view === "media" && <Viewer at={at} />}
      <Shortcuts />
      {!isViewing && <Messages />}
    </>
  );
}

function skipToMain(): void {
  const link = document.querySelector<HTMLElement>(".tile__link[tabindex='0']");
  (link ?? document.getElementById("main"))?.focus();
}

function Tabs() {
  const { view } = address.value;
  return (
    <nav class="tabs" aria-label={t("nav.bottom")}>
      <a
        class="tabs__item"
        href={printAddress({ view: "library", grid: EVERYTHING, at: "" })}
        aria-current={view === "about" ? undefined : "page"}
      >
        <Icon name="library" />
        {t("nav.library")}
      </a>
      <button class="tabs__item" type="button" onClick={focusSearch}>
        <Icon name="search" />
        {t("search.label")}
      </button>
      <a class="tabs__item" href="#/about" aria-current={view === "about" ? "page" : undefined}>
        <Icon name="about" />
        {t("nav.about")}
      </a>
    </nav>
  );
}
