import { Icon } from "../../parts/icon.tsx";
import { search } from "../../parts/search_box.tsx";
import { address, gridOf } from "../../router.ts";
import { t } from "../../strings.ts";
import { withoutLast } from "./kinds.ts";

/** An archive without a picture: how to get the first one. */
export function Empty() {
  return (
    <div class="empty">
      <Icon name="tree" />
      <h2>{t("empty.title")}</h2>
      <p>{t("empty.text")}</p>
      <p>{t("empty.hint")}</p>
      <code class="empty__command">{t("empty.command")}</code>
    </div>
  );
}

/** A query that nothing matches: what it was, and the two ways out. */
export function NoMatch() {
  const { q } = gridOf(address.value);
  return (
    <div class="empty">
      <Icon name="tree" />
      <h2>{t("noMatch.title")}</h2>
      <p>
        {t("noMatch.text")} <code>{q}</code>
      </p>
      <div class="empty__ways">
        {withoutLast(q) !== "" && (
          <button class="button" type="button" onClick={() => search(withoutLast(q))}>
            {t("noMatch.drop")}
          </button>
        )}
        <button class="button" data-primary type="button" onClick={() => search("")}>
          {t("noMatch.clear")}
        </button>
      </div>
    </div>
  );
}
