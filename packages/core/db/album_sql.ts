// What `albums.ts` asks of one album, by its row id or Imgur id.

const IN_ALBUM = "FROM post_media pm JOIN media m ON m.id = pm.media_id";

/** What became of its media, a column each. */
export const ALBUM_COUNTS_SQL = `
SELECT count(*) AS known,
  count(*) FILTER (WHERE m.shown = 1) AS here,
  count(*) FILTER (WHERE m.archived_at IS NOT NULL AND m.shown = 0) AS trashed,
  count(*) FILTER (WHERE m.archived_at IS NULL AND m.last_outcome = 'removed') AS removed,
  count(*) FILTER (WHERE m.archived_at IS NULL AND m.last_outcome IN ('failed', 'rejected')) AS failed,
  count(*) FILTER (WHERE m.archived_at IS NULL AND m.last_outcome = 'region_blocked') AS regionBlocked,
  count(*) FILTER (WHERE m.archived_at IS NULL AND m.last_outcome = 'filtered') AS filtered
${IN_ALBUM} WHERE pm.post_id = ?1`;

/** Its first four that are here. */
export const ALBUM_PICTURES_SQL = `
SELECT m.id, m.imgur_id AS imgurId, m.width, m.height, ifnull(m.nsfw, 0) AS nsfw, m.sha256, b.thumbs,
  b.thumb_hash AS thumbHash
${IN_ALBUM} JOIN blobs b ON b.sha256 = m.sha256
WHERE pm.post_id = ?1 AND m.shown = 1 ORDER BY pm.position, m.id LIMIT 4`;

/** All of its media, here or not. */
export const ALBUM_MEMBERS_SQL = `
SELECT m.id, m.imgur_id AS imgurId, m.kind, m.title, m.description, m.width, m.height,
  m.nsfw, m.favorite_at IS NOT NULL AS favorite, m.has_sound AS hasSound,
  ifnull(m.duration_ms, b.duration_ms) AS durationMs, b.animated,
  CASE WHEN m.shown = 1 THEN 'here' WHEN m.archived_at IS NOT NULL THEN 'trashed' ELSE 'missing' END AS state,
  m.last_outcome AS outcome, m.last_reason AS reason, m.sha256, b.ext,
  (SELECT f.sha256 FROM media_files f WHERE f.media_id = m.id AND f.role = 'mp4') AS film,
  b.thumbs, b.thumb_hash AS thumbHash
${IN_ALBUM} LEFT JOIN blobs b ON b.sha256 = m.sha256
WHERE pm.post_id = ?1 ORDER BY pm.position, m.id LIMIT 5000`;

/** The album itself. */
export const ALBUM_SQL = `
SELECT p.id, p.imgur_id AS imgurId, p.title, p.description, p.author, p.subreddit, p.posted_at AS postedAt,
  ifnull(p.points, p.score) AS points, p.views, p.comment_count AS comments, p.address,
  p.removed_upstream_at AS removedUpstreamAt, p.media_count AS mediaCount
FROM posts p WHERE p.imgur_id = ?1`;
