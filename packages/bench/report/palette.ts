import type { Role } from "../study/case.ts";
import type { Chart } from "./chart.ts";

/** How a series looks, in every chart alike: its colour is a class of plot.css, its marker tells it without colour. */
export interface Look {
  readonly tone: string;
  readonly role: Role;
  /** Of the line, as SVG wants it; undefined: solid. */
  readonly dash: string | undefined;
  readonly marker: Marker;
}

/** Shapes of points. */
export const MARKERS = ["circle", "square", "diamond", "triangle", "ring", "cross"] as const;

/** One of {@link MARKERS}. */
export type Marker = (typeof MARKERS)[number];

/** Colours of plot.css that tell series of our own apart, the most different first. */
export const TONES = ["leaf", "blue", "amber", "violet", "clay", "teal", "rose", "earth"] as const;

/** The ways of running work look the same wherever they are shown. */
const STRATEGIES: Readonly<Record<string, (typeof TONES)[number]>> = {
  adaptive: "leaf",
  pool: "blue",
  async: "violet",
  threads: "amber",
  processes: "clay",
  queue: "teal",
  sequential: "rose",
};
/** Words for one of them. */
const ALIASES: Readonly<Record<string, string>> = {
  thread: "threads",
  process: "processes",
  loop: "async",
};
const PEER_DASHES = ["7 3", "2 3", "10 3 2 3", "5 5", "1 2", "12 4"];

/** Looks of series, by name. */
export interface Palette {
  /** @param name A series; what names a strategy, as "pool, 8 jobs", looks like it. */
  readonly lookOf: (name: string, role: Role) => Look;
}

/**
 * One look for each series of all these charts. Our own have colours, peers are grey and dashed, ceilings dotted.
 *
 * @param charts In the order of the report: series that no table knows get their colour as they come.
 */
export function makePalette(charts: readonly Chart[]): Palette {
  const known = new Map<string, Look>();
  const counts: Record<Role, number> = { acacia: 0, peer: 0, ceiling: 0 };
  const lookOf = (name: string, role: Role): Look => {
    const strategy = strategyOf(name);
    const key = `${role} ${strategy ?? name}`;
    const look = known.get(key) ?? makeLook(role, strategy, counts[role]);
    if (!known.has(key)) {
      known.set(key, look);
      counts[role] += 1;
    }
    return look;
  };
  for (const { name, role } of charts.flatMap(seriesOf)) lookOf(name, role);
  return { lookOf };
}

function makeLook(role: Role, strategy: string | undefined, count: number): Look {
  const marker = MARKERS[count % MARKERS.length]!;
  if (role === "ceiling") return { tone: "ceiling", role, dash: "1 4", marker };
  if (role === "peer") {
    return { tone: "peer", role, dash: PEER_DASHES[count % PEER_DASHES.length], marker };
  }
  const tone = strategy === undefined ? TONES[count % TONES.length]! : STRATEGIES[strategy]!;
  return { tone, role, dash: undefined, marker };
}

/** The strategy that a name holds as a word of its own, as "pool, 8 jobs" and "waiting: threads" do. */
function strategyOf(name: string): string | undefined {
  const words = name
    .split(/[\s,:;()]+/)
    .map((word) => (Object.hasOwn(ALIASES, word) ? ALIASES[word]! : word));
  return words.find((word) => Object.hasOwn(STRATEGIES, word));
}

function seriesOf(chart: Chart): readonly { readonly name: string; readonly role: Role }[] {
  if (chart.kind === "lines") return chart.series;
  return chart.kind === "bars" ? chart.rows : chart.groups;
}
