/** A piece of the grid, as far as the rail needs it. */
export interface RailPiece {
  /** `2026-11`, a part of a crowded month `2026-11:…`, `none`, or a part of an order that is not by date. */
  readonly key: string;
  readonly count: number;
}

/** A place between the pieces, or between the bars: which, and how far into it, 0 to 1. */
export interface RailPlace {
  readonly index: number;
  readonly within: number;
}

/** A bar of the rail: a month however many pieces it has, or one piece. */
export interface RailBar {
  /** The month `2026-11`, or the piece's own key. */
  readonly label: string;
  readonly count: number;
  /** Its first piece. */
  readonly first: number;
  /** How many pieces it has. */
  readonly pieces: number;
}

/** The bars of a grid, and the way from its pieces to them and back. */
export class RailBars {
  readonly bars: readonly RailBar[];
  readonly #pieces: readonly RailPiece[];

  /** @param pieces In the grid's order; those of one month stand together. */
  constructor(pieces: readonly RailPiece[]) {
    this.#pieces = pieces;
    this.bars = groupPieces(pieces);
  }

  /** Where a place among the pieces is among the bars. */
  toBar({ index, within }: RailPlace): RailPlace {
    const at = this.bars.findLastIndex((bar) => bar.first <= index);
    const bar = this.bars[at];
    if (bar === undefined) return { index: 0, within: 0 };
    const before = countOf(this.#pieces.slice(bar.first, index));
    const inside = (this.#pieces[index]?.count ?? 0) * within;
    return { index: at, within: bar.count === 0 ? 0 : (before + inside) / bar.count };
  }

  /** Where a place among the bars is among the pieces. */
  toPiece({ index, within }: RailPlace): RailPlace {
    const bar = this.bars[index];
    if (bar === undefined) return { index: 0, within: 0 };
    let left = bar.count * within;
    for (let at = bar.first; at < bar.first + bar.pieces; at++) {
      const count = this.#pieces[at]?.count ?? 0;
      if (left < count) return { index: at, within: left / count };
      left -= count;
    }
    return { index: bar.first + bar.pieces - 1, within: 1 };
  }
}

function groupPieces(pieces: readonly RailPiece[]): RailBar[] {
  const bars: RailBar[] = [];
  for (const [at, { key, count }] of pieces.entries()) {
    const label = /^(?:\d{4}-\d\d|none)(?=$|:)/.exec(key)?.[0] ?? key;
    const last = bars.at(-1);
    if (last?.label === label) {
      bars[bars.length - 1] = { ...last, count: last.count + count, pieces: last.pieces + 1 };
    } else {
      bars.push({ label, count, first: at, pieces: 1 });
    }
  }
  return bars;
}

function countOf(pieces: readonly RailPiece[]): number {
  return pieces.reduce((sum, { count }) => sum + count, 0);
}
