import { Icon } from "../../parts/icon.tsx";
import { t } from "../../strings.ts";
import { TRASH_DAYS } from "../../trash_days.ts";

/** A trash without a picture. */
export function EmptyTrash() {
  return (
    <div class="empty">
      <Icon name="tree" />
      <h2>{t("trash.empty.title")}</h2>
      <p>{t("trash.empty.text", { days: TRASH_DAYS })}</p>
    </div>
  );
}
