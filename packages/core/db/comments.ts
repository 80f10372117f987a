import type { Comment } from "../imgur/wire_comments.ts";
import type { OpenDatabase } from "./open.ts";
import { prepareTransaction } from "./recording_sql.ts";

/** A comment as the archive keeps it, in the order in which a thread is read. */
export interface KeptComment {
  /** Imgur's number. */
  readonly id: number;
  /** The comment that it answers; null at the top. */
  readonly parentId: number | null;
  /** 0 at the top. */
  readonly depth: number;
  readonly author: string | null;
  /** What it said, also after Imgur deleted it; "" when it was gone before it was ever read. */
  readonly text: string;
  readonly points: number | null;
  /** Epoch ms. */
  readonly postedAt: number | null;
  /** Whether Imgur no longer shows it. */
  readonly deleted: boolean;
}

/** What of a post's comments is kept. */
export interface PostComments {
  readonly postId: number;
  /** When they were last asked for, epoch ms; null when they never were. */
  readonly fetchedAt: number | null;
  /** How many are kept. */
  readonly total: number;
  /** The best first, each before its answers; at most the limit. */
  readonly comments: readonly KeptComment[];
}

/** What a saving changed. */
export interface SavedComments {
  readonly added: number;
  /** Of those kept, how many Imgur no longer shows. */
  readonly deleted: number;
}

/** A post whose comments are to be asked for. */
export interface CommentedPost {
  readonly postId: number;
  readonly imgurId: string;
}

/** Comments of posts. */
export interface CommentRows {
  /**
   * Keeps what a post's comments are now. What was once read stays when Imgur deletes it: a kept text is never
   * overwritten with nothing, and an answer never loses its parent.
   * @param at Epoch ms.
   */
  save(postId: number, comments: readonly Comment[], at: number): SavedComments;
  /** A post's comments, by its row id. */
  ofPost(postId: number, limit: number): PostComments;
  /** Of a media's posts the first whose comments were fetched, else its first; undefined when it has none. */
  postOfMedia(mediaId: number): number | undefined;
  /**
   * Posts of a source, by its printed target, whose comments are to be asked for: never fetched, not as many as
   * the listing counts, or fetched at `oldAt` or before. A post without comments is not asked for. In order of row id.
   * @param since Only posts that a listing told of at this time or later, epoch ms.
   */
  listWanted(
    source: string,
    options: { afterId: number; since: number; oldAt: number; limit: number },
  ): CommentedPost[];
}

// A parent is there before its answers, and never changes: no answer of Imgur's makes a circle. A deleted comment is told by its age: what was in the last answer has the time of its post's `comments_at`.
const SAVE = `
INSERT INTO comments (id, post_id, parent_id, author, text, points, posted_at, fetched_at)
VALUES ($id, $postId, (SELECT id FROM comments WHERE id = $parentId AND post_id = $postId), $author, ifnull($text, ''), $points, $postedAt, iif($text IS NULL, 0, $at))
ON CONFLICT (id) DO UPDATE SET
  author = coalesce(excluded.author, author),
  text = iif(excluded.text = '', text, excluded.text),
  points = coalesce(excluded.points, points),
  posted_at = coalesce(excluded.posted_at, posted_at),
  fetched_at = iif(excluded.text = '', fetched_at, excluded.fetched_at)
WHERE post_id = excluded.post_id
RETURNING id`;

const COUNT_DELETED = `
SELECT count(*) AS deleted FROM comments c JOIN posts p ON p.id = c.post_id
WHERE c.post_id = ?1 AND c.fetched_at < p.comments_at`;

const OF_POST = `
SELECT c.id, c.parent_id AS parentId, c.author, c.text, c.points, c.posted_at AS postedAt,
  c.fetched_at < p.comments_at AS deleted
FROM comments c JOIN posts p ON p.id = c.post_id
WHERE c.post_id = ?1 ORDER BY c.points DESC, c.posted_at, c.id`;

