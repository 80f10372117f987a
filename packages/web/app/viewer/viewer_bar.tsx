import { downloadAddress } from "../download.ts";
import { hasFlag } from "../grid/item.ts";
import { Icon } from "../parts/icon.tsx";
import { WriteButton } from "../parts/write_button.tsx";
import { printPercent } from "../quantities.ts";
import { prefer, preferences } from "../state.ts";
import { t } from "../strings.ts";
import type { Current } from "./current.ts";
import { placeOf } from "./place_words.ts";
import type { Stage } from "./stage.ts";
import { toggleFavorite, trashCurrent } from "./viewer_keys.ts";

/** What the bar needs. */
export interface ViewerBarProps {
  readonly current: Current;
  readonly stage: Stage | undefined;
  readonly title: string;
}

/** Back, title and place, and what can be done with a picture. */
export function ViewerBar({ current, stage, title }: ViewerBarProps) {
  const media = current.media.value;
  const item = current.item.value;
  const isFavorite = media?.favorite ?? (item !== undefined && hasFlag(item, "favorite"));
  const { infoOpen } = preferences.value;
  const zoom = stage?.zoom.value ?? 0;
  const isAlone = media?.place === null && current.index.value === undefined;
  return (
    <div class="viewer__bar">
      <button
        class="icon-button"
        type="button"
        aria-label={t("viewer.back")}
        title={t("viewer.back")}
        onClick={() => current.close()}
      >
        <Icon name="left" />
      </button>
      <p class="viewer__title">
        <b>{title}</b>
        <span>{placeOf(current)}</span>
      </p>
      {isAlone && (
        <button class="stage__button" type="button" onClick={() => current.showInLibrary()}>
          {t("viewer.showInLibrary")}
        </button>
      )}
      {zoom > 0 && (
        <span class="viewer__zoom" title={t("viewer.zoom", { zoom: printPercent(zoom) })}>
          {printPercent(zoom)}
        </span>
      )}
      <WriteButton
        icon={isFavorite ? "heart_full" : "heart"}
        action={t("action.favorite")}
        isPressed={isFavorite}
        onPress={() => void toggleFavorite(current)}
      />
      {media !== undefined && (
        <a
          class="icon-button viewer__download"
          href={downloadAddress(media)}
          download=""
          aria-label={t("action.download")}
          title={t("action.download")}
        >
          <Icon name="download" />
        </a>
      )}
      <WriteButton
        icon="trash"
        action={t("action.trash")}
        onPress={() => void trashCurrent(current)}
      />
      <button
        class="icon-button"
        type="button"
        aria-pressed={infoOpen}
        aria-label={t("viewer.info")}
        title={t("viewer.info")}
        onClick={() => prefer({ infoOpen: !infoOpen })}
      >
        <Icon name="info" />
      </button>
    </div>
  );
}
