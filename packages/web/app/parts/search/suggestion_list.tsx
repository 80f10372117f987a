import { printCount } from "../../quantities.ts";
import { t } from "../../strings.ts";
import type { Options } from "../use_options.ts";
import { MAX_COUNT, type Suggestion, type SuggestionGroup } from "./use_suggestions.ts";

/** What the list needs. */
export interface SuggestionListProps {
  readonly groups: readonly SuggestionGroup[];
  readonly options: Options;
  readonly take: (suggestion: Suggestion) => void;
}

/** What the query may go on with, under the field. */
export function SuggestionList({ groups, options, take }: SuggestionListProps) {
  let position = 0;
  return (
    <div
      class="suggestions"
      id={options.listId}
      role="listbox"
      aria-label={t("search.options")}
      hidden={groups.length === 0}
    >
      {groups.map(({ head, suggestions }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options, which a fieldset cannot be.
        <div key={head} role="group" aria-label={head}>
          <p class="suggestions__head" aria-hidden="true">
            {head}
          </p>
          {suggestions.map((suggestion) => {
            const at = position++;
            return (
              <SuggestionRow
                key={suggestion.text}
                id={options.idOf(at)}
                suggestion={suggestion}
                isActive={at === options.active}
                take={take}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}

function SuggestionRow({
  id,
  suggestion,
  isActive,
  take,
}: {
  readonly id: string;
  readonly suggestion: Suggestion;
  readonly isActive: boolean;
  readonly take: (suggestion: Suggestion) => void;
}) {
  const { text, help, count } = suggestion;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys, and says which option they stand on.
    <div
      class="suggestions__row"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      // The field keeps the focus.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => take(suggestion)}
    >
      <code>{text}</code>
      <span class="suggestions__help">{help}</span>
      {count !== null && (
        <span class="suggestions__count">
          {count >= MAX_COUNT ? t("search.count.many", { n: count }) : printCount(count)}
        </span>
      )}
    </div>
  );
}
