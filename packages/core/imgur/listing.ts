import { AcaciaError } from "../errors.ts";
import { clientIdMissing } from "./_failures.ts";
import { listPages } from "./_pages.ts";
import { listSample } from "./_sample.ts";
import type { ImgurClient } from "./client.ts";
import { type ListedPost, type ListingMessage, noticeOf } from "./listing_message.ts";
import { guessPost, isWhole, type LookUp, lookUpPost } from "./look_up.ts";
import { type ListingChoices, type ListingSource, planSource } from "./sources.ts";
import { printTarget } from "./target.ts";

export type {
  ListedPage,
  ListedPost,
  ListingMessage,
  ListingNotice,
} from "./listing_message.ts";

/** What {@link listPosts} takes beside the target. */
export interface ListPostsOptions extends ListingChoices {
  readonly client: ImgurClient;
  readonly signal: AbortSignal;
  /** Stop once that many media were listed; the post that reaches it comes whole. @default no limit */
  readonly limit?: number;
}

/**
 * Lists what a target names. Nothing is asked before it is pulled, so whoever pulls slowly slows the calls.
 * A listing ends at an empty page, at a page that adds nothing new, or at the limit; a post that moves to a
 * later page meanwhile is listed once.
 *
 * @throws {AcaciaError} `client_id.missing` for what needs one, `not_found`, `usage` for a sort that Imgur does
 *   not have there, and whatever ends the client's calls; what was listed before it has been delivered.
 *
 * @example
 * ```ts
 * import { DEFAULT_BASES, type HostGate, listPosts, makeImgurClient, systemClock } from "@acacia/core";
 * const gate: HostGate = { role: "api", enter: async () => ({ [Symbol.dispose]() {} }), note() {} };
 * const client = makeImgurClient({ bases: DEFAULT_BASES, clientId: undefined, gate, clock: systemClock });
 * const { signal } = new AbortController();
 * for await (const message of listPosts({ kind: "file", id: "aBc12De", ext: "png" }, { client, signal })) {
 *   console.assert(message.type === "post" && message.guess === "no_client_id");
 * }
 * ```
 */
export async function* listPosts(
  source: ListingSource,
  options: ListPostsOptions,
): AsyncGenerator<ListingMessage, void, undefined> {
  let left = options.limit ?? Number.POSITIVE_INFINITY;
  if (left <= 0) return;
  for await (const message of listAll(source, options)) {
    options.signal.throwIfAborted();
    yield message;
    if (message.type === "post") left -= message.post.media.length;
    if (left <= 0) return;
  }
}

function listAll(source: ListingSource, options: ListPostsOptions): AsyncIterable<ListingMessage> {
  const plan = planSource(source, options);
  if (plan.type === "look_ups") return lookUpAll(plan.lookUps, options);
  if (!options.client.clientId) throw clientIdMissing(describe(source));
  return plan.type === "sample" ? listSample(plan, options) : listPages(plan, options);
}

async function* lookUpAll(
  lookUps: readonly LookUp[],
  options: ListPostsOptions,
): AsyncGenerator<ListingMessage> {
  const seen = new Set<string>();
  const told = new Set<string>();
  for (const lookUp of lookUps) {
    if (seen.has(lookUp.id)) continue;
    seen.add(lookUp.id);
    const { post, failure } = await lookUpPost(lookUp, options);
    if (failure && !post && lookUp.guess !== "always") throw failure;
    // One failure of the API meets every id of a list; it is worth one notice.
    if (failure && !(post && isWhole(post)) && !told.has(failure.code)) {
      told.add(failure.code);
      yield noticeOf(failure, "warning");
    }
    yield post ? { type: "post", post } : guess(lookUp, { failure, client: options.client });
  }
}

/** What is left when no answer names a post: the CDN may have a file of that id. */
function guess(
  lookUp: LookUp,
  context: { failure: AcaciaError | undefined; client: ImgurClient },
): ListedPost {
  const { failure, client } = context;
  if (lookUp.guess === "never") throw notFound(lookUp.id, client);
  const why = failure ? "unasked" : client.clientId ? "unknown" : "no_client_id";
  return { type: "post", post: guessPost(lookUp.id, lookUp.ext), guess: why };
}

function notFound(id: string, client: ImgurClient): AcaciaError {
  const asked = client.clientId ? "" : " that can be seen without a Client-ID";
  return new AcaciaError("not_found", `Cannot find ${id}: Imgur has no such album${asked}`, {
    hint: client.clientId ? "Check the address" : "Check the address, or set IMGUR_CLIENT_ID",
  });
}

function describe(source: ListingSource): string {
  return source.kind === "account_albums" ? `the albums of ${source.name}` : printTarget(source);
}
