import { AcaciaError, type ErrorCode } from "../errors.ts";
import type { ImgurClient } from "./client.ts";
import {
  type ListedPost,
  type ListingMessage,
  type ListingNotice,
  noticeOf,
} from "./listing_message.ts";
import { completeAlbum, isWhole } from "./look_up.ts";
import type { Post } from "./model.ts";
import type { PagesPlan } from "./sources.ts";
import type { WirePage } from "./wire_v3.ts";

/** What reading pages needs. */
export interface PagesOptions {
  readonly client: ImgurClient;
  readonly signal: AbortSignal;
}

/** A plan's part that both ways of paging read. */
export type Paged = Pick<PagesPlan, "page" | "subreddit">;

/** Reads page after page until one is empty or adds nothing new. The ids seen are all that grows. */
export async function* listPages(
  plan: PagesPlan,
  options: PagesOptions,
): AsyncGenerator<ListingMessage> {
  const seen = new Set<string>();
  for (let number = 0; ; number++) {
    const page = await readPage(plan, number, options);
    if (page.posts.length + page.unreadable === 0) {
      yield { type: "page", page: number, items: 0 };
      return;
    }
    const fresh = takeNew(page.posts, seen);
    yield {
      type: "page",
      page: number,
      items: fresh.length,
      ...(page.total === null ? {} : { announced: page.total }),
    };
    if (page.unreadable > 0) yield unreadableNotice(page.unreadable, number);
    if (fresh.length === 0) return;
    for (const post of fresh) yield* deliver(post, options);
  }
}

/**
 * Reads one page.
 * @throws {AcaciaError} `not_found` when the first page is not there; `wire` when a later one is not, since a
 *   listing's end is an empty page (docs/imgur.md §2.1) and what is behind this one would be missing in silence.
 */
export async function readPage(
  plan: Paged,
  number: number,
  options: PagesOptions,
): Promise<WirePage> {
  const call = plan.page(number);
  // A page that got lost must not end a listing in silence: only Imgur's own word may.
  const [answer, { readV3Page }] = await Promise.all([
    options.client.get(call, { signal: options.signal, jsonOnly: true }),
    import("./wire_v3.ts"),
  ]);
  if (!answer.found) throw pageMissing(call.path, { number, said: answer.message });
  const page = readV3Page(answer.json);
  const { subreddit } = plan;
  if (subreddit === undefined) return page;
  const posts = page.posts.map((post) => ({ ...post, subreddit: post.subreddit ?? subreddit }));
  return { ...page, posts };
}

function pageMissing(path: string, page: { number: number; said: string }): AcaciaError {
  const says = `Imgur says "${page.said}"`;
  if (page.number === 0) {
    return new AcaciaError("not_found", `Cannot list ${path}: ${says}`, { hint: "Check the name" });
  }
  const what = `page ${page.number} of ${path}`;
  return new AcaciaError("wire", `Cannot list ${what}: ${says}, where the end is an empty page`, {
    hint: "Run it again later: what is stored is not fetched twice",
  });
}

/** Those of the posts whose id is new; they count as seen from now on. */
export function takeNew(posts: readonly Post[], seen: Set<string>): Post[] {
  return posts.filter((post) => !seen.has(post.id) && seen.add(post.id));
}

/**
 * Delivers a listed post, completed first when the page showed only a part of it. When the API is out, what
 * there is comes before the error.
 */
export async function* deliver(
  listed: Post,
  options: PagesOptions,
): AsyncGenerator<ListedPost | ListingNotice> {
  options.signal.throwIfAborted();
  if (listed.kind !== "album" || isWhole(listed)) {
    yield { type: "post", post: listed };
    return;
  }
  const { post, failure } = await completeAlbum(listed, options);
  yield { type: "post", post };
  if (failure === undefined) return;
  if (ENDS_LISTING.includes(failure.code)) throw failure;
  yield noticeOf(failure, "error");
}

/** After one of these the next page would fail the same way. */
const ENDS_LISTING: readonly ErrorCode[] = [
  "client_id.refused",
  "rate_limit",
  "capacity",
  "limit",
  "network",
];

/** Entries without a readable id cannot be fetched; that must not go unsaid. */
export function unreadableNotice(count: number, page: number): ListingNotice {
  return {
    type: "notice",
    level: "error",
    message: `Cannot read ${count} of the entries on page ${page}: they have no id of Imgur's shape`,
    hint: "Report it: Imgur may have changed its answers",
  };
}
