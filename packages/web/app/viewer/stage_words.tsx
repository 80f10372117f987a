import { ApiFailure } from "../api.ts";
import { downloadAddress } from "../download.ts";
import { Icon } from "../parts/icon.tsx";
import { reveal, revealed } from "../state.ts";
import { t } from "../strings.ts";
import type { Current } from "./current.ts";
import { isHidden } from "./picture.ts";
import type { Stage } from "./stage.ts";

/** What is said in place of a picture: hidden, not to be shown, not there. */
export function StageWords({
  current,
  stage,
}: {
  readonly current: Current;
  readonly stage: Stage | undefined;
}) {
  const media = current.media.value;
  const item = current.item.value;
  const failure = current.failure.value;
  if (failure !== undefined && media === undefined) {
    const isMissing = failure instanceof ApiFailure && failure.code !== "gone";
    return (
      <div class="stage__words" role="alert">
        <p>{t(isMissing ? "viewer.missing" : "error.media")}</p>
        <button
          class="stage__button"
          type="button"
          onClick={() => (isMissing ? current.close() : void current.reload())}
        >
          {t(isMissing ? "viewer.back" : "action.retry")}
        </button>
      </div>
    );
  }
  const id = media?.id ?? item?.id;
  if (id !== undefined && isHidden(item, media, revealed.value)) {
    return (
      <div class="stage__words">
        <Icon name="hidden" />
        <p>{t("viewer.hidden")}</p>
        <button class="stage__button" type="button" onClick={() => reveal(id)}>
          {t("viewer.show")}
        </button>
      </div>
    );
  }
  if (stage?.isBroken.value !== true || media === undefined) return null;
  const reason = media.thumbReason;
  return (
    <div class="stage__words" role="alert">
      <p>{reason === null ? t("viewer.broken") : t("viewer.broken.reason", { reason })}</p>
      <a class="stage__button" href={downloadAddress(media)} download="">
        {t("viewer.broken.download")}
      </a>
    </div>
  );
}
