import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openArchive, preparePages, type RunEvent, type RunFinished } from "@acacia/core";
import { systemClock } from "@acacia/core/clock";
import type { StrategyName } from "@acacia/core/config";
import { AcaciaError } from "@acacia/core/errors";
import { EXIT_CODES } from "@acacia/core/exit-codes";
import { ACACIA, ROOT } from "../root.ts";
import { type Measured, type MeasureOptions, measureProcess, readJsonLines } from "./process.ts";
import { readServerView, type ServerView } from "./server_view.ts";
import type { ServedFile, StandIn } from "./stand_in.ts";

/** A fetch as it is measured: the program that users start, on a list of links, into an archive folder. */
export interface FetchCall {
  /** The archive folder. */
  readonly dir: string;
  readonly jobs: number;
  /** @default "pool" */
  readonly strategy?: StrategyName;
  /** Which files it is told to fetch. @default all of the stand-in's */
  readonly files?: readonly ServedFile[];
  /** @default false */
  readonly thumbs?: boolean;
  /** Further flags: `["--redis", url]`. */
  readonly flags?: readonly string[];
  /** Between two looks at its memory, ms; 0: never. @default 20 */
  readonly sampleMs?: number;
  /** Beside the process. */
  readonly onStart?: NonNullable<MeasureOptions["onStart"]>;
}

/** What a fetch took, and what the server saw of it. */
export interface FetchSample extends Measured, ServerView {
  /** undefined when the process was killed before. */
  readonly finished: RunFinished | undefined;
  /** Just before the process was started, epoch ms: events tell their time on the same clock. */
  readonly startedAt: number;
}

/** Runs the whole program once against the stand-in and asks the server what it saw. */
export async function measureFetch(stand: StandIn, call: FetchCall): Promise<FetchSample> {
  const { dir, files = stand.files, onStart, sampleMs } = call;
  await mkdir(dir, { recursive: true });
  const links = join(dir, "links.txt");
  await writeFile(links, files.map(({ link }) => `${link}\n`).join(""));
  await stand.reset();
  const startedAt = systemClock.now();
  const measured = await measureProcess(commandOf(call, links), {
    cwd: ROOT,
    env: programEnv(stand.env),
    stdout: eventsOf(dir),
    ...(onStart ? { onStart } : {}),
    ...(sampleMs === undefined ? {} : { sampleMs }),
  });
  const view = readServerView(await stand.stats());
  const finished = measured.signal === null ? await readFinished(dir, measured) : undefined;
  return { ...measured, ...view, finished, startedAt };
}

function commandOf(call: FetchCall, links: string): string[] {
  const { dir, jobs, strategy = "pool", thumbs = false, flags = [] } = call;
  const command = [...ACACIA, "fetch", "-i", links, "-j", String(jobs), "--strategy", strategy];
  command.push("--json", "-d", archiveOf(dir), ...flags);
  if (!thumbs) command.push("--no-thumbs");
  return command;
}

/** What a fetch told while it ran; to be read before it is removed. */
export async function readEvents(dir: string): Promise<readonly RunEvent[]> {
  return (await readJsonLines(eventsOf(dir))) as readonly RunEvent[];
}

function eventsOf(dir: string): string {
  return join(dir, "events.ndjson");
}

/** Where {@link measureFetch} keeps the archive. */
export function archiveOf(dir: string): string {
  return join(dir, "archive");
}

/** The environment of a measured program: nothing of the user's settings, no Client-ID, and the stand-in. */
export function programEnv(standIn: Readonly<Record<string, string>>): Record<string, string> {
  const { PATH = "", HOME = "" } = process.env;
  return { PATH, HOME, NO_COLOR: "1", ...standIn };
}

/**
 * Checks that a fetch did what it was measured for: its outcomes sum to the files asked for, and the archive
 * holds each of them under its own hash, with a row and a name for people.
 *
 * @param expected The files that are due, how many of them are new (all, unless told), and whether its deadline may
 *   have stopped it: then the files are those that it says it stored.
 * @throws {AcaciaError} `integrity` when anything is amiss: such a run is an error and not a sample.
 */
export async function checkFetch(
  sample: FetchSample,
  expected: { dir: string; files: readonly ServedFile[]; stored?: number; isStopped?: boolean },
): Promise<void> {
  const { files, dir, stored = files.length, isStopped = false } = expected;
  const totals = sample.finished?.totals;
  const known = files.length - stored;
  const exitCode = isStopped ? EXIT_CODES.limit : 0;
  if (sample.exitCode !== exitCode || totals?.stored !== stored || totals.known !== known) {
    const came = `exit code ${sample.exitCode}, ${JSON.stringify(totals)} ${sample.stderr}`;
    throw invalid(`${stored} stored and ${known} known of ${files.length} were due: ${came}`);
  }
  await checkArchive(archiveOf(dir), files);
  const left = isStopped ? [] : await readdir(join(archiveOf(dir), "partial"));
  if (left.length > 0) throw invalid(`partial/ still holds ${left.join(", ")}`);
}

async function checkArchive(dir: string, files: readonly ServedFile[]): Promise<void> {
  const sha256Of = new Map(files.map(({ id, sha256 }) => [id, sha256]));
  const rows = await readRows(dir);
  if (rows.size !== files.length) throw invalid(`${rows.size} rows are not ${files.length}`);
  for (const [id, { sha256, path }] of rows) {
    if (sha256 !== sha256Of.get(id)) throw invalid(`${id} is recorded with the wrong bytes`);
    const hash = Bun.SHA256.hash(await readFile(path), "hex");
    if (hash !== sha256) throw invalid(`${path} holds the wrong bytes`);
  }
  const names = await readdir(join(dir, "images"), { recursive: true, withFileTypes: true });
  const links = names.filter((name) => name.isFile()).length;
  if (links !== files.length) throw invalid(`${links} names for people are not ${files.length}`);
}

/** What an archive says it holds: hash and path of each file, by Imgur's id. */
export async function readRows(
  dir: string,
): Promise<Map<string, { readonly sha256: string; readonly path: string }>> {
  await using archive = await openArchive(dir, { mode: "read" });
  const pages = preparePages(archive);
  const rows = new Map<string, { sha256: string; path: string }>();
  let after: string | null = null;
  do {
    const page = pages.page({
      sort: "archived",
      limit: 1000,
      ...(after === null ? {} : { after }),
    });
    for (const { imgurId, sha256, ext } of page.tiles) {
      rows.set(imgurId, { sha256, path: archive.layout.blobPath(sha256, ext) });
    }
    after = page.next;
  } while (after !== null);
  return rows;
}

/** Removes what {@link measureFetch} made. */
export async function removeFetch(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true });
}

async function readFinished(dir: string, measured: Measured): Promise<RunFinished> {
  const last = (await readEvents(dir)).findLast((event) => event.type === "run.finished");
  if (last) return last;
  throw invalid(`it ended with ${measured.exitCode} and no report: ${measured.stderr}`);
}

function invalid(reason: string): AcaciaError {
  return new AcaciaError("integrity", `Cannot take the run as a sample: ${reason}`, {
    hint: "Repeat the fetch by hand against `bun run sim` and look at what it says",
  });
}
