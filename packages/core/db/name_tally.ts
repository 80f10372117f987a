import type { Database, Statement } from "bun:sqlite";
import type { MediaTally, NamedAmount } from "./media_tally.ts";

/** Who and what the most items go by, the most first. */
export interface NameTally {
  readonly users: readonly NamedAmount[];
  readonly subreddits: readonly NamedAmount[];
  /** Imgur's tags and the user's own; a name that is both counts an item once. */
  readonly tags: readonly NamedAmount[];
}

// The index has the posts of a name together: no row of `posts`, with all that Imgur told of it, is read.
const postsOf = (column: "author" | "subreddit") => `
SELECT min(${column}), json_group_array(id) FROM posts INDEXED BY posts_${column}
WHERE ${column} IS NOT NULL GROUP BY ${column} COLLATE NOCASE`;

const TAGS = "SELECT id, name FROM tags";
const CHUNK = 32_768;
const POST_TAGS = `
SELECT post_id, tag_id FROM post_tags WHERE (post_id, tag_id) > (?1, ?2) ORDER BY post_id, tag_id LIMIT ${CHUNK}`;

// Only what the tag of the same name at Imgur does not have already.
const OWN_TAGS = `
SELECT t.name, count(*) AS items, ifnull(sum(media.size_bytes), 0) AS bytes
FROM media_user_tags mt JOIN user_tags t ON t.id = mt.tag_id JOIN media ON media.id = mt.media_id
WHERE media.shown = 1 AND NOT EXISTS (SELECT 1 FROM post_tags pt JOIN tags ON tags.id = pt.tag_id
  WHERE pt.post_id = media.post_id AND tags.name = t.name COLLATE NOCASE)
GROUP BY t.id`;

type Posts = Pick<MediaTally, "postItems" | "postBytes">;

/**
 * Prepares {@link NameTally}.
 * @param sqlite An open archive's connection.
 * @returns A function of what the posts hold and how many names are wanted of each.
 */
export function prepareNameTally(
  sqlite: Database,
): (posts: Posts, options: { top: number }) => NameTally {
  const authors = sqlite.prepare(postsOf("author"));
  const subreddits = sqlite.prepare(postsOf("subreddit"));
  const listed = (statement: Statement, posts: Posts) =>
    (statement.values() as [string, string][]).map(([name, ids]) => ({
      name,
      ...amountOf(JSON.parse(ids) as number[], posts),
    }));
  const tags = prepareTags(sqlite);
  return (posts, { top }) => ({
    users: largest(listed(authors, posts), top),
    subreddits: largest(listed(subreddits, posts), top),
    tags: largest(tags(posts), top),
  });
}

function prepareTags(sqlite: Database): (posts: Posts) => NamedAmount[] {
  const names = sqlite.prepare(TAGS);
  const rows = sqlite.prepare<unknown, [number, number]>(POST_TAGS);
  const own = sqlite.prepare<NamedAmount, []>(OWN_TAGS);
  return (posts) => {
    const byId = new Map<number, { name: string; items: number; bytes: number }>();
    for (const [id, name] of names.values() as [number, string][]) {
      byId.set(id, { name, items: 0, bytes: 0 });
    }
    for (let after: [number, number] = [0, 0]; ; ) {
      const page = rows.values(...after) as [number, number][];
      for (const [post, tag] of page) {
        const amount = byId.get(tag);
        if (amount === undefined) continue;
        amount.items += posts.postItems[post] ?? 0;
        amount.bytes += posts.postBytes[post] ?? 0;
      }
      if (page.length < CHUNK) break;
      after = page.at(-1) ?? after;
    }
    const byName = Map.groupBy([...byId.values(), ...own.all()], ({ name }) => name.toLowerCase());
    return [...byName].map(([name, amounts]) => ({ name, ...sumOf(amounts) }));
  };
}

function amountOf(ids: readonly number[], { postItems, postBytes }: Posts) {
  let items = 0;
  let bytes = 0;
  for (const id of ids) {
    items += postItems[id] ?? 0;
    bytes += postBytes[id] ?? 0;
  }
  return { items, bytes };
}

function sumOf(amounts: readonly NamedAmount[]) {
  return {
    items: amounts.reduce((sum, { items }) => sum + items, 0),
    bytes: amounts.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function largest(names: readonly NamedAmount[], top: number): NamedAmount[] {
  return names
    .filter(({ items }) => items > 0)
    .sort((a, b) => b.items - a.items || (a.name < b.name ? -1 : 1))
    .slice(0, top);
}
