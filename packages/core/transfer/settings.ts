import { openPartials, type PartialFolder } from "../archive/partial.ts";
import { ByteBudget } from "../async/byte_budget.ts";
import type { Clock } from "../async/clock.ts";
import type { RunEvent, Unstamped } from "../events.ts";
import type { ImgurBases } from "../imgur/bases.ts";
import { PLACEHOLDERS, type Placeholder } from "../imgur/placeholders.ts";
import type { HostGate } from "../limit/host_gate.ts";
import type { ByteRate } from "../limit/token_bucket.ts";
import type { Timeouts } from "./deadline.ts";
import type { TransferPlan, TransferResult } from "./plan.ts";
import { transferOne } from "./transfer.ts";

/** All that a transfer is made from: plain data, so that a thread, a child or another machine builds the same. */
export interface TransferSettings {
  /** Absolute path of the archive folder. */
  readonly archiveDir: string;
  readonly bases: ImgurBases;
  /** Honest: who we are and where to read about us. */
  readonly userAgent: string;
  /** Address of a proxy, or null: then the environment decides. */
  readonly proxy: string | null;
  /** How often an address is tried again after a fault that may pass, `--retries`. */
  readonly retries: number;
  readonly timeouts: Timeouts;
  /** Bytes of one file that are too many, null for no limit. */
  readonly sizeLimitBytes: number | null;
  /** Placeholder pictures to refuse. */
  readonly placeholders: readonly Placeholder[];
}

/** What a transfer does unless the user says otherwise. */
export const TRANSFER_DEFAULTS = {
  proxy: null,
  retries: 4,
  timeouts: { connectMs: 20_000, idleMs: 30_000, attemptMs: 900_000 },
  // More than twice the longest that Imgur takes: a body that never ends must end somewhere.
  sizeLimitBytes: 512 * 1024 * 1024,
  placeholders: PLACEHOLDERS,
} as const satisfies Partial<TransferSettings>;

/** What a transfer is handed beside its settings: what is alive and shared. */
export interface TransferTools {
  /** The CDN's gate, or a proxy of it. */
  readonly gate: HostGate;
  readonly clock: Clock;
  /** Ends every transfer as cancelled. */
  readonly signal: AbortSignal;
  /** Ends those that wait, for their turn or before another try; aborts with `signal` at the latest. @default signal */
  readonly draining?: AbortSignal | undefined;
  /** `--limit-rate`, shared by all. */
  readonly rate?: ByteRate | undefined;
  /** Told of `transfer.started` and, at most four times a second a slot, `transfer.progress`. */
  readonly onEvent?: ((event: TransferEvent) => void) | undefined;
  /** Bodies held in memory at once, bytes; who shares the work shares this too. @default {BODY_BYTES} */
  readonly bodyBytes?: number | undefined;
}

/** What a transfer is built from. The settings can go elsewhere as they are; the tools stay, and are asked. */
export interface TransferRecipe {
  readonly settings: TransferSettings;
  readonly tools: TransferTools;
}

/** A transfer that tells what it was built from. */
export interface BuiltTransfer {
  (plan: TransferPlan, slot: number): Promise<TransferResult>;
  readonly recipe: TransferRecipe;
}

/** The events that a transfer emits, not yet stamped. */
export type TransferEvent = Extract<
  Unstamped<RunEvent>,
  { type: "transfer.started" | "transfer.progress" }
>;

/** Everything that {@link transferOne} needs. */
export interface TransferDeps extends TransferTools {
  readonly settings: TransferSettings;
  readonly partials: PartialFolder;
  /** Bounds the bodies that are held in memory. */
  readonly budget: ByteBudget;
  /** Learned on the way, for the transfers after. */
  readonly line: {
    /** A small body did not come within the idle time-out: bodies are streamed, so that what came is kept. */
    isSlow: boolean;
  };
}

/** Bodies held in memory at once by a whole run, bytes. */
export const BODY_BYTES = 64 * 1024 * 1024;

/**
 * Builds the transfer that every strategy runs.
 *
 * @param settings Plain data.
 * @param tools What is alive: gate, clock, signal.
 * @returns A function that moves one file; `slot` is the lane, from 0.
 * @throws {AcaciaError} `disk` when the folder for partial files cannot be made.
 */
export function buildTransfer(settings: TransferSettings, tools: TransferTools): BuiltTransfer {
  const deps: TransferDeps = {
    ...tools,
    settings,
    partials: openPartials(settings.archiveDir),
    budget: new ByteBudget(tools.bodyBytes ?? BODY_BYTES),
    line: { isSlow: false },
  };
  const transfer = (plan: TransferPlan, slot: number) => transferOne(plan, deps, slot);
  return Object.assign(transfer, { recipe: { settings, tools } });
}
