import type { Database } from "bun:sqlite";

/** A media within its album, as far as a strip of small pictures needs it. */
export interface Sibling {
  readonly id: number;
  readonly imgurId: string;
  /** From 0, in the author's order. */
  readonly position: number;
  readonly title: string | null;
  readonly width: number | null;
  readonly height: number | null;
  /** The shown file; null while none is kept. */
  readonly sha256: string | null;
  readonly thumbs: "pending" | "made" | "refused" | null;
  readonly trashed: boolean;
}

/** All that is known of a post. Times are epoch ms. */
export interface PostDetail {
  readonly id: number;
  readonly imgurId: string;
  readonly kind: "album" | "image";
  readonly title: string | null;
  readonly description: string | null;
  readonly author: string | null;
  readonly subreddit: string | null;
  readonly postedAt: number | null;
  readonly views: number | null;
  readonly ups: number | null;
  readonly downs: number | null;
  readonly points: number | null;
  readonly score: number | null;
  readonly commentCount: number | null;
  readonly favoriteCount: number | null;
  readonly nsfw: boolean | null;
  /** How many media Imgur says that it has. */
  readonly mediaCount: number;
  /** Canonical address on imgur.com. */
  readonly address: string;
  readonly firstSeenAt: number;
  readonly updatedAt: number;
  readonly removedUpstreamAt: number | null;
  readonly tags: readonly string[];
  /** The sources that listed it, as printed. */
  readonly sources: readonly string[];
  /** Its media in the author's order, kept or not; at most 5000. */
  readonly media: readonly Sibling[];
}

/** Reading whole posts. */
export interface PostDetails {
  byImgurId(imgurId: string): PostDetail | undefined;
  /** The posts of a media, at most 20, the named one first. */
  ofMedia(mediaId: number, firstPostId: number | null): PostDetail[];
}

const POST = `
SELECT p.id, p.imgur_id AS imgurId, p.kind, p.title, p.description, p.author, p.subreddit,
  p.posted_at AS postedAt, p.views, p.ups, p.downs, p.points, p.score, p.comment_count AS commentCount,
  p.favorite_count AS favoriteCount, p.nsfw, p.media_count AS mediaCount, p.address,
  p.first_seen_at AS firstSeenAt, p.updated_at AS updatedAt, p.removed_upstream_at AS removedUpstreamAt
FROM posts p`;

const TAGS = `
SELECT t.name FROM post_tags pt JOIN tags t ON t.id = pt.tag_id WHERE pt.post_id = ?1 ORDER BY t.name LIMIT 1000`;

const SOURCES = `
SELECT s.target AS name FROM source_posts sp JOIN sources s ON s.id = sp.source_id
WHERE sp.post_id = ?1 ORDER BY sp.first_seen_at, s.id LIMIT 100`;

const SIBLINGS = `
SELECT m.id, m.imgur_id AS imgurId, pm.position, m.title, m.width, m.height, m.sha256, b.thumbs,
  m.trashed_at IS NOT NULL AS trashed
FROM post_media pm JOIN media m ON m.id = pm.media_id LEFT JOIN blobs b ON b.sha256 = m.sha256
WHERE pm.post_id = ?1 ORDER BY pm.position, m.id LIMIT 5000`;

type PostRow = Omit<PostDetail, "nsfw" | "tags" | "sources" | "media"> & {
  readonly nsfw: number | null;
};
type SiblingRow = Omit<Sibling, "trashed"> & { readonly trashed: number };

/** Prepares the reading of whole posts. */
export function preparePostDetails(sqlite: Database): PostDetails {
  const byImgurId = sqlite.prepare<PostRow, [string]>(`${POST} WHERE p.imgur_id = ?1`);
  const ofMedia = sqlite.prepare<PostRow, [number, number | null]>(
    `${POST} JOIN post_media pm ON pm.post_id = p.id
     WHERE pm.media_id = ?1 ORDER BY p.id IS NOT ?2, p.id LIMIT 20`,
  );
  const tags = sqlite.prepare<{ name: string }, [number]>(TAGS);
  const sources = sqlite.prepare<{ name: string }, [number]>(SOURCES);
  const siblings = sqlite.prepare<SiblingRow, [number]>(SIBLINGS);
  const complete = (row: PostRow): PostDetail => ({
    ...row,
    nsfw: row.nsfw === null ? null : row.nsfw === 1,
    tags: tags.all(row.id).map(({ name }) => name),
    sources: sources.all(row.id).map(({ name }) => name),
    media: siblings.all(row.id).map((one) => ({ ...one, trashed: one.trashed === 1 })),
  });
  return {
    byImgurId(imgurId) {
      const row = byImgurId.get(imgurId);
      return row ? complete(row) : undefined;
    },
    ofMedia: (mediaId, firstPostId) => ofMedia.all(mediaId, firstPostId).map(complete),
  };
}
