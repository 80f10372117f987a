import type { Place } from "../place.ts";
import type { SimPost } from "../world/model.ts";

/** Orders of listings, docs/imgur.md §2.1. */
export type Sort = "viral" | "top" | "time" | "rising" | "newest" | "oldest" | "best" | "worst";

const DAY_S = 86_400;
const WINDOW_S: Readonly<Record<string, number>> = {
  day: DAY_S,
  week: 7 * DAY_S,
  month: 30 * DAY_S,
  year: 365 * DAY_S,
};

/**
 * A listing in its order.
 *
 * @param named The posts, newest first, and the name they are remembered under.
 * @param order `window` counts back from the world's newest post; without one, or with `all`, every post is in.
 */
export function orderPosts(
  named: { name: string; posts: readonly SimPost[] },
  order: { sort: Sort; window?: string; place: Place },
): readonly SimPost[] {
  const { sort, window = "all", place } = order;
  const nowS = place.index.nowS;
  const maxAgeS = WINDOW_S[window];
  const inWindow =
    maxAgeS === undefined
      ? named.posts
      : named.posts.filter(({ datetime }) => nowS - datetime <= maxAgeS);
  const name = `${named.name}|${sort}|${window}`;
  return place.index.sorted(name, inWindow, (post) => rank(post, sort, nowS));
}

function rank(post: SimPost, sort: Sort, nowS: number): number {
  const points = post.ups - post.downs;
  switch (sort) {
    case "viral":
      return post.score;
    case "top":
    case "best":
      return points;
    case "worst":
      return -points;
    case "time":
    case "newest":
      return post.datetime;
    case "oldest":
      return -post.datetime;
    case "rising":
      return points / (1 + (nowS - post.datetime) / 3600);
  }
}
