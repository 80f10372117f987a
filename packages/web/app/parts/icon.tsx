import type { IconName } from "./make_icon.ts";

/** A line drawing beside a word; says nothing to screen readers. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" aria-hidden="true" focusable="false">
      <use href={`#icon-${name}`} />
    </svg>
  );
}
