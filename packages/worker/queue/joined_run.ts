import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  AcaciaError,
  type BlobStore,
  type ByteRate,
  type Clock,
  type HostGate,
  isSameBucket,
  parseS3Address,
  putArrived,
  type Transfer,
  type TransferSettings,
} from "@acacia/core";
import type { Redis } from "ioredis";
import { z } from "zod";
import { toAcaciaError } from "../crew/failure.ts";
import { filesOf, PROTOCOL, type QueueNames, RUN_RECORD, type RunRecord } from "./jobs.ts";
import type { NewsSender, Order } from "./news.ts";
import type { OpenTransfer } from "./own_transfer.ts";
import { openRedisLimits, openRedisRate, openSharedGate } from "./shared_limiter.ts";

/** A run that a worker has taken jobs of. */
export interface JoinedRun {
  /** Its token. */
  readonly run: string;
  readonly transfer: Transfer;
  /** Drops what runs of it: its coordinator said so. */
  readonly cancel: AbortController;
  /** Ends what waits of it: its coordinator said so. */
  readonly drain: AbortController;
}

/** What {@link RunBook} needs. */
export interface RunBookOptions {
  readonly redis: Redis;
  readonly names: QueueNames;
  readonly worker: string;
  readonly archiveDir: string;
  readonly proxy: string | null;
  readonly bodyBytes: number | undefined;
  readonly jobs: number;
  readonly clock: Clock;
  /** Ends every transfer. */
  readonly signal: AbortSignal;
  /** Ends those that wait. */
  readonly draining: AbortSignal;
  readonly news: NewsSender;
  readonly openTransfer: OpenTransfer;
  /** Where files are put at once; without one they stay in the archive's folder, for the coordinator. */
  readonly store: BlobStore | undefined;
}

/** The run that a worker works for: read from Redis when a job names one that it has not met. */
export class RunBook {
  readonly #options: RunBookOptions;
  readonly #runs = new Map<string, Promise<JoinedRun | undefined>>();

  constructor(options: RunBookOptions) {
    this.#options = options;
  }

  /**
   * The run that a job of that token is to be done for: its own, or the one that took over what it left. Undefined
   * when the queue has none.
   * @throws {AcaciaError} `config` when its coordinator is of another version, or this archive is not its archive.
   */
  find(run: string): Promise<JoinedRun | undefined> {
    const known = this.#runs.get(run);
    if (known) return known;
    const joining = this.#join(run);
    this.#runs.set(run, joining);
    void joining.then(
      (joined) => this.#keepOnly(joined?.run, run),
      () => this.#runs.delete(run),
    );
    return joining;
  }

  /** Does what the coordinator of a run says. */
  follow(order: Order): void {
    const stop = (joined: JoinedRun | undefined) => {
      if (order.type === "call_off") joined?.drain.abort(toAcaciaError(order.failure));
      else joined?.cancel.abort(STOPPED);
      // What an earlier coordinator left is not dropped with it: that is begun anew.
      if (order.type === "cancel") this.#runs.delete(order.run);
    };
    void this.#runs.get(order.run)?.then(stop, () => undefined);
  }

  /** A queue works for one run at a time: the others are over. */
  #keepOnly(kept: string | undefined, asked: string): void {
    if (kept !== asked) this.#runs.delete(asked);
    if (kept !== undefined)
      for (const run of this.#runs.keys()) if (run !== kept) this.#runs.delete(run);
  }

  async #join(run: string): Promise<JoinedRun | undefined> {
    const { redis, names } = this.#options;
    const text = await redis.get(names.run);
    if (text === null) return undefined;
    const record = readRecord(text, names.jobs);
    // Left by an earlier coordinator of the same archive, for the one that has the queue now.
    if (record.run !== run) return await this.find(record.run);
    this.#checkArchive(record);
    return this.#open(record);
  }

  #checkArchive({ marker, storage }: RunRecord): void {
    const { archiveDir, names, store } = this.#options;
    if (store) {
      if (isOf(store, storage)) return;
      throw otherStorage(names.jobs, { own: store.address, storage });
    }
    if (existsSync(join(archiveDir, marker))) return;
    throw new AcaciaError(
      "config",
      `Cannot work for the queue ${names.jobs}: ${archiveDir} is not the archive of its coordinator`,
      { hint: "Share that folder with this machine, and give its path here with `-d DIR`" },
    );
  }

  #open(record: RunRecord): JoinedRun {
    const { archiveDir, proxy, clock, news, names, worker, openTransfer } = this.#options;
    const cancel = new AbortController();
    const drain = new AbortController();
    const signal = AbortSignal.any([this.#options.signal, cancel.signal]);
    const settings: TransferSettings = {
      ...record.settings,
      archiveDir,
      proxy,
    } as TransferSettings;
    const tools = {
      gate: this.#openGate(record),
      clock,
      bodyBytes: this.#options.bodyBytes,
      signal,
      draining: AbortSignal.any([signal, this.#options.draining, drain.signal]),
      rate: this.#openRate(record),
      onEvent: (event: Parameters<NewsSender["tell"]>[1]) => news.tell(record.run, event),
    };
    const transfer = openTransfer(settings, tools, filesOf(names.jobs) + worker);
    const { store } = this.#options;
    return {
      run: record.run,
      cancel,
      drain,
      transfer: store ? putArrived(transfer, { store, archiveDir }) : transfer,
    };
  }

  #openGate(record: RunRecord): HostGate {
    const { redis, clock, jobs, news } = this.#options;
    return openSharedGate({
      limits: openRedisLimits(redis, { host: hostOf(record), perSecond: record.perSecond }),
      clock,
      width: jobs,
      onPause: (kind, ms) => news.tellPause(record.run, kind, ms),
    });
  }

  #openRate(record: RunRecord): ByteRate | undefined {
    const { bytesPerSecond } = record;
    if (bytesPerSecond === null) return undefined;
    const { redis, clock } = this.#options;
    return openRedisRate(redis, { host: hostOf(record), bytesPerSecond, clock });
  }
}

const STOPPED = new AcaciaError("cancelled", "Cannot go on: the coordinator stopped the run");

function isOf({ address }: BlobStore, storage: string | null): boolean {
  if (address === undefined || storage === null) return false;
  return isSameBucket(parseS3Address(address, {}), parseS3Address(storage, {}));
}

function otherStorage(
  queue: string,
  { own, storage }: { own: string | undefined; storage: string | null },
): AcaciaError {
  const theirs = storage === null ? "in its own folder" : `in ${storage}`;
  return new AcaciaError(
    "config",
    `Cannot work for the queue ${queue} with ${own}: its coordinator keeps files ${theirs}`,
    {
      hint:
        storage === null
          ? "Share that folder with this machine, and give its path here with `-d DIR`"
          : `Give --storage '${storage}'`,
    },
  );
}

function hostOf({ settings }: RunRecord): string {
  return new URL(settings.bases.cdn).host;
}

function readRecord(text: string, queue: string): RunRecord {
  const value: unknown = JSON.parse(text);
  const protocol = z.object({ protocol: z.number() }).safeParse(value).data?.protocol;
  if (protocol !== PROTOCOL) {
    throw new AcaciaError(
      "config",
      `Cannot work for the queue ${queue}: its coordinator speaks protocol ${protocol}, this worker ${PROTOCOL}`,
      { hint: "Install the same version of Acacia on both machines" },
    );
  }
  return RUN_RECORD.parse(value);
}
