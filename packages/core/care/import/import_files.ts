import type { Archive } from "../../archive/archive.ts";
import type { Clock } from "../../async/clock.ts";
import { type ImportRows, prepareImportRows } from "../../db/import_rows.ts";
import { prepareRecording } from "../../db/recording_sql.ts";
import type { Post } from "../../imgur/model.ts";
import type { Outcome, Reason } from "../../outcomes.ts";
import type { ViewPlace } from "../../run/context.ts";
import { albumPost, idOf } from "./import_post.ts";
import { type Judged, type JudgedFile, judgeFile } from "./judge_file.ts";
import { openKeeper, type Place } from "./keep_files.ts";
import { type ImportFile, importSourceOf, listImportFiles } from "./list_import_files.ts";

/** A file that an import came to. */
export interface ImportedFile {
  readonly type: "import.file";
  /** Absolute path. */
  readonly path: string;
  readonly outcome: Extract<Outcome, "stored" | "known" | "duplicate" | "rejected" | "failed">;
  readonly reason?: Reason;
  /** Imgur's id, or `local-` and the beginning of its hash. */
  readonly media?: string;
  readonly sha256?: string;
  readonly bytes: number;
}

/** What {@link importFiles} takes. */
export interface ImportOptions {
  /** Absolute path of a folder or a file. */
  readonly path: string;
  /** Copies, or makes the archive's file another name of the user's: no space, but who changes one changes both. */
  readonly way: "copy" | "hard";
  readonly clock: Clock;
  /** The run that brings them, as `startRun` began it. */
  readonly run: number;
  /** Gives a kept file its name for people. */
  readonly linkView: (place: ViewPlace) => void;
  /** Ends after the files at hand. */
  readonly draining?: AbortSignal;
}

/**
 * Takes files into the archive: hashes them, checks them as a transfer does, copies them and checks the copy, and keeps
 * them a batch at a time. Each file ends with one outcome. Killed at any point, what was reported is kept, and the next
 * import goes on.
 *
 * @param archive Open for `write`: it holds the lock.
 * @throws {AcaciaError} `disk` when the archive cannot be written.
 */
export async function* importFiles(
  archive: Archive,
  { path, draining, ...options }: ImportOptions,
): AsyncGenerator<ImportedFile> {
  const recording = prepareRecording(archive);
  const { clock } = options;
  const files = [...listImportFiles(path, { archive: archive.dir })];
  if (files.length === 0) return;
  const source = importSourceOf(path);
  const sourceId = recording.ensureSource(source, "import", clock.now());
  const rows = prepareImportRows(archive);
  const save = (post: Post) => recording.savePost(post, { sourceId, at: clock.now() });
  const keeper = openKeeper({ ...options, archive, recording, rows, source, sourceId });
  for (const group of groupByAlbum(files)) {
    const judged = await judgeGroup(group, draining);
    if (!judged) break;
    const placeOf = saveAlbum(judged, { rows, save });
    for (const one of judged) {
      if (draining?.aborted) break;
      yield* await keeper.add(one, placeOf(one));
    }
  }
  yield* await keeper.flush();
}

/** @returns undefined when it was stopped before the end. */
async function judgeGroup(
  group: readonly ImportFile[],
  draining: AbortSignal | undefined,
): Promise<JudgedFile[] | undefined> {
  const judged: JudgedFile[] = [];
  for (const file of group) {
    if (draining?.aborted) return undefined;
    judged.push(await judgeFile(file));
  }
  return judged;
}

/** Albums whole, in the order of their numbers; every other file alone. */
function groupByAlbum(files: readonly ImportFile[]): ImportFile[][] {
  const albums = Map.groupBy(files, ({ album, path }) => album ?? path);
  return [...albums.values()].map((group) =>
    group.toSorted(
      (a, b) => (a.num ?? Number.POSITIVE_INFINITY) - (b.num ?? Number.POSITIVE_INFINITY) || 0,
    ),
  );
}

/**
 * An album that the archive does not know becomes a post; one that it knows stays as Imgur told of it.
 * @returns Where each of its files stands.
 */
function saveAlbum(
  files: readonly JudgedFile[],
  { rows, save }: { rows: ImportRows; save: (post: Post) => unknown },
): (file: JudgedFile) => Place {
  const judged = files.filter((one): one is Judged => !("outcome" in one));
  const album = judged[0]?.file.album;
  if (album === undefined) return () => undefined;
  const post = albumPost(album, judged);
  if (!rows.hasPost(album)) save(post);
  const ids = post.media.map(({ id }) => id);
  return (file) =>
    "outcome" in file ? undefined : { post, position: Math.max(0, ids.indexOf(idOf(file))) };
}
