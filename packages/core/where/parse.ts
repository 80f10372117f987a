import { AcaciaError } from "../errors.ts";
import { closest, meantHint } from "../text/closest.ts";
import type { Expr, Span } from "./expr.ts";
import { FIELDS, findField, type Help, ValueError } from "./fields.ts";
import { type Token, tokenize } from "./tokens.ts";
import { wordsOf } from "./words.ts";

/** A part of a query that was not understood: what, where, and how it may have been meant. */
export interface WhereFault {
  readonly message: string;
  readonly hint: string | undefined;
  /** What would stand in the place of the span, where that can be guessed. */
  readonly meant?: string;
  readonly span: Span;
}

/** Brackets deeper than this are refused, so that no query can exhaust the stack. */
const MAX_DEPTH = 64;

/** Saved filters within saved filters: nobody means more, and a circle has to end. */
const MAX_FILTERS = 8;

/** How a query is read. */
export interface ReadOptions {
  /** Epoch ms that ages count back from. */
  readonly now: number;
  /** The text of a saved filter, for `filter:name`. @default none can be known */
  readonly filters?: SavedFilterTexts;
}

/** The texts of saved filters by name. */
export interface SavedFilterTexts {
  readonly names: () => readonly string[];
  readonly text: (name: string) => string | undefined;
}

/**
 * Reads a query as far as it can: what is not understood is reported with its place and left out, the rest
 * applies. For the search box, which must answer while someone types.
 *
 * @param text The query; empty means everything.
 * @param options The time, and the saved filters.
 */
export function readWhere(
  text: string,
  options: ReadOptions,
): { expr: Expr; faults: readonly WhereFault[] } {
  const reader = new Reader(text, { ...options, depth: 0 });
  return { expr: reader.read(), faults: reader.faults };
}

/**
 * Parses a query strictly, for `--where` and saved filters.
 *
 * @throws {AcaciaError} `usage`, with the place underlined, when a part is not understood.
 *
 * @example
 * ```ts
 * import { parseWhere } from "@acacia/core";
 * console.assert(parseWhere("type:video score:>500 -tag:meme", { now: 0 }).kind === "and");
 * ```
 */
export function parseWhere(text: string, options: ReadOptions): Expr {
  const { expr, faults } = readWhere(text, options);
  const fault = faults[0];
  if (!fault) return expr;
  const marker = `${" ".repeat(fault.span.from)}${"^".repeat(Math.max(1, fault.span.to - fault.span.from))}`;
  throw new AcaciaError(
    "usage",
    `Cannot read the filter: ${fault.message}, at character ${fault.span.from + 1}\n  ${text}\n  ${marker}`,
    { hint: fault.hint ?? "See `acacia help where`" },
  );
}

class Reader {
  readonly faults: WhereFault[] = [];
  readonly #tokens: Token[];
  readonly #options: ReadOptions & { readonly depth: number };
  readonly #end: number;
  #at = 0;

  constructor(text: string, options: ReadOptions & { readonly depth: number }) {
    this.#tokens = tokenize(text);
    this.#options = options;
    this.#end = text.length;
  }

  read(): Expr {
    const parts: Expr[] = [];
    while (this.#at < this.#tokens.length) {
      parts.push(this.#either(0));
      const stray = this.#tokens[this.#at];
      if (!stray) break;
      this.#fault(stray.span, "this ')' closes nothing", "Remove it, or open a '(' before");
      this.#at += 1;
    }
    return this.#join("and", parts);
  }

  #either(depth: number): Expr {
    const parts: Expr[] = [];
    for (;;) {
      const begin = this.#at;
      parts.push(this.#every(depth));
      const isEmpty = this.#at === begin;
      const or = this.#tokens[this.#at];
      const before = this.#tokens[begin - 1];
      if (or?.kind === "or") this.#at += 1;
      if (isEmpty && (or?.kind === "or" || before?.kind === "or")) {
        this.#fault((or?.kind === "or" ? or : before!).span, "OR needs something on both sides");
      }
      if (or?.kind !== "or") return this.#join("or", parts);
    }
  }

  #every(depth: number): Expr {
    const parts: Expr[] = [];
    for (;;) {
      const token = this.#tokens[this.#at];
      if (!token || token.kind === "or" || token.kind === "close") break;
      const part = this.#one(depth);
      if (part) parts.push(part);
    }
    return this.#join("and", parts);
  }

