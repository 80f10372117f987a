import { extname } from "node:path";
import type { Archive } from "../archive/archive.ts";
import { prepareRetryRows } from "../db/retry_rows.ts";
import { listPosts } from "../imgur/listing.ts";
import { guessMedia } from "../imgur/media_url.ts";
import type { Media } from "../imgur/model.ts";
import { printTarget } from "../imgur/target.ts";
import type { ListTarget } from "../run/lister.ts";
import type { TransferPlan } from "../transfer/plan.ts";
import { asPost } from "./retry.ts";

/** What a run that takes over another's work lists. */
export interface QueuedWork {
  /** Plans whose ends are still to be had. */
  readonly plans: readonly TransferPlan[];
  /** Whether Imgur's listing of a source is read as well, for what nobody has planned yet. */
  readonly isListed: (source: string) => boolean;
}

/**
 * A listing of what another run has planned and not ended, after Imgur's own listing of the same source where that was
 * not read to its end. What has left Imgur's listing meanwhile is met all the same.
 *
 * @param archive Open; it knows the posts of those plans. @param work What is left of the other run.
 */
export function makeQueuedListing(
  archive: Pick<Archive, "sqlite">,
  { plans, isListed }: QueuedWork,
): ListTarget {
  const rows = prepareRetryRows(archive);
  return async function* listQueued(target, options) {
    const source = printTarget(target);
    const own = plans.filter((plan) => plan.source === source);
    const left = new Map(own.map((plan) => [plan.media, plan]));
    let failure: { readonly error: unknown } | undefined;
    if (isListed(source)) {
      try {
        for await (const message of listPosts(target, options)) {
          if (message.type === "post") for (const { id } of message.post.media) left.delete(id);
          yield message;
        }
      } catch (error) {
        // What has been planned needs no listing.
        failure = { error };
      }
    }
    for (const plan of left.values()) {
      const row = rows.find(plan.media);
      if (row) yield asPost(row, mediaOf(plan));
    }
    if (failure) throw failure.error;
  };
}

/** The media that the same addresses are planned for. */
export function mediaOf({ media, url, fallbackUrls, companions }: TransferPlan): Media {
  const original = fallbackUrls[0] ?? url;
  const guess = guessMedia(media, extname(new URL(original).pathname).slice(1));
  const hasMp4 = fallbackUrls.length > 0 || companions.some(({ role }) => role === "mp4");
  return { ...guess, hasMp4, link: url };
}
