import type { Comparison, Expr, FlagName, TextField } from "./expr.ts";
import { wordsOf } from "./words.ts";

/** What a query looks at in one media. Unknown facts are null and match no comparison. */
export interface WhereSubject {
  readonly id: string;
  readonly kind: "photo" | "gif" | "video";
  readonly inAlbum: boolean;
  readonly width: number | null;
  readonly height: number | null;
  readonly score: number | null;
  readonly views: number | null;
  readonly sizeBytes: number | null;
  readonly run: number | null;
  /** Imgur's and the user's own. */
  readonly tags: readonly string[];
  readonly user: string | null;
  readonly subreddit: string | null;
  /** Ids of the posts that hold it. */
  readonly albums: readonly string[];
  readonly postedAt: number | null;
  readonly archivedAt: number | null;
  readonly nsfw: boolean;
  readonly duplicate: boolean;
  readonly favorite: boolean;
  readonly unseen: boolean;
  readonly gone: boolean;
  readonly trashed: boolean;
  /** Titles, descriptions, names, tags. */
  readonly texts: readonly string[];
  /** Texts and authors of the comments. */
  readonly comments: readonly string[];
}

/** Whether one media matches: the meaning of a query, which the SQL form must agree with. */
export function matchesWhere(expr: Expr, subject: WhereSubject): boolean {
  switch (expr.kind) {
    case "all":
      return true;
    case "and":
      return expr.parts.every((part) => matchesWhere(part, subject));
    case "or":
      return expr.parts.some((part) => matchesWhere(part, subject));
    case "not":
      return !matchesWhere(expr.part, subject);
    case "words":
      return hasWords(expr.text, subject.texts, expr.exact);
    case "type":
      return expr.type === "album" ? subject.inAlbum : subject.kind === expr.type;
    case "number":
      return compare(numberOf(expr.field, subject), expr.comparison, expr.value);
    case "text":
      return expr.field === "comment"
        ? hasWords(expr.value, subject.comments, false)
        : textsOf(expr.field, subject).some((text) => equalNames(text, expr.value, expr.field));
    case "time":
      return within(expr.field === "posted" ? subject.postedAt : subject.archivedAt, expr);
    case "flag":
      return flagOf(expr.flag, subject) === expr.on;
    default:
      return expr satisfies never;
  }
}

function numberOf(field: Extract<Expr, { kind: "number" }>["field"], s: WhereSubject) {
  return { w: s.width, h: s.height, score: s.score, views: s.views, size: s.sizeBytes, run: s.run }[
    field
  ];
}

function textsOf(field: Exclude<TextField, "comment">, s: WhereSubject) {
  if (field === "tag") return s.tags;
  if (field === "album") return s.albums;
  const one = { user: s.user, r: s.subreddit, id: s.id }[field];
  return one === null ? [] : [one];
}

/** Imgur ids differ by case; names do not. */
function equalNames(a: string, b: string, field: string): boolean {
  return field === "album" || field === "id" ? a === b : a.toLowerCase() === b.toLowerCase();
}

function compare(value: number | null, comparison: Comparison, to: number): boolean {
  if (value === null) return false;
  switch (comparison) {
    case "<":
      return value < to;
    case "<=":
      return value <= to;
    case "=":
      return value === to;
    case ">=":
      return value >= to;
    case ">":
      return value > to;
    default:
      return comparison satisfies never;
  }
}

function within(at: number | null, stretch: { from?: number; to?: number }): boolean {
  if (at === null) return false;
  return (
    at >= (stretch.from ?? Number.NEGATIVE_INFINITY) &&
    at < (stretch.to ?? Number.POSITIVE_INFINITY)
  );
}

function flagOf(flag: FlagName, s: WhereSubject): boolean {
  const { nsfw, duplicate: dup, favorite: fav, unseen, gone, trashed: trash } = s;
  return { nsfw, dup, fav, new: unseen, gone, trash }[flag];
}

/** A loose word finds words that begin with it; exact ones must stand whole and in order. */
function hasWords(text: string, texts: readonly string[], exact: boolean): boolean {
  const wanted = wordsOf(text);
  if (wanted.length === 0) return true;
  return texts.some((candidate) => {
    const have = wordsOf(candidate);
    return have.some((_, start) =>
      wanted.every((word, index) => {
        const other = have[start + index];
        if (other === undefined) return false;
        return exact || index < wanted.length - 1 ? other === word : other.startsWith(word);
      }),
    );
  });
}
