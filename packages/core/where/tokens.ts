import type { Span } from "./expr.ts";

/** A piece of a query. */
export type Token =
  | { readonly kind: "open" | "close" | "or" | "not"; readonly span: Span }
  /** A bare word, or several in quotes. */
  | { readonly kind: "word"; readonly text: string; readonly quoted: boolean; readonly span: Span }
  /** `key:value`; the value may be quoted. */
  | {
      readonly kind: "field";
      readonly key: string;
      readonly value: string;
      readonly valueSpan: Span;
      readonly span: Span;
    };

const KEY_REGEXP = /^([a-z]+):/i;

/**
 * Cuts a query into tokens; any text is some list of tokens. An unclosed quote reaches to the end.
 * `-` and `NOT` negate what follows, `OR` and `|` join, `AND` is the default and vanishes.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at]!;
    if (/\s/.test(char)) at += 1;
    else if (char === "(" || char === ")") {
      tokens.push({ kind: char === "(" ? "open" : "close", span: { from: at, to: at + 1 } });
      at += 1;
    } else if (char === "|") {
      tokens.push({ kind: "or", span: { from: at, to: at + 1 } });
      at += 1;
    } else if (char === "-" && at + 1 < text.length && !/[\s)]/.test(text[at + 1]!)) {
      tokens.push({ kind: "not", span: { from: at, to: at + 1 } });
      at += 1;
    } else {
      const token = readWord(text, at);
      at = token.span.to;
      if (isKeyword(token, "AND")) continue;
      if (isKeyword(token, "OR")) tokens.push({ kind: "or", span: token.span });
      else if (isKeyword(token, "NOT")) tokens.push({ kind: "not", span: token.span });
      else tokens.push(token);
    }
  }
  return tokens;
}

function isKeyword(token: Token, keyword: string): boolean {
  return token.kind === "word" && !token.quoted && token.text === keyword;
}

function readWord(text: string, from: number): Token {
  const key = KEY_REGEXP.exec(text.slice(from, from + 32))?.[1];
  if (key !== undefined) {
    const valueFrom = from + key.length + 1;
    const value = readValue(text, valueFrom);
    return {
      kind: "field",
      key: key.toLowerCase(),
      value: value.text,
      valueSpan: { from: valueFrom, to: value.to },
      span: { from, to: value.to },
    };
  }
  const value = readValue(text, from);
  return { kind: "word", text: value.text, quoted: value.quoted, span: { from, to: value.to } };
}

function readValue(text: string, from: number): { text: string; quoted: boolean; to: number } {
  if (text[from] === '"') {
    const end = text.indexOf('"', from + 1);
    const to = end < 0 ? text.length : end + 1;
    return { text: text.slice(from + 1, end < 0 ? text.length : end), quoted: true, to };
  }
  let to = from;
  while (to < text.length && !/[\s()]/.test(text[to]!)) to += 1;
  return { text: text.slice(from, to), quoted: false, to };
}
