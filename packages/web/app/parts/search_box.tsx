import { type Signal, useComputed, useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useRef } from "preact/hooks";
import { showFailure } from "../edits.ts";
import { results } from "../results.ts";
import { address, gridOf, push } from "../router.ts";
import { t } from "../strings.ts";
import { Icon } from "./icon.tsx";
import { Chips } from "./search/chips.tsx";
import { SuggestionList } from "./search/suggestion_list.tsx";
import { useSearch } from "./search/use_search.ts";
import { type Suggestion, useSuggestions } from "./search/use_suggestions.ts";
import { useOptions } from "./use_options.ts";

/** Puts the keyboard in the search field. */
export function focusSearch(): void {
  document.querySelector<HTMLInputElement>(".search__field")?.focus();
}

/** Asks for something else; what is in the field is the address. */
export function search(q: string): void {
  const grid = { ...gridOf(address.peek()), q: q.trim() };
  push({ view: "library", grid, at: "" }, {});
}

/** The search: what is asked as chips, and a field for more, with suggestions. */
export function SearchBox() {
  const root = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const isOpen = useSignal(false);
  const Saved = useSignal<ComponentType<{ onClose: () => void }> | null>(null);
  const made = useSearch(search);
  const { draft, editing, pieces } = made;
  const { from, groups } = useSuggestions(draft, { isOpen, within: made.others });
  const suggestions = groups.flatMap((group) => group.suggestions);
  const options = useOptions(suggestions.length, isOpen.value);
  const q = gridOf(address.value).q;
  const faults = useComputed(() => {
    const { grid, totals } = results.value ?? {};
    return grid?.q === gridOf(address.value).q ? (totals?.faults ?? []) : [];
  });
  const close = () => {
    isOpen.value = false;
    options.reset();
  };
  const change = (deed: () => void) => {
    deed();
    field.current?.focus();
    options.reset();
    isOpen.value = editing.peek() !== null;
  };
  const take = ({ text, isSearch }: Suggestion) => {
    const typed = draft.peek();
    const next = isSearch ? text : `${typed.slice(0, from)}${text}`;
    options.reset();
    if (text.endsWith(":")) {
      draft.value = next;
      return;
    }
    close();
    if (isSearch) search(next);
    else made.commit(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const active = suggestions[options.active];
    const isEmpty = draft.peek() === "";
    if (options.move(event.key)) isOpen.value = true;
    else if (event.key === "Enter" && active !== undefined) take(active);
    else if (event.key === "Backspace" && isEmpty && pieces.length > 0) made.editLast();
    else if (event.key === "Escape") {
      if (isOpen.peek()) close();
      else if (editing.peek() !== null) made.drop();
      else field.current?.blur();
    } else return;
    event.preventDefault();
  };
  return (
    <search
      ref={root}
      class="search"
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && root.current?.contains(relatedTarget)) return;
        close();
        made.leave();
      }}
    >
      <form
        class="search__form"
        onSubmit={(event) => {
          event.preventDefault();
          close();
          if (draft.peek().trim() !== "" || editing.peek() !== null) made.commit(draft.peek());
        }}
      >
        <Icon name="search" />
        <Chips
          pieces={pieces}
          editing={editing.value}
          faults={faults.value}
          edit={(position) => change(() => made.edit(position))}
          remove={(position) => change(() => made.remove(position))}
        />
        <input
          {...options.field}
          ref={field}
          class="search__field"
          type="text"
          inputMode="search"
          enterkeyhint="search"
          autoComplete="off"
          autoCapitalize="none"
          spellcheck={false}
          aria-label={t("search.label")}
          placeholder={placeholderOf(q)}
          value={draft.value}
          onInput={({ currentTarget }) => {
            isOpen.value = true;
            options.reset();
            made.type(currentTarget.value);
            // What became a chip is no longer in the field, also when the draft was empty before.
            if (currentTarget.value !== draft.peek()) currentTarget.value = draft.peek();
          }}
          onFocus={() => {
            isOpen.value = true;
          }}
          onClick={() => {
            isOpen.value = true;
          }}
          onKeyDown={onKeyDown}
        />
        {q === "" ? (
          <kbd class="search__key">/</kbd>
        ) : (
          <Tools
            save={() => {
              close();
              void openSaved(Saved);
            }}
            clear={() =>
              change(() => {
                made.drop();
                search("");
              })
            }
          />
        )}
      </form>
      <SuggestionList groups={groups} options={options} take={take} />
      {Saved.value !== null && (
        <Saved.value
          onClose={() => {
            Saved.value = null;
          }}
        />
      )}
    </search>
  );
}

function Tools({ save, clear }: { readonly save: () => void; readonly clear: () => void }) {
  return (
    <>
      <button
        class="icon-button search__tool"
        type="button"
        aria-label={t("search.save")}
        title={t("search.save")}
        aria-haspopup="dialog"
        onClick={save}
      >
        <Icon name="bookmark" />
      </button>
      <button
        class="icon-button search__tool"
        type="button"
        aria-label={t("search.clear")}
        title={t("search.clear")}
        onClick={clear}
      >
        <Icon name="close" />
      </button>
    </>
  );
}

function placeholderOf(q: string): string {
  if (q !== "") return t("search.more");
  return innerWidth > 560 ? t("search.hint") : t("search.hint.short");
}

/** Its code is asked for by the first who wants it. */
async function openSaved(
  Saved: Signal<ComponentType<{ onClose: () => void }> | null>,
): Promise<void> {
  try {
    const { SavedFilters } = await import("./search/saved_filters_dialog.tsx");
    Saved.value = SavedFilters;
  } catch (failure) {
    showFailure(failure);
  }
}
