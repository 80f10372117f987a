import { hostname } from "node:os";
import type { Archive } from "../archive/archive.ts";
import { asDiskError, errnoOf } from "../archive/disk_error.ts";
import { openPartials } from "../archive/partial.ts";
import { batch } from "../async/batch.ts";
import { Channel } from "../async/channel.ts";
import type { Clock } from "../async/clock.ts";
import type { NewRun, Recording } from "../db/recording.ts";
import { AcaciaError } from "../errors.ts";
import type { RunEvent, Unstamped } from "../events.ts";
import type { ImgurClient } from "../imgur/client.ts";
import { printTarget, type Target } from "../imgur/target.ts";
import type { Strategy, Transfer } from "../strategy/strategy.ts";
import type { ThumbSettings } from "../thumbs/thumb_settings.ts";
import type { Thumbnailer } from "../thumbs/thumbnailer.ts";
import type { TransferPlan, TransferResult } from "../transfer/plan.ts";
import { type CommentChoice, CommentStage } from "./comment_stage.ts";
import {
  followersOf,
  makeEmit,
  type QuietEnd,
  type RunContext,
  saveQuietEnd,
  tellQuietEnd,
  type ViewPlace,
} from "./context.ts";
import { ExecStage, type RunCommand } from "./exec_stage.ts";
import { exitCodeOf, type StopCode } from "./exit_code.ts";
import { Lister, type ListTarget } from "./lister.ts";
import type { PlannedItem, PlannerOptions } from "./planner.ts";
import { Recorder } from "./recorder.ts";
import { SlotBoard } from "./slot_board.ts";
import { StopLights } from "./stop_lights.ts";
import { Tally } from "./tally.ts";
import { ThumbStage } from "./thumb_stage.ts";
import { startTicks } from "./ticks.ts";
import { type Wayback, WaybackStage } from "./wayback_stage.ts";

/** What the user asked for. */
export interface FetchOptions {
  /** What the run's record calls it. @default "fetch" */
  readonly command?: string;
  readonly targets: readonly Target[];
  /** Media items over the run; absent for all. */
  readonly limit?: number;
  readonly sort?: string;
  readonly window?: string;
  readonly planner: PlannerOptions;
  /** What decides about a source's items, by its printed target. @default `planner` for all */
  readonly plannerOf?: (source: string) => PlannerOptions;
  /** Listings that are read side by side. @default 4 */
  readonly listingsAtOnce?: number;
  /** Whether a run that finds nothing at all is none the worse for it. @default false */
  readonly emptyIsFine?: boolean;
  readonly jobs: number | "auto";
  /** Absent: no thumbnails. */
  readonly thumbs?: ThumbSettings;
  /** Absent: no comments. */
  readonly comments?: CommentChoice;
  readonly maxBytes?: number;
  readonly deadlineMs?: number;
  readonly errorOnNoTransfer: boolean;
  /** What the run's record keeps of the settings; never a secret. */
  readonly settings: Record<string, unknown>;
}

/** What a run works with. */
export interface FetchDeps {
  readonly archive: Archive;
  readonly recording: Recording;
  readonly strategy: Strategy;
  /** Makes what talks to Imgur, once the run has begun: its events join the run's, its signal ends it. */
  readonly connect: (line: Line) => Connected;
  readonly thumbnailer?: Thumbnailer;
  /** Is run for each stored file. */
  readonly runCommand?: RunCommand;
  readonly linkView: (place: ViewPlace) => void;
  readonly clock: Clock;
  readonly version: string;
  readonly onEvent: (event: RunEvent) => void;
  /** Take nothing new. */
  readonly draining: AbortSignal;
  /** Drop what runs. */
  readonly signal: AbortSignal;
  /** What the run was asked to stop with, once it was. */
  readonly stoppedBy: () => StopCode | undefined;
}

/** What talks to Imgur for a run. */
export interface Connected {
  readonly client: ImgurClient;
  readonly transfer: Transfer;
  /** Lists a target in place of Imgur's listings. @default `listPosts`, through the client */
  readonly list?: ListTarget;
  /** Where removed pictures are looked up. @default nowhere */
  readonly wayback?: Wayback;
}

/** What ties whoever talks to Imgur to its run. */
export interface Line {
  readonly emit: (event: Unstamped) => void;
  /** Drop what runs. */
  readonly signal: AbortSignal;
  /** Begin nothing new, not even another try. */
  readonly draining: AbortSignal;
}

/** What came of a run. */
export interface FetchEnd {
  readonly run: number;
  readonly exitCode: number;
  /** The error that ended the run early, or that ended its only listing. */
  readonly error: AcaciaError | undefined;
}

