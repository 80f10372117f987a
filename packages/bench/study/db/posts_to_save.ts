import type { ArrivedRecord, Post, Recording } from "@acacia/core";
import { sampleMedia, samplePost } from "@acacia/core/testing";

/** Rows that a post with one media makes: post, media, its place, the source's post; blob and its tie when it arrives. */
const ROWS_OF_POST = 4;
const ROWS_OF_ARRIVAL = 2;

/** Posts of one media each, numbered from `from`. */
export function makePosts(from: number, count: number): readonly Post[] {
  return Array.from({ length: count }, (_, n) => {
    const number = (from + n).toString(36).padStart(6, "0");
    const media = [sampleMedia({ id: `x${number}` })];
    return samplePost({ id: `y${number}`, tags: [], media, raw: { id: number } });
  });
}

/**
 * Writes posts and what arrived of them as a fetch does, in one transaction.
 *
 * @returns How many rows that made.
 */
export function savePosts(recording: Recording, posts: readonly Post[]): number {
  const at = 1_700_000_000_000;
  const sourceId = recording.ensureSource("r/bench", "subreddit", at);
  recording.transaction(() => {
    for (const post of posts) {
      const saved = recording.savePost(post, { sourceId, at });
      for (const { mediaId, imgurId } of saved.media) {
        recording.saveArrived(arrival(mediaId, { id: imgurId, at }));
      }
    }
  });
  return posts.length * (ROWS_OF_POST + ROWS_OF_ARRIVAL);
}

function arrival(mediaId: number, { id, at }: { id: string; at: number }): ArrivedRecord {
  return {
    mediaId,
    role: "original",
    companions: [],
    run: 1,
    at,
    file: {
      path: `partial/${id}`,
      sha256: Bun.SHA256.hash(id, "hex"),
      md5: Bun.MD5.hash(id, "hex"),
      sizeBytes: 120_000,
      type: "jpg",
      width: 800,
      height: 600,
      animated: false,
      durationMs: null,
    },
  };
}
