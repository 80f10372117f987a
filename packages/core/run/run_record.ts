import { hostname } from "node:os";
import { asDiskError, errnoOf } from "../archive/disk_error.ts";
import type { NewRun, Recording } from "../db/recording.ts";
import { AcaciaError } from "../errors.ts";
import { printTarget } from "../imgur/target.ts";
import { makeEmit, type RunContext } from "./context.ts";
import { exitCodeOf, type StopCode } from "./exit_code.ts";
import type { FetchDeps, FetchEnd, FetchOptions } from "./fetch_options.ts";
import { SlotBoard } from "./slot_board.ts";
import type { StopLights } from "./stop_lights.ts";
import { Tally } from "./tally.ts";

/** Begins the run's record, tells that it begins, and makes what its stages share. */
export function startRun(options: FetchOptions, deps: FetchDeps): RunContext {
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

/** Ends the record, and tells how the run went. */
export function finishRun(
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

/** Any error as one that people can read. */
export function asAcaciaError(error: unknown): AcaciaError {
  if (errnoOf(error).startsWith("SQLITE_")) return asDiskError("write the database", error);
  if (error instanceof AcaciaError) return error;
  return new AcaciaError("unexpected", `Cannot go on: ${error}`, {
    hint: "Report this with the run's number",
    cause: error,
  });
}
