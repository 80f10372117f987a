import type { Archive } from "../archive/archive.ts";
import { type FailedMedia, prepareRetryRows, type RetryFilter } from "../db/retry_rows.ts";
import { guessPost } from "../imgur/look_up.ts";
import { guessMedia } from "../imgur/media_url.ts";
import type { Media } from "../imgur/model.ts";
import { printTarget } from "../imgur/target.ts";
import type { ListTarget, RunPost } from "../run/lister.ts";

const PAGE = 500;
/** The CDN gives the stored bytes under any picture's extension: docs/imgur.md §0.7. */
const EXTENSIONS = { photo: "jpg", gif: "gif", video: "mp4" } as const;

/**
 * A listing of what failed, from the archive's own rows: a run with it fetches that and nothing else, and asks Imgur's
 * API for nothing.
 *
 * @param archive Open; what ends well meanwhile is not met again. @param filter Which of them.
 */
export function makeRetryListing(
  archive: Pick<Archive, "sqlite">,
  filter: RetryFilter,
): ListTarget {
  const rows = prepareRetryRows(archive);
  return async function* listFailed(target, { signal }) {
    const source = printTarget(target);
    let afterId = 0;
    for (;;) {
      const page = rows.list(source, { ...filter, afterId, limit: PAGE });
      for (const media of page) {
        signal.throwIfAborted();
        afterId = media.mediaId;
        yield asPost(media, guessMedia(media.imgurId, EXTENSIONS[media.kind]));
      }
      if (page.length < PAGE) return;
    }
  };
}

/**
 * A post with this media alone: others of it were kept, or have a post of their own here.
 *
 * @param failed Its rows. @param guess What its addresses are made of.
 */
export function asPost(failed: FailedMedia, guess: Media): RunPost {
  const { mediaId, imgurId, position, postId } = failed;
  const { title, width, height, sizeBytes, postedAt } = failed;
  const media = {
    ...guess,
    ...{ title, width, height, sizeBytes, postedAt },
  };
  return {
    type: "post",
    post: {
      ...guessPost(failed.post),
      kind: failed.postKind,
      title: failed.postTitle,
      author: failed.author,
      subreddit: failed.subreddit,
      postedAt,
      mediaCount: failed.mediaCount,
      address: failed.address,
      media: [media],
    },
    saved: {
      postId,
      media: [{ mediaId, imgurId, position, sha256: null, roles: [], trashed: false }],
    },
  };
}
