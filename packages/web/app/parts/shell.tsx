import { useEffect } from "preact/hooks";
import { undoLast } from "../edits.ts";
import { printClock } from "../quantities.ts";
import { address, push } from "../router.ts";
import { bindCommands } from "../shortcuts.ts";
import { goneSince, helpOpen, nextTheme } from "../state.ts";
import { t } from "../strings.ts";
import { Viewer } from "../viewer/viewer.tsx";
import { Shortcuts } from "../views/help/shortcuts.tsx";
import { Library } from "../views/library/library.tsx";
import { Header } from "./header.tsx";
import { Messages } from "./messages.tsx";
import { GO_TO, isPlace, Tabs } from "./navigation.tsx";
import { PageHost } from "./page_host.tsx";
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
        go: (event) => {
          const to = GO_TO[event.key];
          if (to !== undefined && isPlace(to)) push(to);
        },
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
        {at.view === "page" ? <PageHost at={at} /> : <Library />}
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
