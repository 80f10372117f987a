import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { address, gridOf } from "../../router.ts";
import { writeBlock } from "../../state.ts";
import { t } from "../../strings.ts";
import { Dialog } from "../dialog.tsx";
import {
  readFilters,
  removeFilter,
  renameFilter,
  type SavedFilter,
  savedFilters,
  saveFilter,
} from "./saved_filters.ts";

/** Letters, digits, - and _: a name is used as `filter:NAME`. */
const NAME_PATTERN = "[\\p{L}\\p{N}_\\-]{1,60}";

/** Keeps the present search under a name, and changes the names that there are. */
export function SavedFilters({ onClose }: { readonly onClose: () => void }) {
  const { q, sort } = gridOf(address.value);
  const failure = useSignal("");
  useEffect(() => {
    readFilters().catch(() => {
      failure.value = t("filters.failed");
    });
  }, []);
  const attempt = (deed: Promise<void>, then?: () => void) => {
    failure.value = "";
    deed.then(then).catch((reason) => {
      failure.value = reason instanceof Error ? reason.message : String(reason);
    });
  };
  const saved = savedFilters.value;
  return (
    <Dialog className="saved-filters" title={t("filters.title")} onClose={onClose}>
      {q !== "" && (
        <NameForm
          label={t("filters.name")}
          deed={t("filters.save")}
          about={t("filters.query", { q })}
          take={(name) => attempt(saveFilter({ name, query: q, sort }), onClose)}
        />
      )}
      <p class="saved-filters__failure" role="alert">
        {failure.value}
      </p>
      {saved?.length === 0 && <p class="saved-filters__none">{t("filters.none")}</p>}
      <ul class="saved-filters__list" aria-label={t("filters.title")}>
        {saved?.map((filter) => (
          <FilterRow
            key={filter.name}
            filter={filter}
            rename={(to) => attempt(renameFilter(filter, to))}
            remove={() => attempt(removeFilter(filter.name))}
          />
        ))}
      </ul>
    </Dialog>
  );
}

function FilterRow({
  filter: { name, query },
  rename,
  remove,
}: {
  readonly filter: SavedFilter;
  readonly rename: (to: string) => void;
  readonly remove: () => void;
}) {
  const isRenaming = useSignal(false);
  const isBlocked = writeBlock.value !== null;
  if (isRenaming.value) {
    return (
      <li>
        <NameForm
          label={t("filters.rename.label", { name })}
          deed={t("filters.rename")}
          name={name}
          take={(to) => {
            isRenaming.value = false;
            rename(to);
          }}
        />
      </li>
    );
  }
  return (
    <li class="saved-filters__row">
      <b>{name}</b>
      <code>{query === "" ? t("filters.everything") : query}</code>
      <button
        class="link"
        type="button"
        disabled={isBlocked}
        aria-label={t("filters.rename.label", { name })}
        onClick={() => {
          isRenaming.value = true;
        }}
      >
        {t("filters.rename")}
      </button>
      <button
        class="link"
        data-danger
        type="button"
        disabled={isBlocked}
        aria-label={t("filters.delete.label", { name })}
        onClick={remove}
      >
        {t("filters.delete")}
      </button>
    </li>
  );
}

function NameForm({
  label,
  deed,
  about,
  name = "",
  take,
}: {
  readonly label: string;
  readonly deed: string;
  readonly about?: string;
  readonly name?: string;
  readonly take: (name: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  // The dialog takes the focus first.
  useEffect(() => queueMicrotask(() => input.current?.select()), []);
  return (
    <form
      class="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        take(input.current?.value.trim() ?? "");
      }}
    >
      {about !== undefined && <p>{about}</p>}
      <input
        ref={input}
        class="field"
        type="text"
        required
        pattern={NAME_PATTERN}
        title={t("filters.hint")}
        autoComplete="off"
        aria-label={label}
        placeholder={label}
        defaultValue={name}
      />
      <button class="button" data-primary type="submit" disabled={writeBlock.value !== null}>
        {deed}
      </button>
    </form>
  );
}
