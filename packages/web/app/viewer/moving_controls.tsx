import { Icon } from "../parts/icon.tsx";
import { t } from "../strings.ts";
import type { Stage } from "./stage.ts";

/** The one control of a picture that moves without being a film. */
export function MovingControls({ stage }: { readonly stage: Stage }) {
  const moves = stage.moves.value;
  if (moves === undefined) return null;
  return (
    <fieldset class="player" data-small="" aria-label={t("viewer.moving")}>
      <button
        class="icon-button"
        type="button"
        aria-label={t(moves ? "video.pause" : "video.play")}
        onClick={() => stage.toggleMoving()}
      >
        <Icon name={moves ? "pause" : "play"} />
      </button>
    </fieldset>
  );
}