  #one(depth: number): Expr | undefined {
    const token = this.#tokens[this.#at]!;
    this.#at += 1;
    switch (token.kind) {
      case "not":
        return this.#negated(token.span, depth);
      case "open":
        return this.#group(token.span, depth);
      case "word":
        return this.#words(token);
      case "field":
        return this.#field(token);
      default:
        return undefined;
    }
  }

  #words({ text, quoted, span }: Extract<Token, { kind: "word" }>): Expr | undefined {
    // A dash between words, as titles have it, is no search.
    if (/^[\s–—-]*$/.test(text)) return undefined;
    if (wordsOf(text).length > 0) return { kind: "words", text, exact: quoted, span };
    this.#fault(span, `'${text}' has no letter and no digit to search for`, "Leave it out");
    return undefined;
  }

  #negated(span: Span, depth: number): Expr | undefined {
    let negations = 1;
    while (this.#tokens[this.#at]?.kind === "not") {
      negations += 1;
      this.#at += 1;
    }
    const next = this.#tokens[this.#at];
    if (!next || next.kind === "or" || next.kind === "close") {
      this.#fault(span, "NOT needs something after it");
      return undefined;
    }
    const part = this.#one(depth);
    if (!part || negations % 2 === 0) return part;
    if (part.kind === "not") return part.part;
    return { kind: "not", part, span: { from: span.from, to: part.span.to } };
  }

  #group(span: Span, depth: number): Expr | undefined {
    if (depth >= MAX_DEPTH) {
      this.#fault(span, `brackets are nested more than ${MAX_DEPTH} deep`, "Use fewer brackets");
      this.#at = this.#tokens.length;
      return undefined;
    }
    const inner = this.#either(depth + 1);
    const close = this.#tokens[this.#at];
    if (close?.kind === "close") this.#at += 1;
    else this.#fault(span, "this '(' is never closed", "Add a ')'");
    if (close?.kind === "close" && this.#tokens[this.#at - 2]?.kind === "open") {
      this.#fault({ from: span.from, to: close.span.to }, "there is nothing in these brackets");
    }
    return inner.kind === "all" ? undefined : inner;
  }

  #field(token: Extract<Token, { kind: "field" }>): Expr | undefined {
    const rule = findField(token.key);
    if (!rule) {
      const near = closest(
        token.key,
        FIELDS.map((field) => field.key),
      );
      this.#fault(
        { from: token.span.from, to: token.span.from + token.key.length },
        `unknown filter '${token.key}'`,
        near
          ? { meant: near, hint: meantHint(`${near}:`) }
          : "See `acacia help where`, or put it in quotes to search for it",
      );
      return undefined;
    }
    try {
      const filter = (name: string) => this.#filter(name, token.span);
      return rule.read(token.value, { span: token.span, now: this.#options.now, filter });
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      this.#fault(token.valueSpan, error.message, error.help);
      return undefined;
    }
  }

  #filter(name: string, span: Span): Expr {
    const { filters, depth } = this.#options;
    if (!filters) {
      throw new ValueError("saved filters are not known here", "Write out what the filter says");
    }
    const text = filters.text(name);
    if (text === undefined) {
      const near = closest(name, filters.names());
      const help = near
        ? { meant: near, hint: meantHint(`filter:${near}`) }
        : "See `acacia filter list`";
      throw new ValueError(`there is no filter '${name}'`, help);
    }
    if (depth === MAX_FILTERS) {
      const hint = "Save one of them again without the other";
      throw new ValueError(`the filter '${name}' names itself, or others too deeply`, hint);
    }
    const inner = new Reader(text, { ...this.#options, depth: depth + 1 });
    const expr = inner.read();
    const [fault] = inner.faults;
    if (fault) {
      const hint = fault.hint ?? `Save it again with \`acacia filter save ${name} …\``;
      throw new ValueError(`the filter '${name}' cannot be read: ${fault.message}`, hint);
    }
    return placeAt(expr, span);
  }

  #join(kind: "and" | "or", parts: readonly Expr[]): Expr {
    const meant = parts
      .filter((part) => part.kind !== "all")
      .flatMap((part) => (part.kind === kind ? part.parts : [part]));
    const first = meant[0];
    if (!first) return { kind: "all", span: { from: 0, to: this.#end } };
    if (meant.length === 1) return first;
    return { kind, parts: meant, span: { from: first.span.from, to: meant.at(-1)!.span.to } };
  }

  #fault(span: Span, message: string, help?: Help): void {
    const isText = typeof help === "string" || help === undefined;
    this.faults.push(isText ? { message, hint: help, span } : { message, ...help, span });
  }
}

/** What a saved filter says stands where its name does. */
function placeAt(expr: Expr, span: Span): Expr {
  switch (expr.kind) {
    case "and":
    case "or":
      return { ...expr, parts: expr.parts.map((part) => placeAt(part, span)), span };
    case "not":
      return { ...expr, part: placeAt(expr.part, span), span };
    default:
      return { ...expr, span };
  }
}
