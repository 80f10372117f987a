import type { Expr } from "../where/expr.ts";
import type { FilterSql } from "./filter_sql.ts";
import { CANDIDATES_SQL, matchWords } from "./search.ts";

type Params = readonly (string | number)[];

const IN_POSTS =
  "media.id IN (SELECT pm.media_id FROM posts p JOIN post_media pm ON pm.post_id = p.id WHERE";
const IN_TAGS = `media.id IN (SELECT pm.media_id FROM tags t JOIN post_tags pt ON pt.tag_id = t.id
  JOIN post_media pm ON pm.post_id = pt.post_id WHERE t.name = ?)`;
// Looked up for each row: a list would be made anew for each of the many steps of a grid's buckets.
const IN_ALBUMS =
  "EXISTS (SELECT 1 FROM posts WHERE posts.id = media.post_id AND posts.media_count > 1)";
const ALL_WORDS = "SELECT rowid FROM media_words WHERE media_words MATCH ?";

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
 */
export function whereSql(expr: Expr): FilterSql {
  return translate(expr, true);
}

function translate(expr: Expr, isTopLevel: boolean): FilterSql {
  switch (expr.kind) {
    case "all":
      return many("1");
    case "and":
      return join(
        expr.parts.map((part) => translate(part, isTopLevel)),
        "AND",
      );
    case "or":
      return join(
        expr.parts.map((part) => translate(part, false)),
        "OR",
      );
    case "not": {
      const { sql, params } = translate(expr.part, false);
      return { sql: `NOT (${sql})`, params, selective: false };
    }
    case "words":
      return words(expr, isTopLevel);
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

function join(parts: readonly FilterSql[], operator: "AND" | "OR"): FilterSql {
  const isSelective = (part: FilterSql) => part.selective;
  return {
    sql: `(${parts.map(({ sql }) => sql).join(` ${operator} `)})`,
    params: parts.flatMap(({ params }) => params),
    selective: operator === "AND" ? parts.some(isSelective) : parts.every(isSelective),
  };
}

/** At the top a common word is answered by its newest candidates; under OR and NOT all must be known. */
function words(expr: Extract<Expr, { kind: "words" }>, isTopLevel: boolean): FilterSql {
  const match = matchWords(expr.exact ? `"${expr.text.replaceAll('"', " ")}"` : expr.text);
  if (match === null) return many("1");
  return few(`media.id IN (${isTopLevel ? CANDIDATES_SQL : ALL_WORDS})`, match);
}

function text({ field, value }: Extract<Expr, { kind: "text" }>): FilterSql {
  switch (field) {
    case "tag":
      return few(IN_TAGS, value.trim().toLowerCase());
    case "user":
      return few(`${IN_POSTS} p.author = ? COLLATE NOCASE)`, value);
    case "r":
      return few(`${IN_POSTS} p.subreddit = ? COLLATE NOCASE)`, value);
    case "album":
      return few(`${IN_POSTS} p.imgur_id = ? AND p.kind = 'album')`, value);
    case "id":
      return few("media.imgur_id = ?", value);
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
    case "gone":
      return many(`media.removed_upstream_at IS ${on ? "NOT " : ""}NULL`);
    default:
      return name satisfies never;
  }
}

function few(sql: string, ...params: Params): FilterSql {
  return { sql, params, selective: true };
}

function many(sql: string, ...params: Params): FilterSql {
  return { sql, params, selective: false };
}
