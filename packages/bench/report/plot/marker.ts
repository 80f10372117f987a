import { type Markup, markup } from "../markup.ts";
import type { Marker } from "../palette.ts";

const RADIUS = 3.6;

/** A point of a line: its shape tells the series apart where colour does not. */
export function drawMarker(
  marker: Marker,
  { x, y }: { readonly x: number; readonly y: number },
): Markup {
  const r = RADIUS;
  switch (marker) {
    case "circle":
      return markup`<circle class="point" cx="${x}" cy="${y}" r="${r}"/>`;
    case "ring":
      return markup`<circle class="point point--open" cx="${x}" cy="${y}" r="${r}"/>`;
    case "square":
      return markup`<path class="point" d="M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z"/>`;
    case "diamond":
      return markup`<path class="point" d="M${x} ${y - r * 1.35}l${r * 1.35} ${r * 1.35}l${-r * 1.35} ${r * 1.35}l${-r * 1.35} ${-r * 1.35}z"/>`;
    case "triangle":
      return markup`<path class="point" d="M${x} ${y - r * 1.2}l${r * 1.2} ${r * 2.1}h${-r * 2.4}z"/>`;
    case "cross":
      return markup`<path class="point point--open" d="M${x - r} ${y - r}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}"/>`;
    default:
      return marker satisfies never;
  }
}
