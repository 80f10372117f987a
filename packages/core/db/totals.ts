import type { MediaKind } from "../imgur/model.ts";
import type { OpenDatabase } from "./open.ts";

/** Media and their bytes. */
export interface Amount {
  readonly items: number;
  readonly bytes: number;
}

/** A name and how much goes by it. */
export interface NamedAmount extends Amount {
  readonly name: string;
}

/** An archive in figures. What is in the trash counts only where it says so. */
export interface ArchiveTotals extends Amount {
  /** Distinct contents on the disk, with posters, companions and the trash. */
  readonly blobs: Amount;
  readonly kinds: readonly (Amount & { readonly kind: MediaKind })[];
  /** `2026-11` by our time of archiving (UTC), the newest first; at most 240. */
  readonly months: readonly NamedAmount[];
  readonly users: readonly NamedAmount[];
  readonly subreddits: readonly NamedAmount[];
  readonly tags: readonly NamedAmount[];
  /** Bytes that would be kept twice if equal content were not kept once. */
  readonly savedBytes: number;
  /** Kept here, gone from Imgur. */
  readonly removedUpstream: number;
  readonly favorites: number;
  readonly unseen: number;
  readonly trash: Amount;
  readonly posts: number;
  readonly runs: number;
  readonly thumbs: { readonly made: number; readonly pending: number; readonly refused: number };
}

const AMOUNT = "count(*) AS items, ifnull(sum(media.size_bytes), 0) AS bytes";

const KINDS = `SELECT kind, ${AMOUNT} FROM media INDEXED BY media_size WHERE shown = 1 GROUP BY kind ORDER BY items DESC`;

const MONTHS = `
SELECT strftime('%Y-%m', archived_at / 1000, 'unixepoch') AS name, ${AMOUNT} FROM media WHERE shown = 1
GROUP BY 1 ORDER BY 1 DESC LIMIT 240`;

const topOfPosts = (column: "author" | "subreddit") => `
SELECT min(p.${column}) AS name, ${AMOUNT} FROM media JOIN posts p ON p.id = media.post_id
WHERE media.shown = 1 AND p.${column} IS NOT NULL
GROUP BY p.${column} COLLATE NOCASE ORDER BY items DESC, name LIMIT ?1`;

const TAGS = `
SELECT t.name, ${AMOUNT} FROM post_tags pt JOIN tags t ON t.id = pt.tag_id
JOIN media ON media.post_id = pt.post_id WHERE media.shown = 1
GROUP BY t.id ORDER BY items DESC, t.name LIMIT ?1`;

const BLOBS = `
SELECT count(*) AS items, ifnull(sum(size_bytes), 0) AS bytes FROM blobs`;

// Companions are no media of their own: only files that several media show are saved by being kept once.
const SAVED = `
SELECT ifnull(sum((media_count - 1) * size_bytes), 0) AS saved FROM (
  SELECT count(*) AS media_count, max(size_bytes) AS size_bytes FROM media
  WHERE sha256 IS NOT NULL GROUP BY sha256 HAVING count(*) > 1)`;

const COUNTS = `
SELECT count(removed_upstream_at) AS removedUpstream, count(favorite_at) AS favorites,
  count(*) - count(seen_at) AS unseen FROM media WHERE shown = 1`;

const TRASH = `
SELECT ${AMOUNT} FROM media WHERE trashed_at IS NOT NULL AND archived_at IS NOT NULL`;

const THUMBS = `
SELECT count(*) FILTER (WHERE thumbs = 'made') AS made, count(*) FILTER (WHERE thumbs = 'pending') AS pending,
  count(*) FILTER (WHERE thumbs = 'refused') AS refused
FROM blobs WHERE EXISTS (SELECT 1 FROM media WHERE media.sha256 = blobs.sha256)`;

/**
 * Prepares the figures of an archive. Each call reads whole tables: for people who ask, not for each second.
 * @param archive An open archive, or its database.
 * @returns A function; `top` is how many users, subreddits and tags it names.
 */
export function prepareTotals({
  sqlite,
}: Pick<OpenDatabase, "sqlite">): (options?: { top?: number }) => ArchiveTotals {
  const one = <Row>(sql: string) => {
    const statement = sqlite.prepare<Row, []>(sql);
    return () => statement.get() as Row;
  };
  const top = (sql: string) => sqlite.prepare<NamedAmount, [number]>(sql);
  const kinds = sqlite.prepare<Amount & { kind: MediaKind }, []>(KINDS);
  const months = sqlite.prepare<NamedAmount, []>(MONTHS);
  const [users, subreddits, tags] = [
    top(topOfPosts("author")),
    top(topOfPosts("subreddit")),
    top(TAGS),
  ];
  const blobs = one<Amount>(BLOBS);
  const saved = one<{ saved: number }>(SAVED);
  const counts = one<Pick<ArchiveTotals, "removedUpstream" | "favorites" | "unseen">>(COUNTS);
  const trash = one<Amount>(TRASH);
  const thumbs = one<ArchiveTotals["thumbs"]>(THUMBS);
  const rows = one<{ posts: number; runs: number }>(
    "SELECT (SELECT count(*) FROM posts) AS posts, (SELECT count(*) FROM runs) AS runs",
  );
  return ({ top: limit = 20 } = {}) => {
    const byKind = kinds.all();
    return {
      items: byKind.reduce((sum, { items }) => sum + items, 0),
      bytes: byKind.reduce((sum, { bytes }) => sum + bytes, 0),
      blobs: blobs(),
      kinds: byKind,
      months: months.all(),
      users: users.all(limit),
      subreddits: subreddits.all(limit),
      tags: tags.all(limit),
      savedBytes: saved().saved,
      ...counts(),
      trash: trash(),
      ...rows(),
      thumbs: thumbs(),
    };
  };
}
