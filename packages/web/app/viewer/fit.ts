/** A size, px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Small pictures grow to this much of their size to fit, and no more. */
const MAX_GROWTH = 2;

/** CSS px a picture px at which a picture fits a room with some air around it; none on narrow screens. */
export function fitOf(room: Size, { width, height }: Size): number {
  const margin = room.width < 600 ? 0 : 24;
  return Math.min((room.width - margin * 2) / width, (room.height - margin) / height, MAX_GROWTH);
}
