import type { ComponentChildren } from "preact";

/** A table that scrolls sideways where it has no room, by keys too. */
export function Scroller({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keys
    <section class="figures" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
