import type { ChartPoint, LineChart } from "../chart.ts";
import { type Markup, markup } from "../markup.ts";
import type { Look } from "../palette.ts";
import { type DrawOptions, NARROW_PX, wrapPlot } from "./draw.ts";
import { cutToFit, spreadLabels, widthOf } from "./labels.ts";
import { drawMarker } from "./marker.ts";
import { makeScale, type PlotScale, printTick } from "./scale.ts";

const LABEL_GAP = 15;
const TOP = 34;
const FOOT = 46;
/** With no more x values than this, the axis names each of them. */
const MAX_OWN_TICKS = 7;
/** A line that ends so far before the right edge is named where it ends. */
const EARLY_PX = 24;

interface Line {
  readonly name: string;
  readonly look: Look;
  readonly points: readonly ChartPoint[];
}

interface Place {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly foot: number;
  readonly x: PlotScale;
  readonly y: PlotScale;
}

/** Lines with bands around them, each named where it ends. */
export function drawLines(chart: LineChart, options: DrawOptions): Markup {
  const lines = chart.series
    .map(({ name, role, points }) => ({
      name,
      look: options.palette.lookOf(name, role),
      points: points.filter(isDrawable).toSorted((a, b) => a.x - b.x),
    }))
    .filter(({ points }) => points.length > 0);
  const isNarrow = options.width < NARROW_PX;
  const height = Math.max(isNarrow ? 300 : 380, TOP + FOOT + lines.length * LABEL_GAP);
  const maxLabel = isNarrow ? 104 : 176;
  const label = Math.min(maxLabel, Math.max(30, ...lines.map(({ name }) => widthOf(name) + 6)));
  const place = placeOf(chart, lines, { width: options.width, height, label, isNarrow });
  // Our own are drawn last: over what they are compared with.
  const order = lines.toSorted((a, b) => rankOf(a.look) - rankOf(b.look));
  const content = markup`${drawAxes(chart, place)}
${order.map((line) => drawBand(line, place))}
${order.map((line) => drawLine(line, place))}
${drawNames(lines, place, label)}`;
  return wrapPlot(content, { title: chart.title, height, options });
}

function isDrawable({ x, y }: ChartPoint): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}

function rankOf({ role }: Look): number {
  return role === "acacia" ? 2 : role === "peer" ? 1 : 0;
}

function placeOf(
  { x, y }: LineChart,
  lines: readonly Line[],
  given: { width: number; height: number; label: number; isNarrow: boolean },
): Place {
  const points = lines.flatMap((line) => line.points);
  const [left, right] = [given.isNarrow ? 34 : 44, given.width - given.label - 14];
  const [top, foot] = [TOP, given.height - FOOT];
  const xs = [...new Set(points.map((point) => point.x))].sort((a, b) => a - b);
  const across = makeScale(x.scale, xs, {
    range: [left + 6, right],
    ticks: given.isNarrow ? 4 : 8,
  });
  const up = makeScale(
    y.scale,
    points.flatMap(({ low, y: middle, high }) => [low, middle, high]),
    {
      range: [foot, top],
      ticks: 5,
      fromZero: y.scale === "linear",
    },
  );
  const ticks = xs.length <= MAX_OWN_TICKS ? xs.filter(isApart(across)) : across.ticks;
  return { left, right, top, foot, x: { ...across, ticks }, y: up };
}

/** Leaves out a tick whose words would run into the one before it. */
function isApart({ at }: PlotScale): (value: number) => boolean {
  let end = Number.NEGATIVE_INFINITY;
  return (value) => {
    const half = widthOf(printTick(value)) / 2 + 3;
    if (at(value) - half < end) return false;
    end = at(value) + half;
    return true;
  };
}

