import type { Database } from "bun:sqlite";
import type { Media, Post } from "../imgur/model.ts";
import { NO_SCORE } from "./no_score.ts";
import type { SavedMedia, SavedPost } from "./recording.ts";
import { prepareTagPost } from "./tags.ts";

// A listing may tell less than the one before: a known fact never becomes unknown, hence the coalesces. What the
// user set (favourite, trash, seen) is in no SET list here. `db/posts_test.ts` holds both as laws.

const SAVE_POST = `
INSERT INTO posts (imgur_id, kind, title, description, author, subreddit, posted_at, views, ups, downs, points,
  score, comment_count, favorite_count, nsfw, media_count, address, raw, first_seen_at, updated_at)
VALUES ($imgurId, $kind, $title, $description, $author, $subreddit, $postedAt, $views, $ups, $downs, $points,
  $score, $commentCount, $favoriteCount, $nsfw, $mediaCount, $address, $raw, $at, $at)
ON CONFLICT (imgur_id) DO UPDATE SET
  kind = excluded.kind,
  title = coalesce(excluded.title, title),
  description = coalesce(excluded.description, description),
  author = coalesce(excluded.author, author),
  subreddit = coalesce(excluded.subreddit, subreddit),
  posted_at = coalesce(excluded.posted_at, posted_at),
  views = coalesce(excluded.views, views),
  ups = coalesce(excluded.ups, ups),
  downs = coalesce(excluded.downs, downs),
  points = coalesce(excluded.points, points),
  score = coalesce(excluded.score, score),
  comment_count = coalesce(excluded.comment_count, comment_count),
  favorite_count = coalesce(excluded.favorite_count, favorite_count),
  nsfw = coalesce(excluded.nsfw, nsfw),
  media_count = excluded.media_count,
  address = excluded.address,
  raw = excluded.raw,
  updated_at = excluded.updated_at,
  removed_upstream_at = NULL
RETURNING id`;

// Score and date come from the first post that had it. Any post that says nsfw makes it nsfw. Once archived, its
// size in pixels and bytes is what the file says, not what a listing claims.
const POSTED = "coalesce(media.posted_at, excluded.posted_at)";
const SCORE = `CASE WHEN media.post_id IS NULL OR media.post_id = excluded.post_id
  THEN coalesce(excluded.score, media.score) ELSE coalesce(media.score, excluded.score) END`;
const claimed = (column: string) =>
  `CASE WHEN media.archived_at IS NULL THEN coalesce(excluded.${column}, media.${column}) ELSE media.${column} END`;

const SAVE_MEDIA = `
INSERT INTO media (imgur_id, post_id, kind, width, height, size_bytes, duration_ms, has_sound, title, description,
  name, posted_at, posted_key, score, score_key, nsfw)
VALUES ($imgurId, $postId, $kind, $width, $height, $sizeBytes, $durationMs, $hasSound, $title, $description,
  $name, $postedAt, ifnull($postedAt, 0), $score, ifnull($score, ${NO_SCORE}), $nsfw)
ON CONFLICT (imgur_id) DO UPDATE SET
  post_id = coalesce(media.post_id, excluded.post_id),
  kind = CASE WHEN media.archived_at IS NULL THEN excluded.kind ELSE media.kind END,
  width = ${claimed("width")},
  height = ${claimed("height")},
  size_bytes = ${claimed("size_bytes")},
  duration_ms = coalesce(excluded.duration_ms, media.duration_ms),
  has_sound = max(excluded.has_sound, media.has_sound),
  title = coalesce(excluded.title, media.title),
  description = coalesce(excluded.description, media.description),
  name = coalesce(excluded.name, media.name),
  posted_at = ${POSTED},
  posted_key = ifnull(${POSTED}, 0),
  score = ${SCORE},
  score_key = ifnull(${SCORE}, ${NO_SCORE}),
  nsfw = CASE WHEN media.post_id IS NULL OR media.post_id = excluded.post_id
    THEN coalesce(excluded.nsfw, media.nsfw)
    ELSE coalesce(max(excluded.nsfw, media.nsfw), media.nsfw, excluded.nsfw) END
RETURNING id, sha256, trashed_at AS trashedAt`;

const SAVE_POSITION = `
INSERT INTO post_media (post_id, media_id, position) VALUES ($postId, $mediaId, $position)
ON CONFLICT DO UPDATE SET position = excluded.position WHERE position <> excluded.position`;

const SAVE_SOURCE = `
INSERT INTO source_posts (source_id, post_id, first_seen_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING`;

const KEPT_ROLES = "SELECT role FROM media_files WHERE media_id = ?1";

type Role = SavedMedia["roles"][number];

/**
 * Prepares `savePost`: post, media, order, tags. Call it inside a transaction.
 * @param sqlite An open archive's connection.
 */
export function prepareSavePost(
  sqlite: Database,
): (post: Post, options: { sourceId: number; at: number }) => SavedPost {
  const savePost = sqlite.prepare<{ id: number }, [Record<string, string | number | null>]>(
    SAVE_POST,
  );
  const saveMedia = sqlite.prepare<
    { id: number; sha256: string | null; trashedAt: number | null },
    [Record<string, string | number | null>]
  >(SAVE_MEDIA);
  const savePosition = sqlite.prepare(SAVE_POSITION);
  const saveSource = sqlite.prepare<never, [number, number, number]>(SAVE_SOURCE);
  const keptRoles = sqlite.prepare<{ role: Role }, [number]>(KEPT_ROLES);
  const tagPost = prepareTagPost(sqlite);

  return (post, { sourceId, at }) => {
    const { id: postId } = savePost.get(postRow(post, at))!;
    saveSource.run(sourceId, postId, at);
    // Before the media: the search words of each are then written once.
    tagPost(postId, post.tags);
    const media = post.media.map((one, position): SavedMedia => {
      const row = saveMedia.get(mediaRow(one, { post, postId }))!;
      savePosition.run({ postId, mediaId: row.id, position });
      return {
        mediaId: row.id,
        imgurId: one.id,
        position,
        sha256: row.sha256,
        roles: row.sha256 === null ? [] : keptRoles.all(row.id).map(({ role }) => role),
        trashed: row.trashedAt !== null,
      };
    });
    return { postId, media };
  };
}

function postRow(post: Post, at: number): Record<string, string | number | null> {
  return {
    imgurId: post.id,
    kind: post.kind,
    title: post.title,
    description: post.description,
    author: post.author,
    subreddit: post.subreddit,
    postedAt: post.postedAt,
    views: post.views,
    ups: post.ups,
    downs: post.downs,
    points: post.points,
    score: post.score,
    commentCount: post.commentCount,
    favoriteCount: post.favoriteCount,
    nsfw: asInteger(post.nsfw),
    mediaCount: post.mediaCount,
    address: post.address,
    raw: JSON.stringify(post.raw ?? null),
    at,
  };
}

function mediaRow(
  media: Media,
  { post, postId }: { post: Post; postId: number },
): Record<string, string | number | null> {
  return {
    imgurId: media.id,
    postId,
    kind: media.kind,
    width: media.width,
    height: media.height,
    sizeBytes: media.sizeBytes,
    durationMs: media.durationMs,
    hasSound: media.hasSound ? 1 : 0,
    title: media.title,
    description: media.description,
    name: media.name,
    postedAt: media.postedAt ?? post.postedAt,
    score: post.score ?? post.points,
    nsfw: asInteger(post.nsfw),
  };
}

function asInteger(flag: boolean | null): number | null {
  return flag === null ? null : Number(flag);
}