const POST_OF_MEDIA = `
SELECT p.id FROM post_media pm JOIN posts p ON p.id = pm.post_id JOIN media m ON m.id = pm.media_id
WHERE pm.media_id = ?1 ORDER BY p.comments_at IS NULL, p.id IS NOT m.post_id, p.id LIMIT 1`;

/** Of {@link CommentRows.listWanted}. */
export const WANTED = `
SELECT p.id AS postId, p.imgur_id AS imgurId FROM source_posts sp JOIN posts p ON p.id = sp.post_id
WHERE sp.source_id = (SELECT id FROM sources WHERE target = $source) AND sp.post_id > $afterId AND p.updated_at >= $since AND p.comment_count IS NOT 0 AND (
  ifnull(p.comments_at, 0) <= $oldAt
  OR p.comment_count <> (SELECT count(*) FROM comments c WHERE c.post_id = p.id AND c.fetched_at = p.comments_at)
)
ORDER BY sp.post_id LIMIT $limit`;

interface CommentRow extends Omit<KeptComment, "depth" | "deleted"> {
  readonly deleted: number;
}

/**
 * Prepares the keeping and reading of comments.
 * @param archive An open archive, or its database.
 */
export function prepareComments({ sqlite }: Pick<OpenDatabase, "sqlite">): CommentRows {
  const transaction = prepareTransaction(sqlite);
  const insert = sqlite.prepare<{ id: number }, [Record<string, string | number | null>]>(SAVE);
  const known = sqlite.prepare<{ id: number }, [number]>("SELECT id FROM comments WHERE id = ?1");
  const fetched = sqlite.prepare<never, [number, number]>(
    "UPDATE posts SET comments_at = ?2 WHERE id = ?1",
  );
  const countDeleted = sqlite.prepare<{ deleted: number }, [number]>(COUNT_DELETED);
  const at = sqlite.prepare<{ at: number | null }, [number]>(
    "SELECT comments_at AS at FROM posts WHERE id = ?1",
  );
  const ofPost = sqlite.prepare<CommentRow, [number]>(OF_POST);
  const postOfMedia = sqlite.prepare<{ id: number }, [number]>(POST_OF_MEDIA);
  const wanted = sqlite.prepare<CommentedPost, [Record<string, string | number>]>(WANTED);
  return {
    save: (postId, comments, now) =>
      transaction(() => {
        let added = 0;
        for (const comment of comments) {
          const isNew = known.get(comment.id) === null;
          const kept = insert.get({ ...comment, postId, at: now });
          if (isNew && kept) added += 1;
        }
        fetched.run(postId, now);
        return { added, deleted: countDeleted.get(postId)?.deleted ?? 0 };
      }),
    ofPost(postId, limit) {
      const comments = readThread(ofPost.all(postId));
      const fetchedAt = at.get(postId)?.at ?? null;
      return { postId, fetchedAt, total: comments.length, comments: comments.slice(0, limit) };
    },
    postOfMedia: (mediaId) => postOfMedia.get(mediaId)?.id,
    listWanted: (source, options) => wanted.all({ source, ...options }),
  };
}

/** Rows as a thread is read: each before its answers, those in the rows' order. */
function readThread(rows: readonly CommentRow[]): KeptComment[] {
  const ids = new Set(rows.map(({ id }) => id));
  const answers = new Map<number | null, CommentRow[]>();
  for (const row of rows) {
    // Whose parent is not there stands at the top: nothing that is kept is ever hidden.
    const parent = row.parentId !== null && ids.has(row.parentId) ? row.parentId : null;
    const siblings = answers.get(parent);
    if (siblings) siblings.push(row);
    else answers.set(parent, [row]);
  }
  const thread: KeptComment[] = [];
  const open = (answers.get(null) ?? []).map((row) => ({ row, depth: 0 })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { row, depth } = next;
    thread.push({ ...row, depth, deleted: row.deleted === 1 });
    for (const answer of (answers.get(row.id) ?? []).toReversed()) {
      open.push({ row: answer, depth: depth + 1 });
    }
  }
  return thread;
}
