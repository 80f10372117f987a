import type { MediaKind } from "../imgur/model.ts";
import type { Reason } from "../outcomes.ts";
import type { OpenDatabase } from "./open.ts";

/** Which of the media that are not here are meant. */
export interface RetryFilter {
  /** Only what ended with this reason. */
  readonly reason?: Reason;
  /** Only what failed in this run. */
  readonly run?: number;
}

/** A media that was announced and could not be kept. */
export interface FailedMedia {
  readonly mediaId: number;
  readonly imgurId: string;
  readonly kind: MediaKind;
  readonly title: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly sizeBytes: number | null;
  readonly postedAt: number | null;
  /** From 0, in the author's order. */
  readonly position: number;
  readonly postId: number;
  /** Imgur's id of its post. */
  readonly post: string;
  readonly postKind: "album" | "image";
  readonly postTitle: string | null;
  readonly author: string | null;
  readonly subreddit: string | null;
  readonly mediaCount: number;
  readonly address: string;
}

/** Reading what failed. */
export interface RetryRows {
  /** The sources, as printed, that listed something which failed; each media counts for the first of its own. */
  sources(filter: RetryFilter): { target: string; items: number }[];
  /** Of one source, in order of row id. */
  list(
    target: string,
    options: RetryFilter & { readonly afterId: number; readonly limit: number },
  ): FailedMedia[];
  /** One of them, whatever became of it; undefined when it is kept, in the trash, or unknown. @param media Imgur's id. */
  find(media: string): FailedMedia | undefined;
}

/** Never kept, not in the trash, and not for want of the thing itself or of the user's wish. */
const FAILED = `
FROM media m JOIN posts p ON p.id = m.post_id JOIN sources s ON s.id = (
  SELECT min(sp.source_id) FROM source_posts sp WHERE sp.post_id = m.post_id)
LEFT JOIN post_media pm ON pm.post_id = m.post_id AND pm.media_id = m.id
WHERE m.archived_at IS NULL AND m.last_outcome IN ('failed', 'rejected', 'region_blocked') AND m.trashed_at IS NULL
  AND ($reason IS NULL OR m.last_reason = $reason)
  AND ($run IS NULL OR m.imgur_id IN (SELECT media FROM run_rows WHERE run_id = $run AND kind = 'item'
    AND outcome IN ('failed', 'rejected', 'region_blocked')))`;
const SOURCES = `SELECT s.target, count(*) AS items ${FAILED} GROUP BY s.id ORDER BY s.id`;
const COLUMNS = `m.id AS mediaId, m.imgur_id AS imgurId, m.kind, m.title, m.width, m.height, m.size_bytes AS sizeBytes,
  m.posted_at AS postedAt, ifnull(pm.position, 0) AS position, p.id AS postId, p.imgur_id AS post, p.kind AS postKind,
  p.title AS postTitle, p.author, p.subreddit, p.media_count AS mediaCount, p.address`;
const LIST = `SELECT ${COLUMNS} ${FAILED} AND s.target = $target AND m.id > $afterId ORDER BY m.id LIMIT $limit`;

const FIND = `SELECT ${COLUMNS} FROM media m JOIN posts p ON p.id = m.post_id
LEFT JOIN post_media pm ON pm.post_id = m.post_id AND pm.media_id = m.id
WHERE m.imgur_id = $media AND m.archived_at IS NULL AND m.trashed_at IS NULL`;

/**
 * Prepares the reading of what failed.
 * @param archive An open archive, or its database.
 */
export function prepareRetryRows({ sqlite }: Pick<OpenDatabase, "sqlite">): RetryRows {
  type Params = [Record<string, string | number | null>];
  const sources = sqlite.prepare<{ target: string; items: number }, Params>(SOURCES);
  const list = sqlite.prepare<FailedMedia, Params>(LIST);
  const find = sqlite.prepare<FailedMedia, Params>(FIND);
  const paramsOf = ({ reason = null, run = null }: Record<string, unknown>) =>
    ({ reason, run }) as { reason: string | null; run: number | null };
  return {
    sources: (filter) => sources.all(paramsOf({ ...filter })),
    list: (target, { afterId, limit, ...filter }) =>
      list.all({ ...paramsOf({ ...filter }), target, afterId, limit }),
    find: (media) => find.get({ media }) ?? undefined,
  };
}
