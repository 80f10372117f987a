import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Archive } from "../../archive/archive.ts";
import type { Clock } from "../../async/clock.ts";
import type { ImportRows } from "../../db/import_rows.ts";
import type { Recording } from "../../db/recording.ts";
import type { Post } from "../../imgur/model.ts";
import type { ViewPlace } from "../../run/context.ts";
import { placeFile } from "../export/place_file.ts";
import { hashFile } from "../hash_file.ts";
import type { ImportedFile } from "./import_files.ts";
import { idOf, lonePost, mediaOf, withoutId } from "./import_post.ts";
import type { Judged, JudgedFile } from "./judge_file.ts";

/** Files that are synced and committed together, and what they may weigh. */
const BATCH = { items: 64, bytes: 64 * 1024 * 1024 };

/** What files are kept with. */
export interface KeepDeps {
  readonly archive: Archive;
  readonly rows: ImportRows;
  readonly recording: Recording;
  readonly way: "copy" | "hard";
  readonly clock: Clock;
  /** The run that brings them. */
  readonly run: number;
  readonly source: string;
  readonly sourceId: number;
  /** Gives a kept file its name for people. */
  readonly linkView: (place: ViewPlace) => void;
}

/** Where a file stands: its album, when it has one that this import made. */
export type Place = { readonly post: Post; readonly position: number } | undefined;

/** A file whose end is known but for the writing. */
type Waiting = { readonly startedAt: number } & (
  | { readonly end: ImportedFile }
  | { readonly told: Told; readonly judged: Judged; readonly place: Place; readonly path: string }
);

type Told = Pick<ImportedFile, "type" | "path" | "sha256" | "bytes" | "media"> & { media: string };

/** Takes judged files in batches: bytes synced and under their final names, then rows, then names for people. */
export interface Keeper {
  /** @returns Those that ended. @throws {AcaciaError} `disk` */
  add(file: JudgedFile, place?: Place): Promise<ImportedFile[]>;
  /** Ends what waits. @throws {AcaciaError} `disk` */
  flush(): Promise<ImportedFile[]>;
}

/** Opens a keeper; what it was given is kept when {@link Keeper.flush} has resolved. */
export function openKeeper(deps: KeepDeps): Keeper {
  const { clock } = deps;
  /** Hashes that this import met. */
  const met = new Set<string>();
  let waiting: Waiting[] = [];
  const flush = async () => {
    const batch = waiting;
    waiting = [];
    return batch.length === 0 ? [] : await commit(batch, deps);
  };
  return {
    flush,
    async add(file, place) {
      const startedAt = clock.now();
      const ended: ImportedFile[] = [];
      if ("outcome" in file) waiting.push({ startedAt, end: file });
      else {
        // Whether it is known is asked of rows: those of its twin have to be there.
        if (waiting.some((one) => isTwin(one, file))) ended.push(...(await flush()));
        const isNew = !met.has(file.sha256);
        met.add(file.sha256);
        waiting.push({ startedAt, ...(await take(file, { place, isNew, deps })) });
      }
      const bytes = waiting.reduce((sum, one) => sum + bytesOf(one), 0);
      if (waiting.length >= BATCH.items || bytes >= BATCH.bytes) ended.push(...(await flush()));
      return ended;
    },
  };
}

function bytesOf(one: Waiting): number {
  return "judged" in one ? one.judged.sizeBytes : 0;
}

function isTwin(one: Waiting, file: Judged): boolean {
  return "judged" in one && (one.judged.sha256 === file.sha256 || one.told.media === idOf(file));
}

