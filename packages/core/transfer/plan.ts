import type { SniffedType } from "../image/sniffed_type.ts";
import type { Reason } from "../outcomes.ts";

/** What a file is to its media, beside the original. */
export type CompanionRole = "poster" | "mp4";

/** What to fetch: plain data that crosses threads, processes and Redis. */
export interface TransferPlan {
  /** Number within the run, from 0; unique. */
  readonly item: number;
  /** Imgur's media id. */
  readonly media: string;
  /** The source's name as printed, for totals and events. */
  readonly source: string;
  /** Address on the CDN base. */
  readonly url: string;
  /** Other addresses of the same thing, tried in order when the first is gone (`.gif` after `.mp4`). */
  readonly fallbackUrls: readonly string[];
  /** Files that go with it: a video's still picture, a GIF's mp4. Wanted, but their absence fails nothing. */
  readonly companions: readonly { readonly role: CompanionRole; readonly url: string }[];
  /** Bytes that the listing promised; a hint for progress, never a check. */
  readonly sizeBytes: number | null;
}

/** A whole, checked file under `partial/`, not yet a blob. */
export interface ArrivedFile {
  /** Path relative to the archive folder. */
  readonly path: string;
  /** 64 lower-case hex digits. */
  readonly sha256: string;
  /** 32 lower-case hex digits. */
  readonly md5: string;
  readonly sizeBytes: number;
  readonly type: SniffedType;
  /** Pixels as the header tells them, null when it does not. */
  readonly width: number | null;
  readonly height: number | null;
  readonly animated: boolean;
  readonly durationMs: number | null;
}

/** What every transfer tells, arrived or not. */
interface TransferFacts {
  readonly plan: TransferPlan;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly ms: number;
  readonly attempts: number;
  /** Bytes received, also those of failed attempts. */
  readonly bytes: number;
  readonly slot: number;
}

/** Another place than Imgur that a file came from. */
export interface FileOrigin {
  /** `wayback`: the public web archive. */
  readonly kind: "wayback";
  readonly address: string;
}

/** A file that came whole. It becomes a blob, its rows are written, then it counts. */
export interface Arrived extends TransferFacts {
  readonly verdict: "arrived";
  readonly file: ArrivedFile;
  readonly companions: readonly { readonly role: CompanionRole; readonly file: ArrivedFile }[];
  /** The address that answered, after redirects. */
  readonly finalUrl: string;
  /** `Last-Modified`, epoch ms. */
  readonly lastModified: number | null;
  /** Where it came from, when not from Imgur. */
  readonly origin?: FileOrigin;
}

/** A file that did not come, and why. An expected answer, not an exception. */
export interface Refused extends TransferFacts {
  readonly verdict: "refused";
  readonly outcome: "removed" | "region_blocked" | "rejected" | "failed" | "cancelled";
  readonly reason: Reason;
  /** What the server said, for `-v`. */
  readonly detail?: string;
  /** Set for `placeholder.learned`: these bytes came for several ids. */
  readonly sha256?: string;
}

/** How one transfer ended. */
export type TransferResult = Arrived | Refused;
