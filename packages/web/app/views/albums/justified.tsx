import type { ComponentChildren } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { layoutRows } from "../../grid/layout.ts";
import { measureRoom, type Room } from "../../grid/measure.ts";
import { preferences } from "../../state.ts";
import { moveAmong } from "./arrow_keys.ts";

/** Where an item stands in its row, px. */
export interface Place {
  readonly width: number;
  readonly height: number;
}

/** What rows are made of. */
export interface JustifiedProps {
  readonly label: string;
  /** Width over height of each. */
  readonly ratios: readonly number[];
  /** Between items, px. @default the grid's */
  readonly gap?: number;
  /** The links in it, among which arrows move. */
  readonly links: string;
  /** Draws an item as an `<li>` of its width. */
  readonly draw: (index: number, place: Place) => ComponentChildren;
}

/** Items in rows of equal width, laid out as the library's. */
export function Justified({ label, ratios, gap, links, draw }: JustifiedProps) {
  const root = useRef<HTMLUListElement>(null);
  const room = useRoom(root);
  const space = gap ?? room?.gap ?? 0;
  const places = useMemo(() => room && placesOf(ratios, room, space), [ratios, room, space]);
  return (
    <ul
      ref={root}
      class="justified"
      aria-label={label}
      style={{ gap: `${space}px` }}
      onKeyDown={(event) => moveAmong(event, links)}
    >
      {places?.map((place, index) => draw(index, place))}
    </ul>
  );
}

function placesOf(ratios: readonly number[], room: Room, gap: number): Place[] {
  const rows = layoutRows(ratios, { width: room.width, rowHeight: room.rowHeight, gap });
  return Array.from({ length: rows.count }, (_, row) => {
    const [first = 0, end = 0] = rows.first.slice(row, row + 2);
    const height = rows.height[row] ?? 0;
    return Array.from(rows.width.slice(first, end), (width) => ({ width, height }));
  }).flat();
}

function useRoom(root: { readonly current: HTMLElement | null }): Room | undefined {
  const [room, setRoom] = useState<Room>();
  const size = preferences.value.rowSize;
  useLayoutEffect(() => {
    const element = root.current;
    if (element === null) return;
    const measure = () => {
      const now = measureRoom(element, size);
      setRoom((before) => (isSame(before, now) ? before : now));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [size]);
  return room;
}

function isSame(a: Room | undefined, b: Room): boolean {
  return a?.width === b.width && a.rowHeight === b.rowHeight && a.gap === b.gap;
}
