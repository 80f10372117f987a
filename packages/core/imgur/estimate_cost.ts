import { SAMPLE_PAGES } from "./_sample.ts";
import type { ListingChoices, ListingSource, SourcePlan } from "./sources.ts";
import { planSource } from "./sources.ts";

/** What a listing costs in credits, before anything is asked. */
export interface CostEstimate {
  /** In the best case, up to the limit. */
  readonly least: number;
  /** In the worst case, up to the limit; null when nobody knows how long the listing is. */
  readonly most: number | null;
  /** Posts that one credit lists; null when posts are looked up by id. */
  readonly postsPerCredit: number | null;
  /** The same in words. */
  readonly sentence: string;
}

/** What {@link estimateCost} takes beside the target. */
export interface EstimateOptions extends ListingChoices {
  /** Without a Client-ID no credit is spent. */
  readonly hasClientId: boolean;
  /** Media to list, at least 1. @default no limit */
  readonly limit?: number;
}

/** Calls with the Client-ID that an album can need which a page shows in part: post/v1, then /3/. */
const CALLS_PER_ALBUM = 2;

/**
 * What a listing will cost, for `--dry-run`: a credit per page, and up to two for each album that a page
 * shows in part (docs/imgur.md §3). Sends nothing.
 * @throws {AcaciaError} `usage` for a sort that Imgur does not have there.
 *
 * @example
 * ```ts
 * import { estimateCost } from "@acacia/core";
 * const cost = estimateCost({ kind: "subreddit", name: "aww" }, { hasClientId: true, limit: 120 });
 * console.assert(cost.least === 1 && cost.postsPerCredit === 60);
 * ```
 */
export function estimateCost(source: ListingSource, options: EstimateOptions): CostEstimate {
  const plan = planSource(source, options);
  if (!options.hasClientId) return withoutClientId(plan);
  if (plan.type === "look_ups") return lookUpCost(plan, options.limit);
  const { pageSize } = plan;
  const asked = Number.isFinite(options.limit) ? options.limit : undefined;
  const limit = asked ?? (plan.type === "sample" ? pageSize : undefined);
  // Every post may be an album of one picture that the page does not show.
  const pages = plan.type === "sample" ? SAMPLE_PAGES : Math.ceil((limit ?? 0) / pageSize);
  const most = limit === undefined ? null : pages + limit * CALLS_PER_ALBUM;
  return {
    least: 1,
    most,
    postsPerCredit: pageSize,
    sentence: `1 credit per ${pageSize} posts, and 1 or ${CALLS_PER_ALBUM} for each album that a page shows in part`,
  };
}

function lookUpCost(
  plan: Extract<SourcePlan, { type: "look_ups" }>,
  limit = Number.POSITIVE_INFINITY,
): CostEstimate {
  // Each look-up gives at least one item, so the limit bounds them.
  const lookUps = plan.lookUps.slice(0, limit);
  const count = (lookUp: (typeof lookUps)[number]) =>
    lookUp.steps.filter((step) => step.call.auth !== "none").length;
  const most = lookUps.reduce((sum, lookUp) => sum + count(lookUp), 0);
  const many = lookUps.length === 1 ? "1 credit" : `${lookUps.length} credits, 1 an id`;
  return {
    least: lookUps.length,
    most,
    postsPerCredit: null,
    sentence: `${many}; up to ${most} when Imgur no longer knows what is asked for`,
  };
}

function withoutClientId(plan: SourcePlan): CostEstimate {
  const sentence =
    plan.type === "look_ups"
      ? "no credit: it is read without a Client-ID"
      : "nothing: it cannot be listed without a Client-ID";
  return { least: 0, most: 0, postsPerCredit: null, sentence };
}
