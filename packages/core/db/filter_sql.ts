import type { MediaKind } from "../imgur/model.ts";
import type { Expr } from "../where/expr.ts";
import { type WhereSqlOptions, whereSql } from "./where_sql.ts";

/** What narrows a list of media. Absent means all; several narrow together. */
export interface Filter {
  readonly kinds?: readonly MediaKind[];
  /** Whether its post has several media. */
  readonly album?: boolean;
  /** Row id of a post that it is in. */
  readonly postId?: number;
  readonly favorite?: boolean;
  /** Never on screen, or already. */
  readonly unseen?: boolean;
  /** True lists the trash, as `is:trash` in {@link where} does; else the trash is left out. */
  readonly trashed?: boolean;
  /** Subreddit, without `r/`; upper and lower case are the same. */
  readonly r?: string;
  /** Who posted it; upper and lower case are the same. */
  readonly user?: string;
  readonly tag?: string;
  readonly nsfw?: boolean;
  readonly minScore?: number;
  /** Imgur no longer has it, or still has. */
  readonly gone?: boolean;
  /** Row id of the run that archived it. */
  readonly run?: number;
  /** A query of the user's: `--where`, the search box, a saved filter. */
  readonly where?: Expr;
}

/** A condition on `media`. */
export interface FilterSql {
  readonly sql: string;
  /** In the order of the `?`. */
  readonly params: readonly (string | number)[];
  /**
   * True when the condition names few rows by an index of its own, so that starting from it and sorting beats
   * walking the grid's order.
   */
  readonly selective: boolean;
  /** True when common words were answered by their newest candidates alone. */
  readonly capped: boolean;
}

type Condition = FilterSql;

const IN_POSTS =
  "media.id IN (SELECT pm.media_id FROM posts p JOIN post_media pm ON pm.post_id = p.id WHERE";

/** Looked up for each row: as a list it would be made anew for each of the many steps of `buckets`. */
const SEVERAL = "SELECT 1 FROM posts WHERE posts.id = media.post_id AND posts.media_count > 1";

/**
 * The one place that turns a filter into SQL. Values are always bound, never in the text.
 *
 * @example
 * ```ts
 * import { filterSql } from "@acacia/core";
 * const { sql, params } = filterSql({ minScore: 500 });
 * console.assert(sql === "media.shown = 1 AND media.score_key >= ?" && params[0] === 500);
 * ```
 */
export function filterSql(filter: Filter, options: WhereSqlOptions = {}): FilterSql {
  const conditions = [
    shelf(filter),
    ...kinds(filter.kinds),
    ...origins(filter),
    ...states(filter),
    ...(filter.where ? [whereSql(filter.where, options)] : []),
  ];
  return {
    sql: conditions.map(({ sql }) => sql).join(" AND "),
    params: conditions.flatMap(({ params }) => params),
    selective: conditions.some(({ selective }) => selective),
    capped: conditions.some(({ capped }) => capped),
  };
}

/** Whether a query asks for what is in the trash: by `is:trash`, and not only as one of several ways. */
export function asksForTrash(expr: Expr | undefined): boolean {
  if (expr?.kind === "and") return expr.parts.some(asksForTrash);
  return expr?.kind === "flag" && expr.flag === "trash" && expr.on;
}

function shelf({ trashed = false, where }: Filter): Condition {
  return trashed || asksForTrash(where)
    ? few("media.trashed_at IS NOT NULL AND media.archived_at IS NOT NULL")
    : many("media.shown = 1");
}

function kinds(kinds: Filter["kinds"]): Condition[] {
  if (!kinds) return [];
  const distinct = [...new Set(kinds)];
  if (distinct.length === 0) return [few("0")];
  if (distinct.length === 1) return [many("media.kind = ?", ...distinct)];
  // The plus keeps SQLite from reading each kind on its own and sorting all of it.
  return [many(`+media.kind IN (${distinct.map(() => "?").join(", ")})`, ...distinct)];
}

function origins({ postId, r, user, tag, album }: Filter): Condition[] {
  const conditions: Condition[] = [];
  if (postId !== undefined) {
    conditions.push(few("media.id IN (SELECT media_id FROM post_media WHERE post_id = ?)", postId));
  }
  if (r !== undefined) conditions.push(few(`${IN_POSTS} p.subreddit = ? COLLATE NOCASE)`, r));
  if (user !== undefined) conditions.push(few(`${IN_POSTS} p.author = ? COLLATE NOCASE)`, user));
  if (tag !== undefined) {
    conditions.push(
      few(
        `media.id IN (SELECT pm.media_id FROM tags t JOIN post_tags pt ON pt.tag_id = t.id
          JOIN post_media pm ON pm.post_id = pt.post_id WHERE t.name = ?)`,
        tag.trim().toLowerCase(),
      ),
    );
  }
  if (album !== undefined) {
    conditions.push(many(`${album ? "" : "NOT "}EXISTS (${SEVERAL})`));
  }
  return conditions;
}

function states(filter: Filter): Condition[] {
  const { favorite, unseen, nsfw, minScore, gone, run } = filter;
  const conditions: Condition[] = [];
  if (favorite === true) conditions.push(few("media.favorite_at IS NOT NULL"));
  if (favorite === false) conditions.push(many("media.favorite_at IS NULL"));
  if (unseen !== undefined) conditions.push(many(`media.seen_at IS ${unseen ? "" : "NOT "}NULL`));
  if (nsfw !== undefined) conditions.push(many("ifnull(media.nsfw, 0) = ?", Number(nsfw)));
  if (minScore !== undefined) conditions.push(many("media.score_key >= ?", minScore));
  if (gone !== undefined) {
    conditions.push(many(`media.removed_upstream_at IS ${gone ? "NOT " : ""}NULL`));
  }
  if (run !== undefined) conditions.push(many("media.archived_run = ?", run));
  return conditions;
}

function few(sql: string, ...params: (string | number)[]): Condition {
  return { sql, params, selective: true, capped: false };
}

function many(sql: string, ...params: (string | number)[]): Condition {
  return { sql, params, selective: false, capped: false };
}
