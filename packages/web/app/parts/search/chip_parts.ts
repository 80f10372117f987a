import type { QueryFault } from "../../../routes/schemas.ts";
import type { Piece } from "./pieces.ts";

/** A stretch of a chip that looks the same throughout. */
export interface ChipPart {
  readonly text: string;
  /** Where it is in the query. */
  readonly from: number;
  /** Whether it is a field's name. */
  readonly isKey: boolean;
  /** Whether it was not understood. */
  readonly isFault: boolean;
}

/** Cuts what a chip shows where its look changes: at the value, and where a fault begins and ends. */
export function chipParts(
  piece: Piece,
  faults: readonly Pick<QueryFault, "from" | "to">[],
): ChipPart[] {
  const { begin, to, value } = piece;
  const cuts = [value, ...faults.flatMap((fault) => [fault.from, fault.to])];
  const inside = cuts.filter((cut) => cut > begin && cut < to);
  const places = [...new Set([begin, ...inside, to])].toSorted((a, b) => a - b);
  return places.slice(0, -1).map((from, at) => {
    const end = places[at + 1] ?? to;
    return {
      text: piece.text.slice(from - piece.from, end - piece.from),
      from,
      isKey: end <= value,
      isFault: faults.some((fault) => fault.from < end && fault.to > from),
    };
  });
}
