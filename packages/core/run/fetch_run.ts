import { openPartials } from "../archive/partial.ts";
import { batch } from "../async/batch.ts";
import { Channel } from "../async/channel.ts";
import type { AcaciaError } from "../errors.ts";
import type { Unstamped } from "../events.ts";
import type { ImgurClient } from "../imgur/client.ts";
import { printTarget } from "../imgur/target.ts";
import type { Transfer } from "../strategy/strategy.ts";
import type { TransferPlan, TransferResult } from "../transfer/plan.ts";
import { CommentStage } from "./comment_stage.ts";
import {
  followersOf,
  type QuietEnd,
  type RunContext,
  saveQuietEnd,
  tellQuietEnd,
} from "./context.ts";
import { ExecStage } from "./exec_stage.ts";
import type { FetchDeps, FetchEnd, FetchOptions } from "./fetch_options.ts";
import { Lister } from "./lister.ts";
import type { PlannedItem } from "./planner.ts";
import { Recorder } from "./recorder.ts";
import { asAcaciaError, finishRun, startRun } from "./run_record.ts";
import { StopLights } from "./stop_lights.ts";
import { ThumbStage } from "./thumb_stage.ts";
import { startTicks } from "./ticks.ts";
import { type Wayback, WaybackStage } from "./wayback_stage.ts";

/** Planned items that may wait for a transfer: listings run this far ahead, so that totals are known early. */
const LOOKAHEAD_ITEMS = 4_096;
/**
 * Files that are synced, named and recorded together. A disk that others use too makes each commit wait: 32 files at once
 * take 8 % less time with 60 ms than with 20, and no less with 120.
 */
const COMMITS = { maxItems: 256, maxMs: 60, firstMs: 20 };
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
  lights.noteTransfersEnd();
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
  for await (const group of batch(watchEnds(filled, lights), { clock: deps.clock, ...COMMITS })) {
    const fresh = await recorder.commit(group);
    for (const { plan } of group) deps.strategy.noteCommitted?.(plan);
    for (const blob of fresh) {
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
