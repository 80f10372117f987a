import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Tags, TagsHeld } from "../../../routes/edit_schemas.ts";
import { get, post } from "../../api.ts";
import { bodiesOf, type Chosen, countOf } from "../../chosen.ts";
import { changeTags, showFailure } from "../../edits.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { useOptions } from "../../parts/use_options.ts";
import { t } from "../../strings.ts";
import { changesOf, rowsOf, type TagMarks, type TagRow, tagNameOf } from "./tag_marks.ts";

/** What the picker needs. */
export interface TagPickerProps {
  readonly chosen: Chosen;
  readonly onClose: () => void;
  /** The tags were changed, or could not be. */
  readonly onSaved?: () => void;
}

/** As many tags are offered at once. */
const OFFERED = 8;

/** Gives and takes tags of the user's own: ticks for what the selection has, and a field for more. */
export function TagPicker({ chosen, onClose, onSaved }: TagPickerProps) {
  const held = useSignal<TagsHeld | null>(null);
  const own = useSignal<Tags["tags"]>([]);
  const marks = useSignal<TagMarks>(new Map());
  const typed = useSignal("");
  useEffect(() => {
    post<TagsHeld>("api/tags/held", bodiesOf(chosen)[0])
      .then((answer) => {
        held.value = answer;
      })
      .catch((failure) => {
        showFailure(failure);
        onClose();
      });
    get<Tags>("api/tags")
      .then(({ tags }) => {
        own.value = tags;
      })
      .catch(() => undefined);
  }, []);
  const mark = (name: string, on: boolean) => {
    marks.value = new Map(marks.peek()).set(name, on);
  };
  const save = () => {
    // What is still in the field is meant as well.
    const name = tagNameOf(typed.peek());
    if (name !== "") mark(name, true);
    if (held.peek() === null) return;
    const changes = changesOf(held.peek()!, marks.peek());
    onClose();
    if (changes.give.length + changes.take.length === 0) return;
    void changeTags(chosen, changes).then(onSaved);
  };
  const rows = held.value === null ? [] : rowsOf(held.value, marks.value);
  const listed = new Set(rows.map(({ name }) => name));
  const n = countOf(chosen);
  return (
    <Dialog className="tag-picker" title={t("tags.title", { n })} onClose={onClose}>
      <TagField
        typed={typed}
        own={own.value.filter(({ name }) => !listed.has(name))}
        add={(name) => mark(name, true)}
      />
      <TagList rows={rows} selected={held.value?.selected ?? n} mark={mark} />
      {held.value !== null && rows.length === 0 && <p class="tag-picker__none">{t("tags.none")}</p>}
      <div class="confirm__ways">
        <button class="button" type="button" onClick={onClose}>
          {t("tags.cancel")}
        </button>
        <button
          class="button"
          data-primary
          type="button"
          disabled={held.value === null}
          onClick={save}
        >
          {t("tags.save")}
        </button>
      </div>
    </Dialog>
  );
}

function TagField({
  typed,
  own,
  add,
}: {
  readonly typed: Signal<string>;
  readonly own: Tags["tags"];
  readonly add: (name: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const name = tagNameOf(typed.value);
  const offered = own.filter((tag) => tag.name.includes(name)).slice(0, OFFERED);
  const isOpen = offered.length > 0 && (name !== "" || own.length <= OFFERED);
  const options = useOptions(offered.length, isOpen);
  // The dialog takes the focus first.
  useEffect(() => queueMicrotask(() => input.current?.focus()), []);
  const take = (chosen: string) => {
    if (chosen !== "") add(chosen);
    typed.value = "";
    options.reset();
    input.current?.focus();
  };
  return (
    <form
      class="tag-picker__form"
      onSubmit={(event) => {
        event.preventDefault();
        take(offered[options.active]?.name ?? name);
      }}
    >
      <input
        {...options.field}
        ref={input}
        class="field"
        type="text"
        maxLength={80}
        autoComplete="off"
        autoCapitalize="none"
        aria-label={t("tags.field")}
        placeholder={t("tags.field")}
        value={typed.value}
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
          options.reset();
        }}
        onKeyDown={(event) => {
          if (options.move(event.key)) event.preventDefault();
        }}
      />
      <button class="button" type="submit" disabled={name === ""}>
        {t("tags.add")}
      </button>
      <div
        class="tag-picker__options"
        id={options.listId}
        role="listbox"
        aria-label={t("tags.options")}
        hidden={!isOpen}
      >
        {offered.map((tag, position) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys, and says which option they stand on.
          <div
            key={tag.name}
            id={options.idOf(position)}
            role="option"
            tabIndex={-1}
            aria-selected={position === options.active}
            onClick={() => take(tag.name)}
          >
            <span>{tag.name}</span>
            <span class="tag-picker__count">{t("tags.items", { n: tag.items })}</span>
          </div>
        ))}
      </div>
    </form>
  );
}

function TagList({
  rows,
  selected,
  mark,
}: {
  readonly rows: readonly TagRow[];
  readonly selected: number;
  readonly mark: (name: string, on: boolean) => void;
}) {
  if (rows.length === 0) return null;
  return (
    <ul class="tag-picker__held" aria-label={t("tags.held")}>
      {rows.map(({ name, items, checked }) => (
        <li key={name}>
          <label>
            <input
              type="checkbox"
              checked={checked === true}
              indeterminate={checked === null}
              onChange={({ currentTarget }) => mark(name, currentTarget.checked)}
            />
            <span>{name}</span>
            <span class="tag-picker__count">
              {items === 0
                ? t("tags.new")
                : t(items === selected ? "tags.all" : "tags.some", { n: items, all: selected })}
            </span>
          </label>
        </li>
      ))}
    </ul>
  );
}
