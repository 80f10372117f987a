import { useComputed, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { address, gridOf, push, replace } from "../router.ts";
import { t } from "../strings.ts";
import { Icon } from "./icon.tsx";

/** A pause in the typing this long asks already. */
const REST_MS = 350;

/** Puts the keyboard in the search field. */
export function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>(".search__field");
  field?.focus();
  field?.select();
}

/** Asks for something else; what is in the field is the address. */
export function search(q: string, how: "push" | "replace" = "push"): void {
  const grid = { ...gridOf(address.peek()), q: q.trim() };
  (how === "push" ? push : replace)({ view: "library", grid, at: "" }, {});
}

/** The search field: words and filters as typed. */
export function SearchBox() {
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const typedSince = useRef<string | null>(null);
  // Only another query replaces what is being typed, not every change of the address.
  const asked = useComputed(() => gridOf(address.value).q);
  useSignalEffect(() => {
    const q = asked.value;
    const input = field.current;
    if (input !== null && input.value.trim() !== q) input.value = q;
  });
  const ask = () => {
    clearTimeout(timer.current);
    const q = field.current?.value.trim() ?? "";
    const before = gridOf(address.peek()).q;
    if (q === before) return;
    search(q, typedSince.current === null ? "push" : "replace");
    typedSince.current ??= before;
  };
  const q = asked.value;
  return (
    <search class="search">
      <form
        class="search__form"
        onSubmit={(event) => {
          event.preventDefault();
          ask();
          typedSince.current = null;
        }}
      >
        <Icon name="search" />
        <input
          ref={field}
          class="search__field"
          type="text"
          inputMode="search"
          enterkeyhint="search"
          autoComplete="off"
          autoCapitalize="none"
          spellcheck={false}
          aria-label={t("search.label")}
          placeholder={innerWidth > 560 ? t("search.hint") : t("search.hint.short")}
          onInput={() => {
            clearTimeout(timer.current);
            timer.current = setTimeout(ask, REST_MS);
          }}
          onBlur={() => {
            typedSince.current = null;
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape") field.current?.blur();
          }}
        />
        {q === "" ? (
          <kbd class="search__key">/</kbd>
        ) : (
          <button
            class="icon-button search__clear"
            type="button"
            aria-label={t("search.clear")}
            onClick={() => {
              search("");
              field.current?.focus();
            }}
          >
            <Icon name="close" />
          </button>
        )}
      </form>
    </search>
  );
}
