import { useSignal } from "@preact/signals";
import type { MediaDetail } from "../../routes/schemas.ts";
import { changeTags } from "../edits.ts";
import { Icon } from "../parts/icon.tsx";
import { later } from "../parts/later.ts";
import { writeBlock } from "../state.ts";
import { t } from "../strings.ts";
import { searchFor, tagQuery } from "./search_link.ts";

const TagPicker = later(async () => (await import("../views/library/tag_picker.tsx")).TagPicker);

/** What the tags need. */
export interface TagsProps {
  readonly media: MediaDetail;
  /** The tags are others now. */
  readonly onChange: () => void;
}

/** Imgur's tags, the user's own, and a way to more of these; each leads to what has it. */
export function DetailsTags({ media, onChange }: TagsProps) {
  const isPicking = useSignal(false);
  const { id, ownTags, post } = media;
  const isFree = writeBlock.value === null;
  const remove = (tag: string) =>
    void changeTags([id], { give: [], take: [tag] }).then(onChange, onChange);
  return (
    <>
      <ul class="details__tags" aria-label={t("details.tags")}>
        {(post?.tags ?? []).map((tag) => (
          <li key={`imgur ${tag}`}>
            <a href={searchFor(tagQuery(tag))}>{tag}</a>
          </li>
        ))}
        {ownTags.map((tag) => (
          <li key={`own ${tag}`} class="details__own" title={t("details.ownTags")}>
            <a href={searchFor(tagQuery(tag))}>{tag}</a>
            {isFree && (
              <button
                class="details__untag"
                type="button"
                aria-label={t("details.tags.remove", { tag })}
                onClick={() => remove(tag)}
              >
                <Icon name="close" />
              </button>
            )}
          </li>
        ))}
        {isFree && (
          <li>
            <button
              class="details__add"
              type="button"
              onClick={() => {
                isPicking.value = true;
              }}
            >
              {t("details.tags.add")}
            </button>
          </li>
        )}
      </ul>
      {isPicking.value && (
        <TagPicker
          chosen={[id]}
          onSaved={onChange}
          onClose={() => {
            isPicking.value = false;
          }}
        />
      )}
    </>
  );
}