function drawAxes({ x, y }: LineChart, place: Place): Markup {
  const { left, right, foot } = place;
  return markup`<text class="axis" x="0" y="14">${y.label}${y.scale === "log" && ", logarithmic"}</text>
${place.y.ticks.map((tick) => {
  const at = place.y.at(tick);
  return markup`<path class="grid" d="M${left} ${at}H${right}"/><text class="tick" x="${left - 6}" y="${at + 4}" text-anchor="end">${printTick(tick)}</text>`;
})}
<path class="rule" d="M${left} ${foot}H${right}"/>
${place.x.ticks.map((tick) => {
  const at = place.x.at(tick);
  return markup`<path class="rule" d="M${at} ${foot}v5"/><text class="tick" x="${at}" y="${foot + 18}" text-anchor="middle">${printTick(tick)}</text>`;
})}
<text class="axis" x="${(left + right) / 2}" y="${foot + 38}" text-anchor="middle">${x.label}</text>`;
}

function drawBand({ look, points }: Line, { x, y }: Place): Markup | undefined {
  const known = points.filter(({ low, high }) => Number.isFinite(low) && Number.isFinite(high));
  if (known.length < 2) return undefined;
  const there = known.map((point) => `${x.at(point.x)} ${y.at(point.high)}`);
  const back = known.toReversed().map((point) => `${x.at(point.x)} ${y.at(point.low)}`);
  return markup`<path class="band tone-${look.tone}" d="M${[...there, ...back].join("L")}z"/>`;
}

function drawLine({ name, look, points }: Line, { x, y }: Place): Markup {
  const places = points.map((point) => ({ point, x: x.at(point.x), y: y.at(point.y) }));
  const path = places.map((at) => `${at.x} ${at.y}`).join("L");
  const hasMarkers = look.role !== "ceiling" && points.length <= 24;
  return markup`<g class="series is-${look.role} tone-${look.tone}"><path class="line" d="M${path}"${
    look.dash !== undefined && markup` stroke-dasharray="${look.dash}"`
  }/>${places.map((at) => {
    const title = markup`<title>${name}, ${printTick(at.point.x)}: ${printTick(at.point.y)} (${printTick(at.point.low)} – ${printTick(at.point.high)})</title>`;
    return hasMarkers && markup`<g>${title}${drawMarker(look.marker, at)}</g>`;
  })}</g>`;
}

/** Lines that reach the right edge are named beside it; others where they end, in a halo. */
function drawNames(lines: readonly Line[], place: Place, label: number): Markup {
  const isEarly = ({ points }: Line) => place.x.at(points.at(-1)!.x) < place.right - EARLY_PX;
  const late = lines.filter((line) => !isEarly(line));
  const wanted = late.map(({ points }) => place.y.at(points.at(-1)!.y));
  const places = spreadLabels(wanted, { gap: LABEL_GAP, from: place.top, to: place.foot });
  return markup`${late.map((line, index) => drawName(line, { ...place, at: places[index]!, label }))}
${lines.filter(isEarly).map((line) => drawEarlyName(line, place))}`;
}

function drawName(
  { name, look, points }: Line,
  { x, y, right, at, label }: Place & { readonly at: number; readonly label: number },
): Markup {
  const end = points.at(-1)!;
  const [fromX, fromY] = [x.at(end.x) + 7, y.at(end.y)];
  const isFar = Math.abs(at - fromY) > 3 || fromX < right;
  return markup`<g class="name is-${look.role} tone-${look.tone}">${
    isFar && markup`<path class="leader" d="M${fromX} ${fromY}L${right + 9} ${at}"/>`
  }<text x="${right + 12}" y="${at + 4}">${cutToFit(name, label)}</text></g>`;
}

function drawEarlyName({ name, look, points }: Line, { x, y, right }: Place): Markup {
  const end = points.at(-1)!;
  const at = x.at(end.x) + 9;
  return markup`<g class="name name--early is-${look.role} tone-${look.tone}"><text x="${at}" y="${y.at(end.y) + 14}">${cutToFit(name, right - at)}</text></g>`;
}
