import { render } from "preact";
import { startConnection } from "./connection.ts";
import { installSprite } from "./parts/make_icon.ts";
import { Shell } from "./parts/shell.tsx";
import { startResults } from "./results.ts";
import { startRouter } from "./router.ts";
import { startShortcuts } from "./shortcuts.ts";
import { startPreferences } from "./state.ts";
import { morph } from "./viewer/morph.ts";

/** Starts the gallery in this page. Call once. */
export function startGallery(): void {
  startPreferences();
  startRouter((change, from, to) => {
    if (from.view === "media" && to.view !== "media") morph(change, from.id, "close");
    else change();
  });
  startResults();
  startShortcuts();
  startConnection();
  installSprite();
  const root = document.createElement("div");
  root.className = "page";
  document.body.append(root);
  render(<Shell />, root);
}
