import { printCompact } from "../../quantities.ts";
import { searchFor } from "./search_link.ts";
import type { Stats } from "./stats_api.ts";
import { t } from "./strings.ts";
import { useWidth } from "./use_width.ts";

type Sizes = Pick<Stats, "sizes" | "sizeEdges">;

/** Left of the field and under it, for the edges' figures. */
const SIDE = 44;
const TOP = 26;
const FOOT = 40;
const MAX_CELL = 46;
/** From here on a field has room for its figure. */
const WIDE_CELL = 34;

/** Width against height: the more items a field has, the fuller it is. The table beside it has the figures. */
export function Density({ sizes, sizeEdges }: Sizes) {
  const [ref, width] = useWidth();
  const [left, right] = spanOf(sizes.map((cell) => sizeEdges.indexOf(cell.width)));
  const [low, high] = spanOf(sizes.map((cell) => sizeEdges.indexOf(cell.height)));
  const across = right - left + 1;
  const up = high - low + 1;
  const cell = Math.max(6, Math.min(MAX_CELL, Math.floor((width - SIDE - 8) / across)));
  const floor = TOP + up * cell;
  const placeOf = (one: Stats["sizes"][number]) => ({
    x: SIDE + (sizeEdges.indexOf(one.width) - left) * cell,
    y: floor - (sizeEdges.indexOf(one.height) - low + 1) * cell,
  });
  const fullest = sizes.length > 1 ? sizes[0] : undefined;
  const most = Math.max(1, ...sizes.map(({ items }) => items));
  return (
    <div ref={ref} class="density" style={{ height: floor + FOOT }}>
      <svg width={width} height={floor + FOOT} aria-hidden="true">
        {sizes.map((one) => (
          <a key={`${one.width} ${one.height}`} href={linkOf(one, sizeEdges)} tabindex={-1}>
            <title>{wordsOf(one, sizeEdges)}</title>
            <rect
              class="density__cell"
              {...placeOf(one)}
              width={cell - 1}
              height={cell - 1}
              fill-opacity={0.1 + 0.9 * Math.sqrt(one.items / most)}
            />
          </a>
        ))}
        {fullest !== undefined && cell >= WIDE_CELL && (
          <text
            class="density__most"
            x={placeOf(fullest).x + cell / 2}
            y={placeOf(fullest).y + cell / 2 + 4}
            text-anchor="middle"
          >
            {printCompact(fullest.items)}
          </text>
        )}
        <Axes
          across={edgesOf(sizeEdges, [left, right], cell)}
          up={edgesOf(sizeEdges, [low, high], Math.max(cell, 30))}
          cell={cell}
          floor={floor}
        />
      </svg>
    </div>
  );
}

type EdgePlace = { readonly edge: number; readonly place: number };

/** The edges beside the field, and what they measure. */
function Axes({
  across,
  up,
  cell,
  floor,
}: {
  readonly across: readonly EdgePlace[];
  readonly up: readonly EdgePlace[];
  readonly cell: number;
  readonly floor: number;
}) {
  return (
    <>
      {across.map(({ edge, place }) => (
        <text key={`across ${edge}`} x={SIDE + place * cell} y={floor + 16} text-anchor="middle">
          {edge}
        </text>
      ))}
      {up.map(({ edge, place }) => (
        <text key={`up ${edge}`} x={SIDE - 8} y={floor - place * cell + 4} text-anchor="end">
          {edge}
        </text>
      ))}
      <text x={SIDE} y={floor + 34}>
        {t("stats.sizes.across")}
      </text>
      <text x={0} y={12}>
        {t("stats.sizes.up")}
      </text>
    </>
  );
}

/** Pixels from an edge up to the next: `1,280 to 1,599`. */
export function printStretch(edge: number, edges: readonly number[]): string {
  const next = edges[edges.indexOf(edge) + 1];
  if (next === undefined) return t("stats.sizes.over", { from: edge });
  return t("stats.sizes.range", { from: edge, to: next - 1 });
}

/** Where the items of a field are. */
export function linkOf(
  { width, height }: Stats["sizes"][number],
  edges: readonly number[],
): string {
  return searchFor(`${within("w", width, edges)} ${within("h", height, edges)}`);
}

function within(key: "w" | "h", edge: number, edges: readonly number[]): string {
  const next = edges[edges.indexOf(edge) + 1];
  return next === undefined ? `${key}:>=${edge}` : `${key}:${edge}..${next - 1}`;
}

function wordsOf(cell: Stats["sizes"][number], edges: readonly number[]): string {
  return t("stats.sizes.cell", {
    n: cell.items,
    width: printStretch(cell.width, edges),
    height: printStretch(cell.height, edges),
  });
}

function spanOf(places: readonly number[]): [number, number] {
  return [Math.min(...places), Math.max(...places)];
}

/** The edges that have room for their figure, as whole cells from the first. */
function edgesOf(
  edges: readonly number[],
  [from, to]: readonly [number, number],
  cell: number,
): EdgePlace[] {
  const every = Math.max(1, Math.ceil(38 / cell));
  return edges
    .map((edge, at) => ({ edge, place: at - from }))
    .filter(({ place }) => place >= 0 && place <= to - from && place % every === 0);
}
