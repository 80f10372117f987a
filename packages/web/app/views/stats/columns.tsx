import { useWidth } from "./use_width.ts";

/** What a stretch of time amounts to. */
export interface Column {
  /** Under the axis, where there is room. */
  readonly tick: string;
  /** All of it in words. */
  readonly words: string;
  /** The amount in the reader's way. */
  readonly value: string;
  readonly amount: number;
  readonly href?: string;
}

/** Above the columns, for the highest one's figure. */
const TOP = 24;
/** Below them, for the axis. */
const FOOT = 24;
const MAX_WIDTH = 56;
/** A tick has this much room, px. */
const TICK_WIDTH = 74;

/** Columns side by side in time, the oldest first. The highest has its figure, the others theirs in the table beside it. */
export function Columns({
  columns,
  height,
}: {
  readonly columns: readonly Column[];
  readonly height: number;
}) {
  const [ref, width] = useWidth();
  const most = Math.max(1, ...columns.map(({ amount }) => amount));
  const step = width / Math.max(1, columns.length);
  const bar = Math.max(1, Math.min(MAX_WIDTH, step - Math.min(4, step * 0.3)));
  const floor = height - FOOT;
  const scale = (floor - TOP) / most;
  const highest = columns.findIndex(({ amount }) => amount === most);
  const every = Math.max(1, Math.ceil(TICK_WIDTH / Math.max(1, step)));
  const middle = (at: number) => (at + 0.5) * step;
  return (
    <div ref={ref} class="columns" style={{ height }}>
      <svg width={width} height={height} aria-hidden="true">
        <line class="columns__floor" x1="0" x2={width} y1={floor + 0.5} y2={floor + 0.5} />
        {columns.map(({ words, amount, href }, at) => {
          // What is there shows, however little it is.
          const high = amount === 0 ? 0 : Math.max(1.5, amount * scale);
          return (
            <a key={words} {...(href === undefined ? {} : { href })} tabindex={-1}>
              <title>{words}</title>
              <rect class="columns__reach" x={at * step} width={step} height={floor} />
              <rect
                class="columns__bar"
                x={middle(at) - bar / 2}
                y={floor - high}
                width={bar}
                height={high}
              />
            </a>
          );
        })}
        {columns[highest] !== undefined && (
          <text class="columns__peak" {...anchored(middle(highest), width)} y={TOP - 8}>
            {columns[highest].value}
          </text>
        )}
        {columns.map(
          ({ tick, words }, at) =>
            (columns.length - 1 - at) % every === 0 && (
              <text key={words} {...anchored(middle(at), width)} y={height - 5}>
                {tick}
              </text>
            ),
        )}
      </svg>
    </div>
  );
}

/** A label over its place, that stays inside. */
function anchored(
  x: number,
  width: number,
): { x: number; "text-anchor": "start" | "middle" | "end" } {
  if (x < TICK_WIDTH / 2) return { x: Math.max(0, x - TICK_WIDTH / 2), "text-anchor": "start" };
  if (x > width - TICK_WIDTH / 2) return { x: width, "text-anchor": "end" };
  return { x, "text-anchor": "middle" };
}
