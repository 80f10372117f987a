import type { Expr } from "../where/expr.ts";
import type { FilterSql } from "./filter_sql.ts";
import { matchTerm } from "./search.ts";
import { type Candidates, type Words, wordsSql } from "./words_sql.ts";

type Params = readonly (string | number)[];

/** How a query becomes SQL. */
export interface WhereSqlOptions {
  /**
   * Answers words by their newest candidates. Absent: in full, however common they are, for what is walked to its end
   * or changed.
   */
  readonly candidates?: (words: Words) => Candidates;
}

/** Where in the query: what stands under NOT has to be known in full. */
interface Place extends WhereSqlOptions {
  readonly isNegated: boolean;
}

const IN_POSTS =
  "media.id IN (SELECT pm.media_id FROM posts p JOIN post_media pm ON pm.post_id = p.id WHERE";
const IN_TAGS = `media.id IN (SELECT pm.media_id FROM tags t JOIN post_tags pt ON pt.tag_id = t.id
  JOIN post_media pm ON pm.post_id = pt.post_id WHERE t.name = ?
  UNION ALL SELECT mt.media_id FROM user_tags ut JOIN media_user_tags mt ON mt.tag_id = ut.id
  WHERE ut.name = ? COLLATE NOCASE)`;
const IN_COMMENTS = `${IN_POSTS} p.id IN (SELECT c.post_id FROM comments c
  WHERE c.id IN (SELECT rowid FROM comment_words WHERE comment_words MATCH ?)))`;
// Looked up for each row: a list would be made anew for each of the many steps of a grid's buckets.
const IN_ALBUMS =
  "EXISTS (SELECT 1 FROM posts WHERE posts.id = media.post_id AND posts.media_count > 1)";

const NUMBER_COLUMNS = {
  w: "media.width",
  h: "media.height",
  score: "media.score",
  size: "media.size_bytes",
  views: "(SELECT p.views FROM posts p WHERE p.id = media.post_id)",
  run: "media.archived_run",
} as const;

/**
 * A query as a condition on `media`: what `matchesWhere` means, in SQL. Values are always bound. Unknown facts
 * match no comparison, and their negation matches, so each comparison is made two-valued.
 *
 * @param expr As `parseWhere` gives it.
 * @param options How words are answered.
 */
export function whereSql(expr: Expr, options: WhereSqlOptions = {}): FilterSql {
  return translate(expr, { ...options, isNegated: false });
}

function translate(expr: Expr, place: Place): FilterSql {
  switch (expr.kind) {
    case "all":
      return many("1");
    case "and":
    case "or":
      return joined(expr, place);
    case "not": {
      const { sql, params, capped } = translate(expr.part, { ...place, isNegated: true });
      return { sql: `NOT (${sql})`, params, selective: false, capped };
    }
    case "words":
      return words([expr], { joined: "AND", place });
    case "type":
      return expr.type === "album" ? many(IN_ALBUMS) : many("media.kind = ?", expr.type);
    case "number":
      return many(`ifnull(${NUMBER_COLUMNS[expr.field]} ${expr.comparison} ?, 0)`, expr.value);
    case "text":
      return text(expr);
    case "time":
      return time(expr);
    case "flag":
      return flag(expr);
    default:
      return expr satisfies never;
  }
}

/** Words that stand together are searched for together: the index joins them better than rows are joined. */
function joined(expr: Extract<Expr, { kind: "and" | "or" }>, place: Place): FilterSql {
  const operator = expr.kind === "and" ? "AND" : "OR";
  const apart = expr.parts.filter((part) => part.kind !== "words");
  const together = expr.parts.filter((part) => part.kind === "words");
  const parts = apart.map((part) => translate(part, place));
  if (together.length > 0) parts.unshift(words(together, { joined: operator, place }));
  const isSelective = (part: FilterSql) => part.selective;
  return {
    sql: `(${parts.map(({ sql }) => sql).join(` ${operator} `)})`,
    params: parts.flatMap(({ params }) => params),
    selective: operator === "AND" ? parts.some(isSelective) : parts.every(isSelective),
    capped: parts.some(({ capped }) => capped),
  };
}

function words(
  parts: readonly Extract<Expr, { kind: "words" }>[],
  { joined, place }: { joined: "AND" | "OR"; place: Place },
): FilterSql {
  const terms = parts.map(({ text, exact }) => matchTerm(text, { exact }));
  const known = terms.filter((term) => term !== null);
  // The parser gives no words without a letter; to a query made by hand they mean everything, as in `matchesWhere`.
  if (known.length === 0 || (joined === "OR" && known.length < terms.length)) return many("1");
  const wanted: Words = { terms: known, joined };
  if (place.candidates === undefined || place.isNegated) {
    const { sql, params } = wordsSql(wanted);
    return few(`media.id IN (${sql})`, ...params);
  }
  const { ids, capped } = place.candidates(wanted);
  return { ...few("media.id IN (SELECT value FROM json_each(?))", ids), capped };
}

function text({ field, value }: Extract<Expr, { kind: "text" }>): FilterSql {
  switch (field) {
    case "tag": {
      const name = value.trim().toLowerCase();
      return few(IN_TAGS, name, name);
    }
    case "user":
      return few(`${IN_POSTS} p.author = ? COLLATE NOCASE)`, value);
    case "r":
      return few(`${IN_POSTS} p.subreddit = ? COLLATE NOCASE)`, value);
    case "album":
      return few(`${IN_POSTS} p.imgur_id = ? AND p.kind = 'album')`, value);
    case "id":
      return few("media.imgur_id = ?", value);
    case "comment": {
      const term = matchTerm(value, { exact: false });
      return term === null ? many("1") : few(IN_COMMENTS, term);
    }
    default:
      return field satisfies never;
  }
}

function time({ field, from, to }: Extract<Expr, { kind: "time" }>): FilterSql {
  const column = field === "posted" ? "media.posted_at" : "media.archived_at";
  const conditions = [`${column} IS NOT NULL`];
  const params: number[] = [];
  if (from !== undefined) {
    conditions.push(`${column} >= ?`);
    params.push(from);
  }
  if (to !== undefined) {
    conditions.push(`${column} < ?`);
    params.push(to);
  }
  return many(`(${conditions.join(" AND ")})`, ...params);
}

function flag({ flag: name, on }: Extract<Expr, { kind: "flag" }>): FilterSql {
  switch (name) {
    case "nsfw":
      return many("ifnull(media.nsfw, 0) = ?", Number(on));
    case "dup":
      return many(
        `${on ? "" : "NOT "}EXISTS (SELECT 1 FROM media o WHERE o.sha256 = media.sha256 AND o.id <> media.id)`,
      );
    case "fav":
      return on ? few("media.favorite_at IS NOT NULL") : many("media.favorite_at IS NULL");
    case "new":
      return many(`media.seen_at IS ${on ? "" : "NOT "}NULL`);
    case "trash":
      return on ? few("media.trashed_at IS NOT NULL") : many("media.trashed_at IS NULL");
    case "gone":
      return many(`media.removed_upstream_at IS ${on ? "NOT " : ""}NULL`);
    default:
      return name satisfies never;
  }
}

function few(sql: string, ...params: Params): FilterSql {
  return { sql, params, selective: true, capped: false };
}

function many(sql: string, ...params: Params): FilterSql {
  return { sql, params, selective: false, capped: false };
}
