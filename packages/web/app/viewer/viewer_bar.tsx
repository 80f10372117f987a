import { downloadAddress } from "../download.ts";
import { hasFlag } from "../grid/item.ts";
import { Icon } from "../parts/icon.tsx";
import { WriteButton } from "../parts/write_button.tsx";
import { printPercent } from "../quantities.ts";
import { prefer, preferences } from "../state.ts";
import { t } from "../strings.ts";
import type { Current } from "./current.ts";
import { placeOf } from "./place_words.ts";
import type { Slideshow } from "./slideshow.ts";
import type { Stage } from "./stage.ts";
import { restoreCurrent, toggleFavorite, trashCurrent } from "./viewer_keys.ts";

/** What the bar needs. */
export interface ViewerBarProps {
  readonly current: Current;
  readonly stage: Stage | undefined;
  readonly title: string;
  readonly slideshow: Slideshow;
}

/** Back, title and place, and what can be done with a picture. */
export function ViewerBar({ current, stage, title, slideshow }: ViewerBarProps) {
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
      <SlideshowControls slideshow={slideshow} />
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
      {media?.trashed === true && (
        <WriteButton
          icon="restore"
          action={t("action.restore")}
          onPress={() => void restoreCurrent(current)}
        />
      )}
      <WriteButton
        icon="trash"
        action={t(media?.trashed === true ? "action.delete" : "action.trash")}
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

const SLIDE_SECONDS = [3, 5, 10, 30] as const;

/** Begins and ends the slideshow; while it runs, how long each picture is shown. */
function SlideshowControls({ slideshow }: { readonly slideshow: Slideshow }) {
  const isOn = slideshow.isOn.value;
  const { slideMs } = preferences.value;
  const label = t(isOn ? "viewer.slideshow.stop" : "viewer.slideshow");
  return (
    <>
      {isOn && (
        <select
          class="viewer__seconds"
          aria-label={t("viewer.slideshow.each")}
          value={slideMs / 1000}
          onChange={({ currentTarget }) => prefer({ slideMs: Number(currentTarget.value) * 1000 })}
        >
          {SLIDE_SECONDS.map((n) => (
            <option key={n} value={n}>
              {t("viewer.slideshow.seconds", { n })}
            </option>
          ))}
        </select>
      )}
      <button
        class="icon-button viewer__slideshow"
        type="button"
        aria-pressed={isOn}
        aria-label={label}
        title={label}
        onClick={() => slideshow.toggle()}
      >
        <Icon name={isOn ? "stop" : "play"} />
      </button>
    </>
  );
}
