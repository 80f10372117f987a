import { printerOf } from "../amounts.ts";
import type { BarChart } from "../chart.ts";
import { type Markup, markup } from "../markup.ts";
import { type DrawOptions, NARROW_PX, wrapPlot } from "./draw.ts";
import { cutToFit, widthOf } from "./labels.ts";
import { makeScale } from "./scale.ts";

type Row = BarChart["rows"][number];

/** Where things stand, px. */
interface Place {
  readonly left: number;
  readonly right: number;
  readonly rowHeight: number;
  /** From a row's top to its bar. */
  readonly barTop: number;
  readonly isNarrow: boolean;
}

const THICK = 14;
/** Our own names are bold, and so much wider. */
const BOLDER = 1.1;

/** Bars from nothing on, with whiskers where the middle likely lies, and the value beside each. */
export function drawBars(chart: BarChart, options: DrawOptions): Markup {
  const isNarrow = options.width < NARROW_PX;
  const rows = chart.rows.filter(({ value }) => Number.isFinite(value));
  const printer = printerFor(chart);
  const words = rows.map((row) => wordsOf(row, printer).join("   "));
  const names = Math.min(220, Math.max(40, ...rows.map(({ name }) => widthOf(name) * BOLDER + 6)));
  const place: Place = {
    left: isNarrow ? 0 : names + 8,
    right: options.width - Math.max(40, ...words.map(widthOf)) - 18,
    rowHeight: isNarrow ? 40 : 27,
    barTop: isNarrow ? 20 : 6,
    isNarrow,
  };
  const ends = rows.flatMap(({ value, high }) => [value, high]);
  const { at } = makeScale("linear", ends, { range: [0, 1], ticks: 1, fromZero: true });
  const largest = Math.max(0, ...ends.filter(Number.isFinite));
  const across = (value: number) =>
    place.left +
    Math.max(0, largest === 0 ? at(0) : value / largest) * Math.max(20, place.right - place.left);
  const content = markup`${rows.map((row, index) => {
    const top = 4 + index * place.rowHeight;
    return drawRow(row, { top, place, across, printer, options });
  })}
<path class="rule" d="M${place.left} 2V${8 + rows.length * place.rowHeight}"/>`;
  const height = 12 + Math.max(1, rows.length) * place.rowHeight;
  return wrapPlot(content, { title: chart.title, height, options });
}

/** Values of one chart in one way: with its unit, and as many digits as the largest needs. */
interface Printer {
  readonly unit: string;
  readonly print: (value: number) => string;
}

function printerFor({ unit, rows }: BarChart): Printer {
  const print = printerOf(rows.map(({ value }) => value));
  return { unit, print: (value) => `${print(value)} ${unit}`.trim() };
}

/** Value and text; where the text begins with the value, as in "4.1 s, 4.7 ×", one of both is enough. */
function wordsOf({ value, text }: Row, { unit, print }: Printer): readonly string[] {
  if (text === undefined) return [print(value)];
  const [, told = "", more = ""] = /^(\d[\d,]*(?:\.\d+)?)\s*(.*)$/.exec(text) ?? [];
  const half = 0.5 * 10 ** -(told.split(".")[1]?.length ?? 0);
  const isTold = told !== "" && Math.abs(Number(told.replaceAll(",", "")) - value) <= half * 1.001;
  if (isTold && unit.endsWith(more)) return [print(value)];
  return isTold && more.startsWith(`${unit},`) ? [text] : [print(value), text];
}

function drawRow(
  row: Row,
  given: {
    top: number;
    place: Place;
    across: (value: number) => number;
    printer: Printer;
    options: DrawOptions;
  },
): Markup {
  const { top, place, across, printer, options } = given;
  const { print } = printer;
  const { tone, role } = options.palette.lookOf(row.name, row.role);
  const [y, end] = [top + place.barTop, across(row.value)];
  const reach = Math.max(end, Number.isFinite(row.high) ? across(row.high) : end);
  const text = y + THICK / 2 + 4.5;
  const [value, more] = wordsOf(row, printer);
  const name = place.isNarrow
    ? markup`<text class="bar__name" x="0" y="${top + 13}">${cutToFit(row.name, options.width)}</text>`
    : markup`<text class="bar__name" x="${place.left - 8}" y="${text}" text-anchor="end">${cutToFit(row.name, place.left - 12)}</text>`;
  return markup`<g class="row is-${role} tone-${tone}"><title>${row.name}: ${print(row.value)} (${print(row.low)} – ${print(row.high)})</title>${name}
<path class="bar" d="M${place.left} ${y}H${round(Math.max(end, place.left + 0.5))}v${THICK}H${place.left}z"/>${drawWhisker(row, { y: y + THICK / 2, across })}
<text class="bar__value" x="${round(reach) + 8}" y="${text}">${value}${more !== undefined && markup`<tspan class="bar__text" dx="10">${more}</tspan>`}</text></g>`;
}

function drawWhisker(
  { low, high }: Row,
  { y, across }: { y: number; across: (value: number) => number },
): Markup | undefined {
  if (!Number.isFinite(low) || !Number.isFinite(high) || high <= low) return undefined;
  const [from, to] = [round(across(low)), round(across(high))];
  const path = `M${from} ${y}H${to}M${from} ${y - 3}v6M${to} ${y - 3}v6`;
  return markup`<path class="halo" d="${path}"/><path class="whisker" d="${path}"/>`;
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}