/** Planned items that may wait for a transfer: listings run this far ahead, so that totals are known early. */
const LOOKAHEAD_ITEMS = 4_096;
/** A part of a file that nobody asked for again within this time is given up. */
const PARTIAL_MS = 30 * 86_400_000;

/**
 * One fetch, from targets to report: listing → plan → transfer → commit → thumbnails. Every announced item
 * ends with exactly one outcome, whatever stops the run; its events are its only output.
 */
export async function fetchRun(options: FetchOptions, deps: FetchDeps): Promise<FetchEnd> {
  const begunAt = deps.clock.monotonic();
  sweepPartials(deps);
  const context = startRun(options, deps);
  using lights = new StopLights({ ...deps, ...stopOptions(options) });
  const { signal, draining } = lights;
  const emit = (event: Unstamped) => {
    context.emit(event);
    if (event.type !== "host.paused" || event.host !== "cdn") return;
    lights.notePause(event.until, deps.clock.now());
  };
  const { client, transfer, list, wayback } = deps.connect({ emit, signal, draining });
  const planned = new Channel<PlannedItem>({ maxItems: LOOKAHEAD_ITEMS });
  const lister = new Lister(
    context,
    {
      client,
      ...(list ? { list } : {}),
      plannerOf: options.plannerOf ?? (() => options.planner),
      ...(options.listingsAtOnce ? { listingsAtOnce: options.listingsAtOnce } : {}),
      limit: options.limit ?? Number.POSITIVE_INFINITY,
      ...(options.sort ? { sort: options.sort } : {}),
      ...(options.window ? { window: options.window } : {}),
      signal: lights.draining,
    },
    planned,
  );
  const thumbs =
    options.thumbs && deps.thumbnailer
      ? new ThumbStage(context, deps.thumbnailer, options.thumbs)
      : undefined;
  const exec = deps.runCommand && new ExecStage(context, deps.runCommand, deps.signal);
  let isListed = false;
  const listed = lister.run(options.targets).finally(() => {
    isListed = true;
  });
  const comments = startComments(context, { listed, client, options, lights });
  using _ticks = startTicks(context, () => isListed);
  const fail = (error: unknown) => lights.fail(asAcaciaError(error));
  await transferAll({
    context,
    planned,
    lights,
    thumbs,
    exec,
    transfer,
    wayback,
    options,
    deps,
  }).catch(fail);
  await listed;
  callOffRest(context, lights);
  await (lights.signal.aborted ? thumbs?.abandon() : thumbs?.finish())?.catch(fail);
  const commentError = await comments;
  await exec?.finish().catch(fail);
  return finishRun(context, {
    begunAt,
    lights,
    listingErrors: [...lister.errors, ...(commentError ? [commentError] : [])],
    errorOnNoTransfer: options.errorOnNoTransfer,
    emptyIsFine: options.emptyIsFine ?? false,
    failedCommands: exec?.failed ?? 0,
    ...stoppedBy(deps),
  });
}

/** What a killed run left and nothing will resume is removed; parts of files are kept for a month. */
function sweepPartials({ archive, clock }: FetchDeps): void {
  openPartials(archive.dir).sweep(clock.now() - PARTIAL_MS);
}

function startRun(options: FetchOptions, deps: FetchDeps): RunContext {
  const { recording, clock, archive, strategy, linkView } = deps;
  const targets = options.targets.map(printTarget);
  const run = startRecord(recording, {
    command: options.command ?? "fetch",
    startedAt: clock.now(),
    strategy: strategy.name,
    jobs: options.jobs,
    targets,
    settings: options.settings,
    version: deps.version,
    pid: process.pid,
    host: hostname(),
  });
  const slots = new SlotBoard();
  const emit = makeEmit({ run, recording, clock }, (event) => {
    slots.follow(event);
    deps.onEvent(event);
  });
  emit({ type: "run.started", run, strategy: strategy.name, jobs: options.jobs, targets });
  return {
    run,
    archive,
    recording,
    clock,
    slots,
    emit,
    linkView,
    tally: new Tally(),
    inFlight: new Map(),
    inFlightByMedia: new Map(),
  };
}

function startRecord(recording: Recording, run: NewRun): number {
  try {
    return recording.startRun(run);
  } catch (error) {
    throw asAcaciaError(error);
  }
}

function stopOptions({ maxBytes, deadlineMs }: FetchOptions) {
  return {
    ...(maxBytes === undefined ? {} : { maxBytes }),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  };
}

function stoppedBy(deps: FetchDeps) {
  const code = deps.stoppedBy();
  return code === undefined ? {} : { stoppedBy: code };
}

