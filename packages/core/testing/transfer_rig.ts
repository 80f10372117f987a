import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ImgurBases } from "../imgur/bases.ts";
import type { Placeholder } from "../imgur/placeholders.ts";
import { type OpenHostGate, openHostGate, type PauseNotice } from "../limit/gate.ts";
import type { TransferPlan, TransferResult } from "../transfer/plan.ts";
import {
  buildTransfer,
  TRANSFER_DEFAULTS,
  type TransferEvent,
  type TransferSettings,
  type TransferTools,
} from "../transfer/settings.ts";
import { HurriedClock } from "./hurried_clock.ts";
import { makeTempFolder, type TempFolder } from "./temp_archive.ts";

/** Time-outs of a {@link TransferRig}; each has its own length, so that a test can let just one pass. */
export const RIG_TIMEOUTS = { connectMs: 1_001, idleMs: 2_002, attemptMs: 3_003 } as const;

/** Everything around one transfer, for tests: a folder, a gate, a clock, and what was told. */
export class TransferRig implements AsyncDisposable {
  readonly clock = new HurriedClock();
  readonly events: TransferEvent[] = [];
  readonly pauses: PauseNotice[] = [];
  readonly gate: OpenHostGate;
  readonly #cancel = new AbortController();
  readonly #folder: TempFolder;
  readonly #settings: TransferSettings;
  readonly #tools: TransferTools;

  private constructor(
    folder: TempFolder,
    settings: TransferSettings,
    tools: Partial<TransferTools>,
  ) {
    this.#folder = folder;
    this.#settings = settings;
    const onPause = (notice: PauseNotice) => this.pauses.push(notice);
    this.gate = openHostGate({ role: "cdn", clock: this.clock, onPause });
    this.#tools = {
      gate: this.gate,
      clock: this.clock,
      signal: this.#cancel.signal,
      onEvent: (event) => this.events.push(event),
      ...tools,
    };
  }

  /** Opens a rig against a server; settings and tools may differ from the usual ones. */
  static async open(
    cdn: string,
    settings: Partial<TransferSettings> = {},
    tools: Partial<TransferTools> = {},
  ): Promise<TransferRig> {
    const folder = await makeTempFolder();
    const bases: ImgurBases = { api: cdn, cdn, site: cdn };
    const usual = { archiveDir: folder.dir, bases, userAgent: "Acacia/test" };
    const given = { ...TRANSFER_DEFAULTS, ...usual, timeouts: RIG_TIMEOUTS, ...settings };
    return new TransferRig(folder, given, tools);
  }

  /** Path of the archive folder. */
  get dir(): string {
    return this.#folder.dir;
  }

  /** Builds a transfer, as a new process would. */
  build(): (plan: GivenPlan) => Promise<TransferResult> {
    const transfer = buildTransfer(this.#settings, this.#tools);
    return (plan) => transfer(makePlan(plan), 0);
  }

  /** Builds a transfer and runs it once. */
  run(plan: GivenPlan): Promise<TransferResult> {
    return this.build()(plan);
  }

  /** Cancels what runs. */
  cancel(reason: Error = new Error("Ctrl-C")): void {
    this.#cancel.abort(reason);
  }

  /** The same rig with other tools. */
  with(tools: Partial<TransferTools>): TransferRig {
    return new TransferRig(this.#folder, this.#settings, { clock: this.clock, ...tools });
  }

  /** A rig of its own on the same folder: what the next process meets. */
  again(): TransferRig {
    return new TransferRig(this.#folder, this.#settings, {});
  }

  /** Names under `partial/`, in order. */
  async files(): Promise<string[]> {
    return (await readdir(join(this.#folder.dir, "partial"))).sort();
  }

  /** The bytes of an arrived file. */
  async bytes(path: string): Promise<Uint8Array> {
    return await Bun.file(join(this.#folder.dir, path)).bytes();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#folder[Symbol.asyncDispose]();
  }
}

/** A plan of which only the address must be given. */
export type GivenPlan = Partial<TransferPlan> & Pick<TransferPlan, "url">;

/** A plan with what a test does not care about filled in. */
export function makePlan(plan: GivenPlan): TransferPlan {
  return {
    item: 0,
    media: "aBc12De",
    source: "r/aww",
    fallbackUrls: [],
    companions: [],
    sizeBytes: null,
    ...plan,
  };
}

/** The placeholder pictures of a stand-in as settings. */
export function asPlaceholders(served: {
  readonly removed: { readonly sha256: string; readonly md5: string; readonly bytes: Uint8Array };
  readonly region: { readonly sha256: string; readonly md5: string; readonly bytes: Uint8Array };
}): Placeholder[] {
  return (["removed", "region"] as const).map((kind) => {
    const { sha256, md5, bytes } = served[kind];
    return { kind, sha256, md5, sizeBytes: bytes.length };
  });
}
