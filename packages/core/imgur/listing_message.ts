import type { AcaciaError } from "../errors.ts";
import type { Post } from "./model.ts";

/** A page of a listing was read. */
export interface ListedPage {
  readonly type: "page";
  /** From 0. */
  readonly page: number;
  /** Posts on it that were not listed before. */
  readonly items: number;
  /** Posts that the whole listing is said to have, where it tells. */
  readonly announced?: number;
}

/** A post, with all media that could be had: fewer than `mediaCount` when Imgur delivers fewer. */
export interface ListedPost {
  readonly type: "post";
  readonly post: Post;
  /**
   * Set when nothing but the id is known, so that only the CDN can tell: Imgur's API knows no such id, it
   * could not be asked, or there is no Client-ID to ask it with.
   */
  readonly guess?: "unknown" | "unasked" | "no_client_id";
}

/** Something the user should read: what could not be listed, and why. */
export interface ListingNotice {
  readonly type: "notice";
  readonly level: "warning" | "error";
  readonly message: string;
  readonly hint?: string;
}

/** What a listing tells, in order. */
export type ListingMessage = ListedPage | ListedPost | ListingNotice;

/** The notice for something that could not be asked or read in full. */
export function noticeOf(failure: AcaciaError, level: ListingNotice["level"]): ListingNotice {
  const { message, hint } = failure;
  return { type: "notice", level, message, ...(hint === undefined ? {} : { hint }) };
}
