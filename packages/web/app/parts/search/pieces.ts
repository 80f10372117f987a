import { type Token, tokenize } from "@acacia/core/where/tokens";

/** A part of a query that stands by itself: one chip. */
export interface Piece {
  /** As typed. */
  readonly text: string;
  /** Where it is in the query, [from, to) in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly kind: "field" | "word" | "group";
  readonly isNot: boolean;
  /** Where what is negated begins; `from` when nothing is. */
  readonly begin: number;
  /** Where a field's value begins; `begin` when it is none. */
  readonly value: number;
}

const DASHES_REGEXP = /^[\s–—-]*$/;

/**
 * Cuts a query into pieces that can be taken out or changed one by one: fields, words, and bracket groups whole.
 * A query with OR outside of brackets is one piece, since what OR joins depends on all that is beside it.
 */
export function piecesOf(q: string): Piece[] {
  const tokens = tokenize(q);
  const pieces: Piece[] = [];
  for (let at = 0; at < tokens.length; ) {
    const end = endOf(tokens, at);
    const piece = pieceOf(q, tokens.slice(at, end));
    at = end;
    if (piece !== undefined && !DASHES_REGEXP.test(piece.text)) pieces.push(piece);
  }
  return hasOr(tokens) ? joinAll(q, pieces) : pieces;
}

/** Pieces as one query again; one with OR gets brackets when it is no longer alone. */
export function joinPieces(texts: readonly string[]): string {
  const alone = texts.length < 2;
  return texts.map((text) => (alone || !hasOr(tokenize(text)) ? text : `(${text})`)).join(" ");
}

/** Whether what was typed ends in something that needs no more: a field with its value, a closed quote or bracket. */
export function isComplete(draft: string): boolean {
  const last = tokenize(draft).at(-1);
  if (last === undefined || last.span.to !== draft.length) return false;
  if (last.kind === "close") return endsGroup(draft);
  if (last.kind === "field") {
    return last.value !== "" && isClosed(draft.slice(last.valueSpan.from)) && endsGroup(draft);
  }
  return last.kind === "word" && last.quoted && isClosed(draft.slice(last.span.from));
}

function isClosed(value: string): boolean {
  return !value.startsWith('"') || (value.length > 1 && value.endsWith('"'));
}

function endsGroup(draft: string): boolean {
  return depthAfter(tokenize(draft)) === 0;
}

function depthAfter(tokens: readonly Token[]): number {
  return tokens.reduce(
    (depth, { kind }) => (kind === "open" ? depth + 1 : kind === "close" ? depth - 1 : depth),
    0,
  );
}

/** Where the piece ends that begins at a token: position of the token after it. */
function endOf(tokens: readonly Token[], from: number): number {
  let at = from;
  while (tokens[at]?.kind === "not") at += 1;
  if (tokens[at]?.kind !== "open") return at + 1;
  for (let depth = 0; at < tokens.length; at += 1) {
    const kind = tokens[at]?.kind;
    if (kind === "open") depth += 1;
    if (kind === "close") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return at;
}

function pieceOf(q: string, tokens: readonly Token[]): Piece | undefined {
  const [first] = tokens;
  const last = tokens.at(-1);
  const operand = tokens.find(({ kind }) => kind !== "not");
  if (first === undefined || last === undefined) return undefined;
  const { from } = first.span;
  const { to } = last.span;
  const begin = operand?.span.from ?? from;
  const kind = operand?.kind === "field" || operand?.kind === "word" ? operand.kind : "group";
  const value = operand?.kind === "field" ? operand.valueSpan.from : begin;
  return { text: q.slice(from, to), from, to, kind, isNot: begin !== from, begin, value };
}

function hasOr(tokens: readonly Token[]): boolean {
  return tokens.some(({ kind }, at) => kind === "or" && depthAfter(tokens.slice(0, at)) === 0);
}

function joinAll(q: string, pieces: readonly Piece[]): Piece[] {
  const from = pieces[0]?.from ?? 0;
  const to = pieces.at(-1)?.to ?? q.length;
  const text = q.slice(from, to);
  return [{ text, from, to, kind: "group", isNot: false, begin: from, value: from }];
}
