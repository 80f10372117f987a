import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  AcaciaError,
  ARCHIVE_THUMBS,
  type Archive,
  makeThumbJob,
  mapBounded,
  openArchive,
  type PendingThumb,
  prepareRecording,
  type SniffedType,
  type ThumbFormat,
  type ThumbJob,
  type ThumbResult,
} from "@acacia/core";
import { printDuration } from "@acacia/core/text";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { type OpenThumbnails, openThumbnails } from "./open_thumbnails.ts";
import { openCounter } from "./render/counter.ts";
import { safe } from "./render/lines.ts";
import { type FolderPicture, planFolder } from "./thumbs_plan.ts";

/** What a run of thumbnails came to. */
interface ThumbsTotals {
  made: number;
  /** There already. */
  current: number;
  /** Pictures that cannot be rendered. */
  refused: number;
}

/** Pending blobs read at once. */
const PAGE = 500;

/** Makes the missing thumbnails of the archive, or of a folder of pictures; resolves to the exit code. */
export async function runThumbs(call: Call, context: Context): Promise<number> {
  await using stack = new AsyncDisposableStack();
  const open = await openThumbnails(call.config, { stack, clock: context.clock });
  const archiveDir = resolve(context.cwd, call.config.text("archive") ?? "./archive");
  const named = call.args[0] ?? "archive";
  const dir = named === "archive" ? archiveDir : resolve(context.cwd, named);
  const isArchive = named === "archive" || existsSync(join(dir, "acacia.sqlite"));
  const startedAt = context.clock.monotonic();
  const totals = isArchive
    ? await makeForArchive(dir, { call, context, open })
    : await makeForFolder(dir, { call, context, open });
  const seconds = Math.round(context.clock.monotonic() - startedAt) / 1000;
  report(totals, { seconds, call, context });
  return context.stoppedBy() ?? (totals.refused > 0 ? 3 : 0);
}

interface Work {
  readonly call: Call;
  readonly context: Context;
  readonly open: OpenThumbnails;
}

async function makeForFolder(dir: string, { call, context, open }: Work): Promise<ThumbsTotals> {
  const { config } = call;
  const suffix = config.text("suffix");
  if (suffix === undefined || /[/\\]/.test(suffix)) {
    throw new AcaciaError(
      "usage",
      `Cannot use the suffix '${suffix ?? ""}': it would hit the originals`,
      {
        hint: "Give --suffix _thumbnail",
      },
    );
  }
  const format = config.text("format") as ThumbFormat | undefined;
  const plan = planFolder(dir, { suffix, format });
  const size = config.number("size") ?? 128;
  const wanted = plan.pictures.filter(({ isCurrent }) => config.is("force") || !isCurrent);
  const totals = {
    made: 0,
    current: plan.pictures.length - wanted.length,
    refused: plan.broken.length,
  };
  const show = openShow(call, context, wanted.length);
  for (const { name, reason } of plan.broken) show.refused(name, reason);
  const jobs = folderJobs(wanted, { size, open });
  await makeAll(jobs, { context, open, onEnd: (result) => count(result, totals, show) });
  show.close();
  return totals;
}

async function* folderJobs(
  pictures: readonly FolderPicture[],
  { size, open }: { size: number; open: OpenThumbnails },
): AsyncGenerator<ThumbJob> {
  const { quality, engine } = open.settings;
  for (const { name, path, type, thumbPath, format } of pictures) {
    yield { key: name, path, type, outputs: [{ size, path: thumbPath }], format, quality, engine };
  }
}

async function makeForArchive(dir: string, { call, context, open }: Work): Promise<ThumbsTotals> {
  refuseFolderFlags(call);
  await using archive = await openArchive(dir, { mode: "edit", clock: context.clock });
  const recording = prepareRecording(archive);
  const totals = { made: 0, current: 0, refused: 0 };
  const show = openShow(call, context, undefined);
  const jobs = pendingJobs(archive, { pending: recording.pendingThumbs, open });
  await makeAll(jobs, {
    context,
    open,
    onEnd(result) {
      recording.saveThumbs(result.key, result);
      count(result, totals, show);
    },
  });
  show.close();
  return totals;
}

