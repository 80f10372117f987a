import { type Figure, isKept } from "../../study/study.ts";
import { type Markup, markup } from "../markup.ts";

const WIDTH = 132;
const MIDDLE = 8;
/** Room on both sides, as a share of what is shown. */
const MARGIN = 0.08;

/** All that a figure saw as a line, its value as a dot, its target as a bar across: what lies beside what. */
export function drawGauge(figure: Figure): Markup | undefined {
  const { min, max, value, target } = figure;
  const limit = target && ("atMost" in target ? target.atMost : target.atLeast);
  const shown = [min, max, value, ...(limit === undefined ? [] : [limit])];
  if (!shown.every(Number.isFinite)) return undefined;
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const span = high - low || 1;
  const at = (amount: number) => {
    const share = (amount - low) / span;
    return Math.round((MARGIN + share * (1 - 2 * MARGIN)) * WIDTH * 10) / 10;
  };
  const kept = isKept(figure);
  const tone = kept === undefined ? " is-told" : kept ? "" : " is-miss";
  return markup`<svg class="gauge" viewBox="0 0 ${WIDTH} 16" aria-hidden="true"><path class="gauge__range" d="M${at(min)} ${MIDDLE}H${at(max)}"/>${
    limit !== undefined && markup`<path class="gauge__target" d="M${at(limit)} 1v14"/>`
  }<circle class="gauge__value${tone}" cx="${at(value)}" cy="${MIDDLE}" r="4.2"/></svg>`;
}
