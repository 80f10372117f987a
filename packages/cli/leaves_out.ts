import type { Clock, Media, PlannerOptions, Post, WhereSubject } from "@acacia/core";
import type { Config } from "@acacia/core/config";
import { AcaciaError, matchesWhere, parseWhere } from "@acacia/core/fetch";
import type { SavedFilterTexts } from "@acacia/core/where";

/**
 * What decides whether the user's `--range` and `--where` leave an item out.
 *
 * @throws {AcaciaError} `usage` for a range or a filter that cannot be read.
 */
export function makeLeavesOut(
  config: Pick<Config, "text">,
  { clock, filters }: { clock: Pick<Clock, "now">; filters: SavedFilterTexts },
): PlannerOptions["leavesOut"] {
  const range = config.text("range");
  const [from, to] = range === undefined ? [1, Number.POSITIVE_INFINITY] : readRange(range);
  const where = config.text("where");
  const expr = where === undefined ? undefined : parseWhere(where, { now: clock.now(), filters });
  return (media, { post, index }) => {
    if (index < from || index > to) return "filter.range";
    if (expr && !matchesWhere(expr, subjectOf(media, post))) return "filter.where";
    return undefined;
  };
}

/** `A-B`, `A-`, `-B` or `A`, from 1. */
function readRange(text: string): [number, number] {
  const [, from, dash, to] = /^(\d{0,15})(-?)(\d{0,15})$/.exec(text.trim()) ?? [];
  const first = from ? Number(from) : 1;
  const last = to ? Number(to) : dash ? Number.POSITIVE_INFINITY : first;
  if ((from || to) && first >= 1 && last >= first) return [first, last];
  throw new AcaciaError("usage", `Cannot read the range '${text}': it is no A-B`, {
    hint: "Give --range 1-100, --range 50- or --range 7",
  });
}

/** What a query sees of an item before it is here: nothing of ours is known yet. */
function subjectOf(media: Media, post: Post): WhereSubject {
  return {
    id: media.id,
    kind: media.kind,
    inAlbum: post.mediaCount > 1,
    width: media.width,
    height: media.height,
    score: post.score,
    views: post.views,
    sizeBytes: media.sizeBytes,
    run: null,
    tags: post.tags,
    user: post.author,
    subreddit: post.subreddit,
    albums: post.kind === "album" ? [post.id] : [],
    postedAt: media.postedAt ?? post.postedAt,
    archivedAt: null,
    nsfw: post.nsfw === true,
    duplicate: false,
    favorite: false,
    unseen: true,
    gone: false,
    trashed: false,
    comments: [],
    texts: [
      post.title,
      post.description,
      media.title,
      media.description,
      media.name,
      ...post.tags,
    ].filter((text) => text !== null),
  };
}
