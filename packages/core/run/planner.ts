import type { SavedMedia } from "../db/recording.ts";
import type { ImgurBases } from "../imgur/bases.ts";
import { type Prefer, planAddresses } from "../imgur/media_url.ts";
import type { Media, Post } from "../imgur/model.ts";
import type { Reason } from "../outcomes.ts";
import type { TransferPlan } from "../transfer/plan.ts";

/** What decides whether an item needs a transfer. */
export interface PlannerOptions {
  readonly bases: ImgurBases;
  readonly prefer: Prefer;
  /** Transfer again what is known. */
  readonly force: boolean;
  /** The reason why the user's filter leaves an item out, or undefined. `index` counts over the run, from 1. */
  readonly leavesOut: (media: Media, context: { post: Post; index: number }) => Reason | undefined;
}

/** What the run keeps of an item while it is under way. */
export interface PlannedItem {
  readonly plan: TransferPlan;
  readonly role: "original" | "mp4";
  readonly mediaId: number;
  readonly sourceId: number;
  /** The bytes kept before, when `--force` transfers a known one. */
  readonly keptSha256: string | null;
  readonly media: Media;
  readonly post: Post;
  readonly position: number;
  /** Imgur's API does not know it: only the CDN can tell. */
  readonly isUnknownToApi: boolean;
  /** The same media in other sources of this run, met while it is under way: they end as it ends. */
  readonly followers: Follower[];
}

/** A media that another source of the run names too. */
export interface Follower {
  readonly source: string;
  readonly sourceId: number;
  readonly post: Post;
  readonly position: number;
}

/** One item, decided. */
export type Decision =
  | { readonly kind: "transfer"; readonly item: PlannedItem }
  /** `sha256` is null for what the user removed for good. */
  | { readonly kind: "known"; readonly sha256: string | null }
  | { readonly kind: "rejected"; readonly reason: Reason }
  | { readonly kind: "filtered"; readonly reason: Reason };

/** Where an item stands. */
export interface ItemContext {
  readonly post: Post;
  readonly saved: SavedMedia;
  readonly source: string;
  readonly sourceId: number;
  /** Number over the run, from 0. */
  readonly item: number;
  readonly isUnknownToApi: boolean;
}

/**
 * Decides one item: left out by the user's filter, known already, or a plan to transfer it.
 * Pure: what the archive knows comes in as `saved`.
 */
export function planItem(media: Media, context: ItemContext, options: PlannerOptions): Decision {
  const { post, saved } = context;
  const leftOut = options.leavesOut(media, { post, index: context.item + 1 });
  if (leftOut) return { kind: "filtered", reason: leftOut };
  if (saved.trashed && !options.force) return { kind: "known", sha256: saved.sha256 };
  const addresses = planAddresses(media, { bases: options.bases, prefer: options.prefer });
  if (!addresses) return { kind: "rejected", reason: "host.foreign" };
  const wanted = [addresses.role, ...addresses.companions.map((companion) => companion.role)];
  // A poster that Imgur did not give yesterday is no reason to fetch the video again today.
  const complete = wanted.every((role) => role === "poster" || saved.roles.includes(role));
  if (saved.sha256 !== null && complete && !options.force) {
    return { kind: "known", sha256: saved.sha256 };
  }
  const plan: TransferPlan = {
    item: context.item,
    media: media.id,
    source: context.source,
    url: addresses.url,
    fallbackUrls: addresses.fallbackUrls,
    companions: addresses.companions,
    sizeBytes: addresses.role === "original" ? media.sizeBytes : null,
  };
  return {
    kind: "transfer",
    item: {
      plan,
      role: addresses.role,
      mediaId: saved.mediaId,
      sourceId: context.sourceId,
      keptSha256: saved.sha256,
      media,
      post,
      position: saved.position,
      isUnknownToApi: context.isUnknownToApi,
      followers: [],
    },
  };
}
