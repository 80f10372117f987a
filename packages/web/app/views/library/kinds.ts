import { joinPieces, type Piece, piecesOf } from "../../parts/search/pieces.ts";

/** The kinds that the segmented control offers; `all` is no filter. */
export const KINDS = ["all", "photo", "gif", "video", "album"] as const;

/** One of {@link KINDS}. */
export type Kind = (typeof KINDS)[number];

const TYPE_REGEXP = /^type:/i;

/** Which kind a query asks for; "" when it is one the control does not have. */
export function kindOf(q: string): Kind | "" {
  const wanted = piecesOf(q).find(isKind)?.text.replace(TYPE_REGEXP, "").toLowerCase();
  if (wanted === undefined) return /type:/i.test(q) ? "" : "all";
  return KINDS.find((kind) => kind === wanted) ?? "";
}

/** The same query for another kind: its `type:` is replaced, added or taken out; the rest stays. */
export function withKind(q: string, kind: Kind): string {
  const rest = piecesOf(q).filter((piece) => !isKind(piece));
  const texts = rest.map(({ text }) => text);
  return joinPieces(kind === "all" ? texts : [`type:${kind}`, ...texts]);
}

/** The query without its last filter or word; quotes and brackets go whole. */
export function withoutLast(q: string): string {
  const texts = piecesOf(q).map(({ text }) => text);
  return joinPieces(texts.slice(0, -1));
}

/** A kind within brackets, or one that is left out, is none that the control could have set. */
function isKind({ kind, isNot, text }: Piece): boolean {
  return kind === "field" && !isNot && TYPE_REGEXP.test(text);
}
