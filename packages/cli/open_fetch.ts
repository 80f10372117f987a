import type { FetchDeps, FetchOptions, RunEvent, Target } from "@acacia/core";
import type { Config } from "@acacia/core/config";
import { makeLayout, prepareRecording, readStorage } from "@acacia/core/fetch";
import { connect, readBases } from "./connect.ts";
import type { Context } from "./context.ts";
import { makeExecCommand } from "./exec_command.ts";
import { makeLeavesOut } from "./leaves_out.ts";
import { makeLinkView, refuseFactsWithoutNames, withoutNames } from "./link_view.ts";
import { archiveDirOf, openArchiveOf } from "./open_reading.ts";
import { openStrategy } from "./open_strategy.ts";
import { openThumbnails } from "./open_thumbnails.ts";
import { readFilters } from "./read_filters.ts";
import { VERSION } from "./version.ts";

/** A fetch, ready to run: what was asked for, and what it works with. */
export interface OpenFetch extends AsyncDisposable {
  readonly options: FetchOptions;
  readonly deps: FetchDeps;
}

/**
 * Joins the pieces of a fetch: archive, gates, client, transfer, strategy, thumbnails.
 *
 * @param targets What to fetch.
 * @param config The settings.
 * @param outside Context, who is told of events, what the run calls itself, and how its strategy is opened.
 */
export async function openFetch(
  targets: readonly Target[],
  config: Config,
  {
    context,
    onEvent,
    command = "fetch",
    open = openStrategy,
  }: {
    context: Context;
    onEvent: (event: RunEvent) => void;
    command?: string;
    open?: typeof openStrategy;
  },
): Promise<OpenFetch> {
  const stack = new AsyncDisposableStack();
  const { clock, signal, draining, stoppedBy } = context;
  const dir = archiveDirOf({ config }, context);
  const leavesOut = makeLeavesOut(config, {
    clock,
    filters: await readFilters({ config }, context),
  });
  refuseFactsWithoutNames(config);
  const runCommand = makeExecCommand(config, context.cwd);
  const isNew = readStorage(makeLayout(dir)) === undefined;
  // A bucket or a queue is joined before the run begins; what it tells then is told as soon as there is a run.
  let emit: Parameters<FetchDeps["connect"]>[0]["emit"] = (notice) =>
    onEvent({ t: clock.now(), ...notice } as RunEvent);
  const archive = stack.use(
    await openArchiveOf({ config }, context, {
      mode: "write",
      command,
      storage: config.text("storage"),
      onNotice: (message) => emit({ type: "run.notice", level: "warning", message }),
    }),
  );
  try {
    const bases = readBases(config);
    const thumbs = config.is("thumbs") ? await openThumbnails(config, { stack, clock }) : undefined;
    const namesNotice = withoutNames(archive, { config, isNew });
    const strategy = await open(config, {
      stack,
      clock,
      onNotice: (notice) => emit(notice),
    });
    return {
      options: {
        command,
        targets,
        ...optional("limit", config.number("limit")),
        ...optional("sort", config.text("sort")),
        ...optional("window", config.text("window")),
        ...optional("maxBytes", config.number("max_bytes")),
        ...optional("deadlineMs", config.number("deadline")),
        ...optional("thumbs", thumbs?.settings),
        planner: {
          bases,
          prefer: config.text("prefer") as FetchOptions["planner"]["prefer"],
          force: config.is("force"),
          leavesOut,
        },
        ...optional(
          "comments",
          config.is("comments")
            ? { backlog: command === "sync", force: config.is("force") }
            : undefined,
        ),
        jobs: config.get("jobs") as number | "auto",
        errorOnNoTransfer: config.is("error_on_no_transfer"),
        settings: settingsOf(config),
      },
      deps: {
        archive,
        strategy,
        recording: prepareRecording(archive),
        connect(line) {
          emit = line.emit;
          if (namesNotice) emit({ type: "run.notice", level: "info", message: namesNotice });
          return connect(config, { line, dir, bases, clock });
        },
        ...optional("thumbnailer", thumbs?.thumbnailer),
        ...optional("runCommand", runCommand),
        linkView: makeLinkView(archive, config),
        clock,
        version: VERSION,
        onEvent,
        draining,
        signal,
        stoppedBy,
      },
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

/** The settings that a run's record keeps: those that were given, and no secret. */
function settingsOf(config: Config): Record<string, unknown> {
  const given = config.settings.filter(({ key, origin }) => origin !== "default" && !key.secret);
  return Object.fromEntries(given.map(({ key, value }) => [key.name, value]));
}

/** `{ [name]: value }`, or nothing when there is no value: optional fields are absent, not undefined. */
function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [Key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Value };
}
