import { type Markup, markup, type Part } from "../markup.ts";
import type { Palette } from "../palette.ts";

/** What every plot is drawn with. */
export interface DrawOptions {
  /** Of the viewBox, px: text keeps its size on a phone when a narrow plot is drawn for it. */
  readonly width: number;
  readonly palette: Palette;
  /** Class of the `svg`. */
  readonly className?: string;
  /** Id of the element that names the picture; without it the title stands inside. */
  readonly titleId?: string;
  /** For a picture by itself: styles that stand inside. */
  readonly css?: string;
}

/** Below this a plot is one for a phone, px. */
export const NARROW_PX = 520;

/** The `svg` around a plot. */
export function wrapPlot(
  content: Part,
  { title, height, options }: { title: string; height: number; options: DrawOptions },
): Markup {
  const { width, className = "", titleId, css } = options;
  const size = `0 0 ${width} ${Math.ceil(height)}`;
  if (titleId !== undefined) {
    return markup`<svg class="plot ${className}" viewBox="${size}" role="img" aria-labelledby="${titleId}">${content}</svg>`;
  }
  return markup`<svg xmlns="http://www.w3.org/2000/svg" class="plot ${className}" viewBox="${size}" width="${width}" height="${Math.ceil(height)}" role="img" aria-label="${title}"><title>${title}</title>
<style>${css ?? ""}</style>
<rect class="ground" width="${width}" height="${Math.ceil(height)}"/>${content}</svg>`;
}