/** Where the gallery looks for thumbnails, and in which format, is not for one run to change. */
function refuseFolderFlags({ config }: Call): void {
  for (const name of ["size", "suffix", "format"] as const) {
    if (config.origin(name) !== "flag") continue;
    throw new AcaciaError(
      "usage",
      `Cannot use --${name} for the archive: its thumbnails are always alike`,
      {
        hint: "Leave it out, or give a folder of pictures",
      },
    );
  }
}

async function* pendingJobs(
  { layout }: Archive,
  from: {
    pending: (page: { afterSha256: string; limit: number }) => PendingThumb[];
    open: OpenThumbnails;
  },
): AsyncGenerator<ThumbJob> {
  let afterSha256 = "";
  for (;;) {
    const page = from.pending({ afterSha256, limit: PAGE });
    for (const { sha256, ext, poster } of page) {
      afterSha256 = sha256;
      const still = poster && { sha256: poster.sha256, type: poster.ext as SniffedType };
      const source = {
        sha256,
        file: { sha256, type: ext as SniffedType },
        poster: still ?? undefined,
      };
      yield makeThumbJob(source, layout, { ...ARCHIVE_THUMBS, engine: from.open.settings.engine });
    }
    if (page.length < PAGE) return;
  }
}

async function makeAll(
  jobs: AsyncIterable<ThumbJob>,
  run: { context: Context; open: OpenThumbnails; onEnd: (result: ThumbResult) => void },
): Promise<void> {
  const { draining, signal } = run.context;
  const { thumbnailer } = run.open;
  const results = mapBounded(jobs, (job) => thumbnailer.make(job, signal), {
    limit: thumbnailer.width,
    stops: [draining],
  });
  try {
    for await (const result of results) run.onEnd(result);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** What shows a run of thumbnails while it goes on. */
interface Show {
  made(result: Extract<ThumbResult, { verdict: "made" }>): void;
  refused(name: string, reason: string): void;
  close(): void;
}

function openShow({ config }: Call, context: Context, total: number | undefined): Show {
  const { out } = context;
  if (config.is("json")) {
    const write = (event: Record<string, unknown>) =>
      out.write(`${JSON.stringify({ t: context.clock.now(), ...event })}\n`);
    return {
      made: ({ key, sizes, engine, ms }) =>
        write({ type: "thumbnail.finished", key, sizes, engine, ms }),
      refused: (key, reason) => write({ type: "thumbnail.failed", key, reason }),
      close() {},
    };
  }
  const counter = openCounter(context, { config, total, what: "thumbnails" });
  return {
    made: () => counter.add(),
    refused: (name, reason) => {
      counter.add();
      counter.print(`${safe(name)}: ${safe(reason)}`);
    },
    close: () => counter.close(),
  };
}

function count(result: ThumbResult, totals: ThumbsTotals, show: Show): void {
  if (result.verdict === "made") {
    totals.made += 1;
    show.made(result);
    return;
  }
  totals.refused += 1;
  const detail = result.detail.replace(/^Cannot render the picture: /, "");
  show.refused(result.key, `${detail} (${result.refusal})`);
}

function report(
  totals: ThumbsTotals,
  { seconds, call, context }: { seconds: number; call: Call; context: Context },
): void {
  const { made, current, refused } = totals;
  const perSecond = seconds > 0 ? Math.round((made / seconds) * 10) / 10 : made;
  if (call.config.is("json")) {
    const event = {
      t: context.clock.now(),
      type: "thumbs.finished",
      ...totals,
      seconds,
      perSecond,
    };
    context.out.write(`${JSON.stringify(event)}\n`);
    return;
  }
  if (call.config.is("quiet")) return;
  if (made + refused === 0) {
    context.err.write("Every picture has its thumbnails.\n");
    return;
  }
  const parts = [`${made} made`];
  if (current > 0) parts.push(`${current} up to date`);
  if (refused > 0) parts.push(`${refused} cannot be rendered`);
  context.err.write(
    `${parts.join(", ")} in ${printDuration(seconds * 1000)}, ${perSecond} a second.\n`,
  );
}
