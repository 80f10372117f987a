import type { Rival } from "./rival.ts";

/** What a peer is told to do. */
export interface DownloadJob {
  /** Addresses on the server, in the order of the list. */
  readonly urls: readonly string[];
  /** Where files go; not there yet. */
  readonly dir: string;
  /** A folder for lists and settings. */
  readonly scratch: string;
  /** How many at once. */
  readonly jobs: number;
  /** Where Redis listens, when the peer asked for one. */
  readonly redisPort?: number;
}

/** A program that downloads a list of links. */
export interface DownloadRival extends Rival {
  /** One after the other, whatever is asked for. */
  readonly isSequential?: true;
  /** Needs a Redis that runs. */
  readonly needsRedis?: true;
  /** Writes what the program reads; before the clock runs. @returns What is started. */
  readonly prepare: (job: DownloadJob) => Promise<readonly string[]>;
}
