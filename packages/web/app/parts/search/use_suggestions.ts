import { type ReadonlySignal, useSignal, useSignalEffect } from "@preact/signals";
import type { Completions } from "../../../routes/edit_schemas.ts";
import { get } from "../../api.ts";
import { askedQuery } from "../../asked_query.ts";
import { t } from "../../strings.ts";
import { recentSearches } from "./recents.ts";
import { readFilters, savedFilters } from "./saved_filters.ts";

/** One way to go on. */
export interface Suggestion {
  /** What stands there, and what is put into the draft. */
  readonly text: string;
  readonly help: string;
  /** Pictures or posts that have it; null where it is not counted. */
  readonly count: number | null;
  /** Whole searches replace what is asked, the others what is typed. */
  readonly isSearch: boolean;
}

/** Suggestions under one head. */
export interface SuggestionGroup {
  readonly head: string;
  readonly suggestions: readonly Suggestion[];
}

/** How a draft may go on. */
export interface Suggestions {
  /** Where in the draft the part begins that a suggestion takes the place of; it reaches to the end. */
  readonly from: number;
  readonly groups: readonly SuggestionGroup[];
}

/** A pause in the typing this long asks already. */
const REST_MS = 60;
/** As many as count stops at: "1,000+". */
export const MAX_COUNT = 1000;
const LIMIT = 24;

/** What suggestions depend on, beside what is typed. */
export interface SuggestionContext {
  readonly isOpen: ReadonlySignal<boolean>;
  /** What else is asked for: names are counted within it. */
  readonly within: ReadonlySignal<string>;
}

const NONE: Suggestions = { from: 0, groups: [] };

/** What goes with a draft while the list is open: from the server, and without a word typed also earlier and saved searches. */
export function useSuggestions(
  draft: ReadonlySignal<string>,
  { isOpen, within }: SuggestionContext,
): Suggestions {
  const told = useSignal<(Completions & { readonly q: string }) | null>(null);
  useSignalEffect(() => {
    if (!isOpen.value) return;
    const q = draft.value;
    const abort = new AbortController();
    const ask = () => {
      const search = new URLSearchParams({
        q,
        limit: String(LIMIT),
        within: askedQuery(within.peek()),
      });
      get<Completions>(`api/complete?${search}`, abort.signal)
        .then((answer) => {
          if (!abort.signal.aborted) told.value = { ...answer, q };
        })
        .catch(() => undefined);
    };
    const timer = setTimeout(ask, q === "" ? 0 : REST_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  });
  useSignalEffect(() => {
    if (isOpen.value) void readFilters().catch(() => undefined);
  });
  if (!isOpen.value) return NONE;
  const { from = 0, options = [], q = "" } = told.value ?? {};
  const fits = (isStill(q, draft.value) ? options : []).map(({ text, help, count }) => ({
    text,
    help,
    count,
    isSearch: false,
  }));
  const isEmpty = draft.value.trim() === "";
  const groups = isEmpty
    ? [
        { head: t("search.recent"), suggestions: recentSearches().map(asSearch) },
        { head: t("search.saved"), suggestions: savedOnes() },
        { head: t("search.fields"), suggestions: fits },
      ]
    : [{ head: t("search.fits"), suggestions: fits }];
  return { from, groups: groups.filter(({ suggestions }) => suggestions.length > 0) };
}

/** Whether an answer still fits what was typed since it was asked for: the same word goes on. */
function isStill(asked: string, draft: string): boolean {
  return draft.startsWith(asked) && !/\s/.test(draft.slice(asked.length));
}

function asSearch(text: string): Suggestion {
  return { text, help: "", count: null, isSearch: true };
}

function savedOnes(): Suggestion[] {
  return (savedFilters.value ?? []).map(({ name, query }) => ({
    text: `filter:${name}`,
    help: query === "" ? t("filters.everything") : query,
    count: null,
    isSearch: false,
  }));
}