/** Comments come once every listing is through: they have what is left of the credits. Resolves to what ended them. */
async function startComments(
  context: RunContext,
  run: { listed: Promise<void>; client: ImgurClient; options: FetchOptions; lights: StopLights },
): Promise<AcaciaError | undefined> {
  const { client, lights } = run;
  const { comments, targets } = run.options;
  if (!comments) return undefined;
  const since = context.clock.now();
  await run.listed;
  const { draining, signal } = lights;
  const sources = targets.map(printTarget);
  const stage = new CommentStage(context, {
    ...comments,
    client,
    sources,
    since,
    draining,
    signal,
  });
  try {
    await stage.run();
  } catch (error) {
    return asAcaciaError(error);
  }
  return undefined;
}

/** The stages from plan to committed blob. */
async function transferAll(stages: {
  context: RunContext;
  planned: Channel<PlannedItem>;
  lights: StopLights;
  thumbs: ThumbStage | undefined;
  exec: ExecStage | undefined;
  wayback: Wayback | undefined;
  transfer: Transfer;
  options: FetchOptions;
  deps: FetchDeps;
}): Promise<void> {
  const { context, planned, lights, thumbs, exec, transfer, wayback, options, deps } = stages;
  const recorder = new Recorder(context);
  const results = deps.strategy.run(plansOf(planned, lights.draining), {
    jobs: options.jobs,
    transfer,
    clock: deps.clock,
    draining: lights.draining,
    signal: lights.signal,
  });
  const filled = wayback
    ? new WaybackStage(context, wayback, lights.draining).fill(results)
    : results;
  for await (const group of batch(watchEnds(filled, lights), { clock: deps.clock })) {
    for (const blob of await recorder.commit(group)) {
      await exec?.add(blob);
      await thumbs?.add(blob);
    }
  }
}

/** Whether to stop is decided as each transfer ends, not when its batch is committed. */
async function* watchEnds(
  results: AsyncIterable<TransferResult>,
  lights: StopLights,
): AsyncGenerator<TransferResult> {
  for await (const result of results) {
    lights.noteEnd(result);
    yield result;
  }
}

async function* plansOf(
  planned: Channel<PlannedItem>,
  draining: AbortSignal,
): AsyncGenerator<TransferPlan> {
  for await (const item of planned) {
    if (draining.aborted) return;
    yield item.plan;
  }
}

/** Ends what was announced and never transferred, because the run stopped before. */
function callOffRest(context: RunContext, lights: StopLights): void {
  const end = { outcome: "cancelled", reason: lights.reason } as const;
  const ends: QuietEnd[] = [];
  for (const item of context.inFlight.values()) {
    const { media, mediaId, plan } = item;
    ends.push({ media: media.id, mediaId, source: plan.source, ...end });
    ends.push(...followersOf(item, end));
  }
  try {
    context.recording.transaction(() => {
      for (const quiet of ends) saveQuietEnd(context, quiet);
    });
  } catch (error) {
    lights.fail(asAcaciaError(error));
  }
  for (const quiet of ends) tellQuietEnd(context, quiet);
  context.inFlight.clear();
  context.inFlightByMedia.clear();
}

function finishRun(
  context: RunContext,
  end: {
    begunAt: number;
    lights: StopLights;
    listingErrors: readonly AcaciaError[];
    errorOnNoTransfer: boolean;
    emptyIsFine: boolean;
    failedCommands: number;
    stoppedBy?: StopCode;
  },
): FetchEnd {
  const { lights, listingErrors, begunAt, ...met } = end;
  const { run, recording, clock, tally, emit } = context;
  const { totals, sources } = tally;
  const seconds = Math.round(clock.monotonic() - begunAt) / 1000;
  const facts = { totals, sources, seconds };
  const errors = () => [...lights.failures, ...listingErrors];
  const exitCode = () =>
    exitCodeOf(tally, {
      ...met,
      limitReached: lights.limitReached,
      hostRefuses: lights.hostRefuses,
      errors: errors().map((error) => error.code),
    });
  try {
    recording.finishRun(run, { finishedAt: clock.now(), exitCode: exitCode(), ...facts });
  } catch (error) {
    lights.fail(asAcaciaError(error));
  }
  emit({ type: "run.finished", run, ...facts, exitCode: exitCode() });
  return { run, exitCode: exitCode(), error: errors()[0] };
}

function asAcaciaError(error: unknown): AcaciaError {
  if (errnoOf(error).startsWith("SQLITE_")) return asDiskError("write the database", error);
  if (error instanceof AcaciaError) return error;
  return new AcaciaError("unexpected", `Cannot go on: ${error}`, {
    hint: "Report this with the run's number",
    cause: error,
  });
}
