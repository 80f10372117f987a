import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Archive } from "../../archive/archive.ts";
import type { Clock } from "../../async/clock.ts";
import { type ImportRows, prepareImportRows } from "../../db/import_rows.ts";
import type { Recording } from "../../db/recording.ts";
import { prepareRecording } from "../../db/recording_sql.ts";
import { SNIFFED_TYPES } from "../../image/sniffed_type.ts";
import { barePost } from "../../imgur/bare_post.ts";
import type { Media, Post } from "../../imgur/model.ts";
import type { Outcome, Reason } from "../../outcomes.ts";
import type { ArrivedFile } from "../../transfer/plan.ts";
import { placeFile } from "../export/place_file.ts";
import { hashFile } from "../hash_file.ts";
import { type Judged, judgeFile } from "./judge_file.ts";
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
  /** Ends after the file at hand. */
  readonly draining?: AbortSignal;
}

interface Import extends ImportOptions {
  readonly archive: Archive;
  readonly rows: ImportRows;
  readonly recording: Recording;
  readonly sourceId: number;
  /** Hashes that this import met. */
  readonly met: Set<string>;
}

/**
 * Takes files into the archive: hashes them, checks them as a transfer does, copies them and checks the copy. Each file
 * ends with one outcome. Killed at any point, what was reported is kept, and the next import goes on.
 *
 * @param archive Open for `write`: it holds the lock.
 * @throws {AcaciaError} `disk` when the archive cannot be written.
 */
export async function* importFiles(
  archive: Archive,
  options: ImportOptions,
): AsyncGenerator<ImportedFile> {
  const recording = prepareRecording(archive);
  const { path, clock, draining } = options;
  const files = [...listImportFiles(path, { archive: archive.dir })];
  if (files.length === 0) return;
  const sourceId = recording.ensureSource(importSourceOf(path), "import", clock.now());
  const rows = prepareImportRows(archive);
  const all = { ...options, archive, rows, recording, sourceId, met: new Set<string>() };
  for (const group of groupByAlbum(files)) {
    const judged: Judged[] = [];
    for (const file of group) {
      if (draining?.aborted) return;
      const one = await judgeFile(file);
      if ("outcome" in one) yield one;
      else judged.push(one);
    }
    saveAlbum(judged, all);
    for (const one of judged) {
      if (draining?.aborted) return;
      yield await keep(one, all);
    }
  }
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

/** An album that the archive does not know becomes a post; one that it knows stays as Imgur told of it. */
function saveAlbum(judged: readonly Judged[], all: Import): void {
  const [first] = judged;
  if (first?.file.album === undefined || all.rows.hasPost(first.file.album)) return;
  const media = new Map(judged.map((one) => [idOf(one), mediaOf(one)]));
  const post = barePost({
    id: first.file.album,
    kind: "album",
    mediaCount: media.size,
    media: [...media.values()],
    address: `https://imgur.com/a/${first.file.album}`,
    raw: null,
  });
  const title = first.file.albumTitle ?? null;
  all.recording.savePost({ ...post, title }, { sourceId: all.sourceId, at: all.clock.now() });
}

async function keep(judged: Judged, all: Import): Promise<ImportedFile> {
  const { rows, met } = all;
  const { sha256, file } = judged;
  const isNew = !met.has(sha256);
  met.add(sha256);
  const told = { type: "import.file", path: file.path, sha256, bytes: judged.sizeBytes } as const;
  const there = isNew ? "known" : "duplicate";
  const named = file.id === undefined ? undefined : rows.find(file.id);
  if (named?.sha256 === sha256) return { ...told, outcome: there, media: idOf(judged) };
  // Other bytes than those that the archive has under that id: kept beside them, under an id of ours.
  const isOther = named !== undefined && named.sha256 !== null;
  const one = isOther ? withoutId(judged) : judged;
  const media = idOf(one);
  if (one.file.id === undefined && rows.isShown(sha256)) return { ...told, outcome: there, media };
  return { ...told, media, ...(await bring(one, all)) };
}

function withoutId({ file: { id: _id, ...file }, ...judged }: Judged): Judged {
  return { ...judged, file };
}

async function bring(
  judged: Judged,
  all: Import,
): Promise<Pick<ImportedFile, "outcome" | "reason">> {
  const { archive, recording, rows, way, clock, sourceId } = all;
  const { sha256, md5, sizeBytes, type, facts, file } = judged;
  const name = `partial/import-${sha256}`;
  const path = join(archive.dir, name);
  rmSync(path, { force: true });
  await placeFile(file.path, path, { way, temp: archive.layout.partial });
  // What is kept is what was checked, though the file may have changed in between.
  if ((await hashFile(path)).sha256 !== sha256) {
    rmSync(path, { force: true });
    return { outcome: "rejected", reason: "checksum.mismatch" };
  }
  const arrived: ArrivedFile = { path: name, sha256, md5, sizeBytes, type, ...facts };
  await archive.store.putAll([{ path, sha256, md5, ext: type, sizeBytes }]);
  const at = clock.now();
  return recording.transaction(() => {
    const id = idOf(judged);
    const mediaId =
      rows.find(id)?.id ?? recording.savePost(lonePost(judged), { sourceId, at }).media[0]!.mediaId;
    const record = { mediaId, role: "original", file: arrived, companions: [] } as const;
    const outcome = recording.saveArrived({ ...record, run: null, at });
    rows.setOrigin(mediaId, file.path);
    return { outcome };
  });
}

function idOf({ file, sha256 }: Judged): string {
  return file.id ?? `local-${sha256.slice(0, 12)}`;
}

function lonePost(judged: Judged): Post {
  const { file } = judged;
  const address =
    file.id === undefined ? pathToFileURL(file.path).href : `https://imgur.com/${file.id}`;
  const media = [mediaOf(judged)];
  const post = barePost({
    id: idOf(judged),
    kind: "image",
    mediaCount: 1,
    media,
    address,
    raw: null,
  });
  return { ...post, title: file.title, description: file.description };
}

function mediaOf(judged: Judged): Media {
  const { file, type, facts, sizeBytes } = judged;
  const { width, height, durationMs } = facts;
  return {
    id: idOf(judged),
    kind: SNIFFED_TYPES[type].kind,
    ext: type,
    hasMp4: false,
    hasSound: false,
    ...{ width, height, durationMs, sizeBytes },
    title: file.title,
    description: file.description,
    name: file.path.split(/[\\/]/).at(-1) ?? null,
    postedAt: null,
    link: null,
  };
}