/** Copies a file into the archive, unless it is there. */
async function take(
  judged: Judged,
  { place, isNew, deps }: { place: Place; isNew: boolean; deps: KeepDeps },
): Promise<{ end: ImportedFile } | { told: Told; judged: Judged; place: Place; path: string }> {
  const { rows, archive, way } = deps;
  const { sha256, file } = judged;
  const there = isNew ? "known" : "duplicate";
  const facts = { type: "import.file", path: file.path, sha256, bytes: judged.sizeBytes } as const;
  const named = file.id === undefined ? undefined : rows.find(file.id);
  if (named?.sha256 === sha256) {
    return { end: { ...facts, outcome: there, media: idOf(judged) } };
  }
  // Other bytes than those that the archive has under that id: kept beside them, under an id of ours.
  const isOther = named !== undefined && named.sha256 !== null;
  const one = isOther ? withoutId(judged) : judged;
  const told = { ...facts, media: idOf(one) };
  if (one.file.id === undefined && rows.isShown(sha256))
    return { end: { ...told, outcome: there } };
  const path = `partial/import-${sha256}`;
  const absolute = join(archive.dir, path);
  rmSync(absolute, { force: true });
  await placeFile(file.path, absolute, { way, temp: archive.layout.partial });
  // What is kept is what was checked, though the file may have changed in between.
  if ((await hashFile(absolute)).sha256 === sha256) return { told, judged: one, place, path };
  rmSync(absolute, { force: true });
  return { end: { ...told, outcome: "rejected", reason: "checksum.mismatch" } };
}

async function commit(batch: readonly Waiting[], deps: KeepDeps): Promise<ImportedFile[]> {
  const { archive, recording } = deps;
  await archive.store.putAll(
    batch.flatMap((one) => {
      if (!("judged" in one)) return [];
      const { sha256, md5, sizeBytes, type } = one.judged;
      return [{ path: join(archive.dir, one.path), sha256, md5, ext: type, sizeBytes }];
    }),
  );
  const places: ViewPlace[] = [];
  const ends = recording.transaction(() =>
    batch.map((one) => {
      const saved = "judged" in one ? saveRows(one, deps) : undefined;
      if (saved) places.push(saved.viewPlace);
      const end = saved?.end ?? (one as { end: ImportedFile }).end;
      saveEnd(end, { startedAt: one.startedAt, mediaId: saved?.viewPlace.mediaId, deps });
      return end;
    }),
  );
  // Together: a transaction for each name costs more than its link.
  recording.transaction(() => {
    for (const place of places) deps.linkView(place);
  });
  return ends;
}

function saveRows(
  { told, judged, place, path }: Extract<Waiting, { judged: Judged }>,
  { recording, rows, run, source, sourceId, clock }: KeepDeps,
): { end: ImportedFile; viewPlace: ViewPlace } {
  const { sha256, md5, sizeBytes, type, facts, file } = judged;
  const at = clock.now();
  const own = place ?? { post: lonePost(judged), position: 0 };
  const mediaId =
    rows.find(told.media)?.id ??
    recording.savePost(lonePost(judged), { sourceId, at }).media[0]!.mediaId;
  const arrived = { path, sha256, md5, sizeBytes, type, ...facts };
  const record = { mediaId, role: "original", file: arrived, companions: [] } as const;
  const outcome = recording.saveArrived({ ...record, run, at });
  rows.setOrigin(mediaId, file.path);
  const viewPlace = { ...own, mediaId, sourceId, source, media: mediaOf(judged), sha256 };
  return { end: { ...told, outcome }, viewPlace };
}

/** The run's log has a row for each file, also for those that are no media. */
function saveEnd(
  { path, outcome, reason, sha256, media, bytes }: ImportedFile,
  { startedAt, mediaId, deps }: { startedAt: number; mediaId: number | undefined; deps: KeepDeps },
): void {
  const t = deps.clock.now();
  deps.recording.saveItem({
    ...{ run: deps.run, t, startedAt, ms: t - startedAt, slot: -1, attempts: 1 },
    // Row ids begin at 1: of what is no media, or was known, no last outcome is written.
    mediaId: mediaId ?? 0,
    media: media ?? path,
    source: deps.source,
    outcome,
    ...(reason === undefined ? {} : { reason }),
    ...(sha256 === undefined ? {} : { sha256 }),
    bytes: outcome === "stored" ? bytes : 0,
  });
}
