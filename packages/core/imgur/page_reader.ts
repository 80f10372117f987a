import { clientIdMissing } from "./_failures.ts";
import { deliver, type PagesOptions, readPage, unreadableNotice } from "./_pages.ts";
import type { ListedPost, ListingNotice } from "./listing_message.ts";
import type { Post } from "./model.ts";
import { type ListingChoices, planSource } from "./sources.ts";
import { printTarget, type Target } from "./target.ts";

/** A page of a listing, in the listing's order. */
export interface ReadPage {
  readonly posts: readonly Post[];
  /** Entries without an id that can be read. */
  readonly unreadable: number;
  /** Posts that the whole listing is said to have, where it tells. */
  readonly total: number | null;
}

/** Reads a listing's pages in whatever order its caller likes. */
export interface PageReader {
  /** Posts on a full page. */
  readonly pageSize: number;
  /**
   * @param number From 0. @returns An empty page past the end.
   * @throws {AcaciaError} `not_found` when the first page is not there, and whatever ends the client's calls.
   */
  read(number: number): Promise<ReadPage>;
  /** The post with all its media: an album of which the page shows a part is looked up. */
  complete(post: Post): AsyncIterable<ListedPost | ListingNotice>;
  /** What to say of entries that nobody can read. */
  noticeOf(page: ReadPage, number: number): ListingNotice | undefined;
}

/**
 * Opens a listing that has pages.
 * @returns undefined for what has none: albums, images, lists of ids, and the random gallery.
 * @throws {AcaciaError} `client_id.missing`; `usage` for a sort that Imgur does not have there.
 */
export function openPageReader(
  target: Target,
  options: ListingChoices & PagesOptions,
): PageReader | undefined {
  const plan = planSource(target, options);
  if (plan.type !== "pages") return;
  if (!options.client.clientId) throw clientIdMissing(printTarget(target));
  return {
    pageSize: plan.pageSize,
    read: (number) => readPage(plan, number, options),
    complete: (post) => deliver(post, options),
    noticeOf: ({ unreadable }, number) =>
      unreadable > 0 ? unreadableNotice(unreadable, number) : undefined,
  };
}
