import { SORTS, type Sort } from "../../../routes/flags.ts";
import type { Collection } from "../../grid/collection.ts";
import { search } from "../../parts/search_box.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { printBytes, printCount } from "../../quantities.ts";
import { address, gridOf, isTrash, printAddress, replace, TRASH_QUERY } from "../../router.ts";
import { prefer, preferences } from "../../state.ts";
import { t } from "../../strings.ts";
import { TRASH_DAYS } from "../../trash_days.ts";
import { KINDS, kindOf, withKind } from "./kinds.ts";
import { useFigures } from "./use_figures.ts";

/** The title with its figures, and what narrows and orders the grid. */
export function TitleRow({ collection }: { readonly collection: Collection | null }) {
  const grid = gridOf(address.value);
  return (
    <div class="title-row">
      <Title collection={collection} />
      <div class="title-row__controls" hidden={collection?.totals.archiveItems === 0}>
        <Segmented
          className="kinds"
          label={t("kinds.label")}
          value={kindOf(grid.q)}
          choices={KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          onChoose={(kind) => search(withKind(grid.q, kind))}
        />
        <SortMenu sort={grid.sort} />
        <Segmented
          className="row-sizes"
          label={t("rows.label")}
          value={preferences.value.rowSize}
          choices={(["s", "m", "l"] as const).map((size) => ({
            value: size,
            label: t(`rows.${size}`),
            longLabel: t(`rows.${size}.long`),
          }))}
          onChoose={(rowSize) => prefer({ rowSize })}
        />
      </div>
    </div>
  );
}

function Title({ collection }: { readonly collection: Collection | null }) {
  useFigures();
  const totals = collection?.totals;
  const grid = gridOf(address.value);
  const q = collection?.grid.q ?? grid.q;
  const unseen = printAddress({ view: "library", grid: { ...grid, q: "is:new" }, at: "" });
  return (
    <div class="title-row__words">
      <h1 id="library-title">
        {q === "" || q === TRASH_QUERY || totals === undefined
          ? t(isTrash(q) ? "nav.trash" : "library.title")
          : t(totals.capped ? "library.matches.capped" : "library.matches", { n: totals.items })}
      </h1>
      {totals === undefined ? (
        <p>{t("library.loading")}</p>
      ) : (
        <p>
          <b>
            {printCount(totals.items)}
            {totals.capped && "+"}
          </b>{" "}
          {t(isTrash(q) ? "trash.items" : "library.items", { n: totals.items })}
          {isTrash(q) && t("trash.keeps", { days: TRASH_DAYS })}
          {totals.items > 0 && (
            <>
              {t("library.bytes", { bytes: printBytes(totals.bytes) })}
              <span class="title-row__where">{t("library.bytes.where")}</span>
            </>
          )}
          {totals.unseen > 0 && !isTrash(q) && (
            <>
              {", "}
              <a class="title-row__unseen" href={unseen}>
                {t("library.unseen", { n: totals.unseen })}
              </a>
            </>
          )}
        </p>
      )}
    </div>
  );
}

function SortMenu({ sort }: { readonly sort: Sort }) {
  return (
    <select
      class="select"
      aria-label={t("sort.label")}
      value={sort}
      onChange={({ currentTarget }) => {
        const chosen = SORTS.find((name) => name === currentTarget.value) ?? "posted";
        const seed = chosen === "random" ? 1 + Math.floor(Math.random() * 999_999) : 1;
        const { q } = gridOf(address.peek());
        replace({ view: "library", grid: { q, sort: chosen, seed }, at: "" }, {});
      }}
    >
      {SORTS.map((name) => (
        <option key={name} value={name}>
          {t(`sort.${name}`)}
        </option>
      ))}
    </select>
  );
}
