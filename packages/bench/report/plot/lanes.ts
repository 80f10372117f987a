import { scaleOf } from "../amounts.ts";
import type { LaneChart } from "../chart.ts";
import { type Markup, markup } from "../markup.ts";
import { type DrawOptions, NARROW_PX, wrapPlot } from "./draw.ts";
import { cutToFit, widthOf } from "./labels.ts";
import { makeScale, type PlotScale, printTick } from "./scale.ts";

type Group = LaneChart["groups"][number];
type Span = Group["lanes"][number][number];

const TONES = ["wait", "work", "bad"] as const;
const HEAD = 20;
const GAP = 14;
/** All lanes of a group together take about so much, px. */
const GROUP_PX = 44;

/** What each slot did and when: all groups on one clock. */
export function drawLanes(chart: LaneChart, options: DrawOptions): Markup {
  const durationMs = Math.max(1, timeOf(chart.durationMs));
  const isNarrow = options.width < NARROW_PX;
  const { unit, print } = scaleOf("ms", [durationMs]);
  const clock = makeScale("linear", [0, durationMs], {
    range: [0, options.width - 1],
    ticks: isNarrow ? 4 : 8,
  });
  let top = 4;
  const groups = chart.groups.map((group) => {
    const drawn = drawGroup(group, { top, clock, options, time: (ms) => `${print(ms)} ${unit}` });
    top += HEAD + heightOf(group) + GAP;
    return drawn;
  });
  const foot = top - GAP + 6;
  const content = markup`${clock.ticks.map((tick) => markup`<path class="grid" d="M${clock.at(tick)} 4V${foot}"/>`)}
${groups}
<path class="rule" d="M0 ${foot}H${options.width}"/>
${clock.ticks.map((tick, index) => {
  const anchor = index === 0 ? "start" : clock.at(tick) > options.width - 16 ? "end" : "middle";
  return markup`<text class="tick" x="${clock.at(tick)}" y="${foot + 16}" text-anchor="${anchor}">${printTick(unit === "s" ? tick / 1_000 : tick)}${index === 0 && ` ${unit}`}</text>`;
})}`;
  return wrapPlot(content, { title: chart.title, height: foot + 24, options });
}

/** A time on the clock, ms; what is none stands at its begin. */
function timeOf(ms: number): number {
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}

function pitchOf({ lanes }: Group): number {
  return Math.min(9, Math.max(1.5, GROUP_PX / Math.max(1, lanes.length)));
}

function heightOf(group: Group): number {
  return Math.max(6, pitchOf(group) * group.lanes.length);
}

function drawGroup(
  group: Group,
  given: { top: number; clock: PlotScale; options: DrawOptions; time: (ms: number) => string },
): Markup {
  const { top, clock, options, time } = given;
  const { tone, role } = options.palette.lookOf(group.name, group.role);
  const [pitch, y] = [pitchOf(group), top + HEAD];
  const end = clock.at(timeOf(group.endMs));
  const words = time(timeOf(group.endMs));
  const isAtEdge = end > options.width - widthOf(words) - 8;
  return markup`<g class="lanes is-${role} tone-${tone}"><text class="lanes__name" x="0" y="${top + 12}">${cutToFit(group.name, options.width - 80)}</text>
${TONES.map((kind) => drawSpans(group, kind, { y, pitch, clock }))}
<path class="lanes__end" d="M${end} ${y - 4}V${y + heightOf(group) + 3}"/><text class="lanes__time" x="${isAtEdge ? end : end + 5}" y="${top + 12}" text-anchor="${isAtEdge ? "end" : "start"}">${words}</text></g>`;
}

/** Every span of one tone as one path: a race has thousands. */
function drawSpans(
  { lanes }: Group,
  kind: Span["tone"],
  { y, pitch, clock }: { y: number; pitch: number; clock: PlotScale },
): Markup | undefined {
  const parts = lanes.flatMap((spans, lane) => {
    const at = Math.round((y + (lane + 0.5) * pitch) * 10) / 10;
    return spans
      .filter(({ tone, fromMs, toMs }) => tone === kind && toMs >= fromMs && Number.isFinite(toMs))
      .map(({ fromMs, toMs }) => {
        const from = clock.at(fromMs);
        // A hair's breadth between two spans: one ends where the next begins.
        return `M${from} ${at}H${Math.max(from + 0.4, Math.round((clock.at(toMs) - 0.5) * 10) / 10)}`;
      });
  });
  if (parts.length === 0) return undefined;
  const thick = Math.round(Math.max(1, pitch * 0.78) * 10) / 10;
  return markup`<path class="span span--${kind}" stroke-width="${thick}" d="${parts.join("")}"/>`;
}
