import type { Archive, OpenArchiveOptions } from "../archive/archive.ts";
import type { BlobStore } from "../archive/store.ts";
import { systemClock } from "../async/clock.ts";
import { prepareRecording } from "../db/recording_sql.ts";
import type { RunEvent, RunFinished } from "../events.ts";
import { makeImgurClient } from "../imgur/client.ts";
import type { Prefer } from "../imgur/media_url.ts";
import type { Placeholder } from "../imgur/placeholders.ts";
import { parseTarget } from "../imgur/target.ts";
import { openHostGate } from "../limit/gate.ts";
import { openByteRate } from "../limit/token_bucket.ts";
import type { FetchEnd } from "../run/fetch_options.ts";
import { fetchRun } from "../run/fetch_run.ts";
import { pool } from "../strategy/pool.ts";
import type { Strategy } from "../strategy/strategy.ts";
import { makeInlineThumbnailer } from "../thumbs/inline.ts";
import { ARCHIVE_THUMBS } from "../thumbs/thumb_settings.ts";
import { buildTransfer, TRANSFER_DEFAULTS } from "../transfer/settings.ts";
import { HurriedClock } from "./hurried_clock.ts";
import { openTempArchive } from "./temp_archive.ts";

/** What a stand-in Imgur tells of itself. */
export interface StandIn {
  readonly apiUrl: string;
  readonly siteUrl: string;
  readonly cdnUrl: string;
  readonly placeholders: {
    readonly [Kind in "removed" | "region"]: {
      readonly sha256: string;
      readonly bytes: Uint8Array;
    };
  };
}

/** A run as a test wants it. */
export interface TestRunOptions {
  readonly targets: readonly string[];
  readonly limit?: number;
  /** @default 4 */
  readonly jobs?: number;
  /** @default {pool} */
  readonly strategy?: Strategy;
  /** Bytes a second of all bodies together. @default no limit */
  readonly bytesPerSecond?: number;
  /** How often an address is tried again. @default 0 */
  readonly retries?: number;
  /** @default "gif" */
  readonly prefer?: Prefer;
  readonly maxBytes?: number;
  /** null: none. @default "test" */
  readonly clientId?: string | null;
  /** @default the stand-in's own */
  readonly placeholders?: readonly Placeholder[];
  /** @default false */
  readonly thumbs?: boolean;
  /** Pauses and waits between attempts take no real time. @default false */
  readonly hurried?: boolean;
  /** A bucket for its blobs, and the keys to it. */
  readonly bucket?: Pick<OpenArchiveOptions, "storage" | "env">;
}

/** An archive of its own, and fetches into it. */
export interface TestRun extends AsyncDisposable {
  readonly archive: Archive;
  /** The archive's store; a test may break its methods. */
  readonly store: BlobStore;
  /** Events of all fetches so far. */
  readonly events: readonly RunEvent[];
  /** The last fetch's end. */
  readonly finished: RunFinished;
  /** Called at each event. */
  onEvent: (event: RunEvent) => void;
  /** As Ctrl-C does. */
  drain(): void;
  /** As a second Ctrl-C does. */
  cancel(): void;
  fetch(more?: { force?: boolean }): Promise<FetchEnd>;
}

/** Opens an archive and joins a run to a stand-in, with no wait between attempts. */
export async function openTestRun(sim: StandIn, options: TestRunOptions): Promise<TestRun> {
  const opened = await openTempArchive(options.bucket);
  const archive = { ...opened, store: { ...opened.store } };
  const events: RunEvent[] = [];
  const draining = new AbortController();
  const cancelled = new AbortController();
  const run: TestRun = {
    archive,
    store: archive.store,
    events,
    onEvent() {},
    get finished() {
      const last = events.findLast((event) => event.type === "run.finished");
      if (!last) throw new Error("no run has finished");
      return last;
    },
    drain: () => draining.abort(),
    cancel: () => cancelled.abort(),
    fetch: (more = {}) =>
      start(sim, options, {
        archive,
        force: more.force ?? false,
        draining: draining.signal,
        signal: cancelled.signal,
        onEvent(event) {
          events.push(event);
          run.onEvent(event);
        },
      }),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
  return run;
}

interface Outside {
  readonly archive: Archive;
  readonly force: boolean;
  readonly draining: AbortSignal;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
}

async function start(sim: StandIn, options: TestRunOptions, outside: Outside): Promise<FetchEnd> {
  const { archive, force, draining, onEvent } = outside;
  const bases = { api: sim.apiUrl, site: sim.siteUrl, cdn: sim.cdnUrl };
  const clock = systemClock;
  const waits = options.hurried ? new HurriedClock() : clock;
  const rate = options.bytesPerSecond;
  await using thumbnailer = makeInlineThumbnailer();
  return fetchRun(
    {
      targets: options.targets.map((text) => parseTarget(text)),
      ...(options.limit === undefined ? {} : { limit: options.limit }),
      ...(options.maxBytes === undefined ? {} : { maxBytes: options.maxBytes }),
      ...(options.thumbs ? { thumbs: ARCHIVE_THUMBS } : {}),
      planner: { bases, prefer: options.prefer ?? "gif", force, leavesOut: () => undefined },
      jobs: options.jobs ?? 4,
      errorOnNoTransfer: false,
      settings: {},
    },
    {
      archive,
      recording: prepareRecording(archive),
      strategy: options.strategy ?? pool,
      connect: ({ emit, signal, draining }) => ({
        client: makeImgurClient({
          bases,
          clock,
          clientId: options.clientId === null ? undefined : (options.clientId ?? "test"),
          gate: openHostGate({ role: "api", clock }),
          retries: 0,
        }),
        transfer: buildTransfer(
          {
            ...TRANSFER_DEFAULTS,
            archiveDir: archive.dir,
            bases,
            userAgent: "test",
            retries: options.retries ?? 0,
            placeholders: options.placeholders ?? placeholdersOf(sim),
          },
          {
            gate: openHostGate({
              role: "cdn",
              clock: waits,
              onPause: (pause) => emit({ type: "host.paused", ...pause }),
            }),
            clock: waits,
            signal,
            draining,
            onEvent: emit,
            ...(rate === undefined ? {} : { rate: openByteRate(rate, clock) }),
          },
        ),
      }),
      thumbnailer,
      linkView: () => {},
      clock,
      version: "test",
      onEvent,
      draining,
      signal: outside.signal,
      stoppedBy: () => (draining.aborted || outside.signal.aborted ? 130 : undefined),
    },
  );
}

function placeholdersOf({ placeholders }: StandIn): Placeholder[] {
  return (["removed", "region"] as const).map((kind) => ({
    kind,
    sha256: placeholders[kind].sha256,
    sizeBytes: placeholders[kind].bytes.length,
  }));
}
