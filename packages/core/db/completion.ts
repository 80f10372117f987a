import type { Database } from "bun:sqlite";
import { FIELDS, findField } from "../where/fields.ts";
import { tokenize } from "../where/tokens.ts";
import type { OpenDatabase } from "./open.ts";

/** One way in which a query may go on. */
export interface Completion {
  /** What to put in the place of `[from, to)`. */
  readonly text: string;
  readonly kind: "field" | "value" | "tag" | "user" | "r" | "filter";
  /** What it means, in a few words; "" when the text says it. */
  readonly help: string;
  /** Posts or pictures that have it, at most {@link MAX_COUNT}; null where it is not counted. */
  readonly count: number | null;
}

/** How a query may go on at a place. */
export interface Completions {
  /** The part that is replaced, [from, to) in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly Completion[];
}

/** A query, and the place of the cursor in it. */
export interface CompletionRequest {
  readonly q: string;
  /** In UTF-16 units. @default the end */
  readonly at?: number;
  /** @default 12 */
  readonly limit?: number;
}

/** Counting goes no further: "1,000+" says enough, and an archive of a million answers in milliseconds. */
export const MAX_COUNT = 1000;
/** Names of one kind that are looked at, in the alphabet's order. */
const MAX_NAMES = 100;

type NameKind = "tag" | "user" | "r";

/** Above every character that a name may have. */
const LAST = "\u{10FFFF}";

/** Names with a beginning, each with its count: by steps from name to name in the index, never by reading all rows. */
function namesOfPosts(column: "author" | "subreddit"): string {
  const next = (from: string) =>
    `(SELECT ${column} FROM posts WHERE ${column} COLLATE NOCASE ${from} AND ${column} COLLATE NOCASE < ?2
      ORDER BY ${column} COLLATE NOCASE LIMIT 1)`;
  return `
WITH RECURSIVE names(name) AS (
  SELECT ${next(">= ?1")} UNION ALL SELECT ${next("> names.name")} FROM names WHERE names.name IS NOT NULL LIMIT ${MAX_NAMES})
SELECT name, (SELECT count(*) FROM (
  SELECT 1 FROM posts WHERE ${column} = names.name COLLATE NOCASE LIMIT ${MAX_COUNT})) AS count
FROM names WHERE name IS NOT NULL`;
}

const IMGUR_TAGS = `
SELECT name, (SELECT count(*) FROM (SELECT 1 FROM post_tags WHERE tag_id = tags.id LIMIT ${MAX_COUNT})) AS count
FROM tags WHERE name >= ?1 AND name < ?2 ORDER BY name LIMIT ${MAX_NAMES}`;
const OWN_TAGS = `
SELECT name, (SELECT count(*) FROM (
  SELECT 1 FROM media_user_tags WHERE tag_id = user_tags.id LIMIT ${MAX_COUNT})) AS count
FROM user_tags WHERE name COLLATE NOCASE >= ?1 AND name COLLATE NOCASE < ?2
ORDER BY name COLLATE NOCASE LIMIT ${MAX_NAMES}`;
const FILTERS = `
SELECT name, query FROM saved_filters WHERE name >= ?1 AND name < ?2 ORDER BY name LIMIT ${MAX_NAMES}`;

/**
 * Prepares completion: names of fields, their few values, and tags, users, subreddits and saved filters with counts.
 * @param archive An open archive, or its database.
 */
export function prepareCompletion({
  sqlite,
}: Pick<OpenDatabase, "sqlite">): (request: CompletionRequest) => Completions {
  const values = prepareValues(sqlite);
  return ({ q, at = q.length, limit = 12 }) => {
    const { from, to, key, begin } = placeOf(q, at);
    const options =
      key === undefined ? [...fields(begin), ...anyName(values, begin)] : values(key, begin);
    return { from, to, options: options.slice(0, limit) };
  };
}

/** What stands at the cursor: the part to replace, its field, and what was typed of it so far. */
function placeOf(q: string, at: number) {
  const token = tokenize(q).find(({ span }) => span.from < at && at <= span.to);
  if (token?.kind === "field" && at >= token.valueSpan.from) {
    const begin = q.slice(token.valueSpan.from, at).replace(/^"/, "");
    return { ...token.span, key: token.key, begin };
  }
  if (token?.kind === "word" && !token.quoted) {
    return { ...token.span, key: undefined, begin: q.slice(token.span.from, at) };
  }
  if (token?.kind === "field") {
    // Within its name: the value stays.
    return {
      from: token.span.from,
      to: token.valueSpan.from,
      key: undefined,
      begin: q.slice(token.span.from, at),
    };
  }
  return { from: at, to: at, key: undefined, begin: "" };
}

function fields(begin: string): Completion[] {
  const wanted = begin.toLowerCase();
  return FIELDS.filter(({ key }) => key.startsWith(wanted)).map(({ key, help }) => ({
    text: `${key}:`,
    kind: "field",
    help,
    count: null,
  }));
}

type Values = (key: string, begin: string) => Completion[];

/** A word may be the beginning of any name. */
function anyName(values: Values, begin: string): Completion[] {
  if (begin.length < 2) return [];
  const names = (["tag", "r", "user", "filter"] as const).flatMap((key) => values(key, begin));
  return byCount(names);
}

function prepareValues(sqlite: Database): Values {
  const names = (sql: string) =>
    sqlite.prepare<{ name: string; count: number }, [string, string]>(sql);
  const statements: Record<NameKind, ReturnType<typeof names>[]> = {
    tag: [names(OWN_TAGS), names(IMGUR_TAGS)],
    user: [names(namesOfPosts("author"))],
    r: [names(namesOfPosts("subreddit"))],
  };
  const filters = sqlite.prepare<{ name: string; query: string }, [string, string]>(FILTERS);
  const find = (kind: NameKind, begin: string): Completion[] => {
    // Tags are kept in lower case; the others are compared without case.
    const from = kind === "tag" ? begin.toLowerCase() : begin;
    const found = new Map<string, number>();
    for (const statement of statements[kind]) {
      for (const { name, count } of statement.all(from, `${from}${LAST}`)) {
        found.set(name, Math.min(MAX_COUNT, (found.get(name) ?? 0) + count));
      }
    }
    return byCount(
      [...found].map(([name, count]) => ({ text: written(kind, name), kind, help: "", count })),
    );
  };
  return (key, begin) => {
    if (key === "tag" || key === "user" || key === "r") return find(key, begin);
    if (key === "filter") {
      return filters.all(begin, `${begin}${LAST}`).map(({ name, query }) => ({
        text: written(key, name),
        kind: key,
        help: query,
        count: null,
      }));
    }
    const few = findField(key)?.values ?? [];
    return few
      .filter((value) => value.startsWith(begin.toLowerCase()))
      .map((value) => ({ text: written(key, value), kind: "value", help: "", count: null }));
  };
}

function byCount(options: readonly Completion[]): Completion[] {
  return options.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0));
}

function written(key: string, value: string): string {
  return `${key}:${/[\s()]/.test(value) ? `"${value}"` : value}`;
}
