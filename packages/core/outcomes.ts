/** The nine ways in which an announced media item ends a run. Each ends in exactly one. */
export const OUTCOMES = [
  "stored",
  "known",
  "duplicate",
  "removed",
  "region_blocked",
  "rejected",
  "filtered",
  "failed",
  "cancelled",
] as const;

/** One of {@link OUTCOMES}. */
export type Outcome = (typeof OUTCOMES)[number];

/** Why an item did not end as a success: a stable code, and the sentence that people read. */
export const REASONS = {
  "gone.404": "Imgur no longer has it (404)",
  "gone.410": "Imgur no longer has it (410)",
  "gone.placeholder": "Imgur answers with its 'removed' picture",
  "gone.api": "Imgur's API no longer knows it, and neither does the CDN",
  "placeholder.region": "Imgur answers with its 'not available in your region' picture",
  "placeholder.learned":
    "The same picture came back for four or more different ids, so it is not theirs",
  html: "A web page came where a picture should be",
  "type.unknown": "The bytes are no picture or video that Acacia knows",
  "type.empty": "The file is empty",
  "length.mismatch": "Fewer or more bytes came than were announced, again and again",
  "checksum.mismatch": "The bytes are not the ones that the ETag names, again and again",
  "body.cut": "The file ends before its end marker, again and again",
  "size.limit": "It is larger than the size limit",
  "host.foreign": "The address, or a redirect, leads off Imgur's hosts",
  "redirect.loop": "The redirects go in a circle",
  "filter.where": "The --where filter leaves it out",
  "filter.range": "The --range leaves it out",
  "http.4xx": "Imgur refused the file",
  "http.5xx": "Imgur's server failed, again and again",
  "http.429": "Imgur said 'too many requests', again and again",
  capacity: "Imgur says that it is over capacity",
  "network.connect": "No connection could be made",
  "network.reset": "The connection broke, again and again",
  "network.timeout": "The file did not arrive in time, again and again",
  "network.dns": "The host's name could not be resolved",
  "post.incomplete": "The post could not be listed in full",
  disk: "The archive's disk refused it",
  "worker.crashed": "The worker that handled it died twice",
  "stopped.user": "Stopped by the user",
  "stopped.host": "Not tried: Imgur kept refusing, so the run stopped",
  "stopped.limit": "Stopped by --max-bytes or --deadline",
  "queue.left": "Left to the queue's workers: `acacia collect` has its end",
  unexpected: "A bug in Acacia: please report it",
} as const;

/** One of the codes in {@link REASONS}. */
export type Reason = keyof typeof REASONS;

/** How many items ended how, and the bytes that were kept. Zeros are present. Contract: announced = the sum of the outcomes. */
export type Totals = Record<Outcome, number> & {
  /** Items listed, up to the limit. */
  announced: number;
  /** Bytes of newly stored content. */
  bytes: number;
};

/** Totals with every figure at zero. */
export function makeTotals(): Totals {
  return {
    announced: 0,
    stored: 0,
    known: 0,
    duplicate: 0,
    removed: 0,
    region_blocked: 0,
    rejected: 0,
    filtered: 0,
    failed: 0,
    cancelled: 0,
    bytes: 0,
  };
}

/**
 * The sum of the nine outcomes; `announced` minus this is what is still to go.
 *
 * @example
 * ```ts
 * import { makeTotals, sumOutcomes } from "@acacia/core";
 * console.assert(sumOutcomes({ ...makeTotals(), stored: 2, removed: 1, bytes: 900 }) === 3);
 * ```
 */
export function sumOutcomes(totals: Totals): number {
  let sum = 0;
  for (const outcome of OUTCOMES) sum += totals[outcome];
  return sum;
}
