import type { Post } from "./model.ts";

/** A post of which nobody tells more than this: every other fact is null. */
export function barePost(
  known: Pick<Post, "id" | "kind" | "mediaCount" | "media" | "address" | "raw">,
): Post {
  return {
    title: null,
    description: null,
    author: null,
    subreddit: null,
    postedAt: null,
    views: null,
    ups: null,
    downs: null,
    points: null,
    score: null,
    commentCount: null,
    favoriteCount: null,
    nsfw: null,
    tags: [],
    ...known,
  };
}
