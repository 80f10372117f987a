/** The colours of the lanes, resolved. */
export interface LaneColors {
  readonly download: string;
  readonly store: string;
  readonly fail: string;
  readonly gone: string;
  readonly wait: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
}

/** The colours now: tokens are mixed and depend on the theme, only an element knows what they come to. */
export function readColors(canvas: HTMLCanvasElement): LaneColors {
  const read = (name: string) => {
    canvas.style.color = `var(--lane-${name})`;
    return getComputedStyle(canvas).color;
  };
  return {
    download: read("download"),
    store: read("store"),
    fail: read("fail"),
    gone: read("gone"),
    wait: read("wait"),
    ink: read("ink"),
    muted: read("muted"),
    line: read("line"),
  };
}

/** Stripes in a colour. */
export function makeHatch(
  context: CanvasRenderingContext2D,
  { color, scale }: { color: string; scale: number },
): CanvasPattern | null {
  const side = Math.round(6 * scale);
  const tile = document.createElement("canvas");
  tile.width = side;
  tile.height = side;
  const pen = tile.getContext("2d");
  if (pen === null) return null;
  pen.strokeStyle = color;
  pen.lineWidth = 1.6 * scale;
  for (const shift of [-side, 0, side]) {
    pen.beginPath();
    pen.moveTo(shift, side);
    pen.lineTo(shift + side, 0);
    pen.stroke();
  }
  return context.createPattern(tile, "repeat");
}
