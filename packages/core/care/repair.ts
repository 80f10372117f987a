import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { openPartials } from "../archive/partial.ts";
import { refuseBucket } from "../archive/storage_file.ts";
import { removeThumbs } from "../archive/thumb_files.ts";
import { openViewLinks } from "../archive/view_links.ts";
import { prepareDamageRows } from "../db/damage.ts";
import { type BlobRow, prepareVerifyRows } from "../db/verify_rows.ts";
import { readBlobFile } from "./read_blob_file.ts";
import { BlobRepair, type RepairBlobsDeps, type RepairedBlob } from "./repair_blobs.ts";
import { checkBlobs, type Stranger } from "./verify_blobs.ts";
import { stateOfView } from "./verify_views.ts";

/** How to repair an archive. */
export interface RepairOptions extends RepairBlobsDeps {
  /** Removes what cannot be mended and nothing uses. */
  readonly prune: boolean;
}

/** What a repair tells. Plain data. */
export type RepairEvent =
  /** Blobs that are to be fetched again, after a look at each. */
  | { readonly type: "repair.started"; readonly damaged: number; readonly bytes: number }
  | ({ readonly type: "repair.blob" } & RepairedBlob)
  /** A file without a row has its media again; or still has none. */
  | {
      readonly type: "repair.orphan";
      readonly path: string;
      readonly outcome: "adopted" | "left" | "removed";
    }
  | {
      readonly type: "repair.view";
      readonly path: string;
      readonly outcome: "linked" | "left";
    }
  | { readonly type: "repair.pruned"; readonly sha256: string; readonly sizeBytes: number }
  | RepairFinished;

/** The end of a repair. */
export interface RepairFinished {
  readonly type: "repair.finished";
  readonly complete: boolean;
  /** Blobs by how their mending ended. */
  readonly blobs: Record<RepairedBlob["outcome"], number>;
  readonly adopted: number;
  readonly linked: number;
  readonly pruned: number;
  /** What is as wrong as before: blobs that could not be mended, files and names that were left. */
  readonly left: number;
  readonly seconds: number;
}

const PAGE = 500;
const LANES = 4;
const PARTIAL_MS = 30 * 86_400_000;

/**
 * Mends what a verification finds: fetches damaged and missing blobs again, and only those; gives files without rows
 * back to their media; makes names anew. A blob that is found good on another look stays as it is. Nothing is removed
 * but what was replaced, unless `prune` says so.
 *
 * @param options The archive open for `write`; it holds the lock.
 * @throws {AcaciaError} `disk`; `usage` when the archive keeps its files in a bucket.
 */
export async function* repairArchive(
  options: RepairOptions,
): AsyncGenerator<RepairEvent, void, undefined> {
  const { archive, clock, draining } = options;
  refuseBucket(archive.layout, "repair");
  const begunAt = clock.monotonic();
  openPartials(archive.dir).sweep(clock.now() - PARTIAL_MS);
  const counts = makeCounts();
  const strangers: Stranger[] = [];
  const damaged = await findDamaged(options, strangers);
  const bytes = damaged.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  yield { type: "repair.started", damaged: damaged.length, bytes };
  for await (const event of mendAll(options, { damaged, strangers })) {
    count(counts, event);
    yield event;
  }
  const seconds = Math.round(clock.monotonic() - begunAt) / 1000;
  yield { type: "repair.finished", complete: !draining.aborted, ...counts, seconds };
}

type Counts = { -readonly [Key in "adopted" | "linked" | "pruned" | "left"]: number } & {
  readonly blobs: RepairFinished["blobs"];
};

function makeCounts(): Counts {
  const blobs = { repaired: 0, changed: 0, refused: 0, nowhere: 0, stopped: 0 };
  return { blobs, adopted: 0, linked: 0, pruned: 0, left: 0 };
}

function count(counts: Counts, event: RepairEvent): void {
  if (event.type === "repair.blob") {
    counts.blobs[event.outcome] += 1;
    if (event.outcome !== "repaired" && event.outcome !== "changed") counts.left += 1;
  } else if (event.type === "repair.orphan" || event.type === "repair.view") {
    if (event.outcome === "left") counts.left += 1;
    else if (event.outcome === "adopted") counts.adopted += 1;
    else if (event.outcome === "linked") counts.linked += 1;
    else counts.pruned += 1;
  } else if (event.type === "repair.pruned") counts.pruned += 1;
}

/** Looks again at what is on record as damaged, and at what is missing or of the wrong size; takes back what is good. */
async function findDamaged(options: RepairOptions, strangers: Stranger[]): Promise<BlobRow[]> {
  const { archive, clock, draining, signal } = options;
  const rows = prepareVerifyRows(archive);
  const users = prepareDamageRows(archive);
  const damaged: BlobRow[] = [];
  const checks = checkBlobs({
    archive,
    rows,
    isDue: (_place, row) => sizeOf(archive.layout.blobPath(row.sha256, row.ext)) !== row.sizeBytes,
    lanes: LANES,
    onStranger: (stranger) => strangers.push(stranger),
    draining,
    signal,
  });
  for await (const { row, damage } of checks) {
    // Imgur stores it like that: to fetch it again would bring the same.
    if (damage === null && row.damage === "picture") continue;
    rows.save([{ sha256: row.sha256, damage }], clock.now());
    if (damage !== null && users.usersOf(row.sha256).length > 0) damaged.push(row);
  }
  return damaged;
}

async function* mendAll(
  options: RepairOptions,
  found: { damaged: readonly BlobRow[]; strangers: readonly Stranger[] },
): AsyncGenerator<RepairEvent> {
  for await (const end of new BlobRepair(options).mend(found.damaged)) {
    yield { type: "repair.blob", ...end };
  }
  yield* adoptOrphans(options, found.strangers);
  yield* mendViews(options);
  if (options.prune && !options.draining.aborted) yield* pruneLost(options);
}

async function* adoptOrphans(
  { archive, clock, prune, draining, signal }: RepairOptions,
  strangers: readonly Stranger[],
): AsyncGenerator<RepairEvent> {
  const rows = prepareDamageRows(archive);
  for (const { path, blob } of strangers) {
    if (draining.aborted) return;
    const absolute = join(archive.dir, path);
    if (!blob || sizeOf(absolute) === undefined) continue;
    const file = await readBlobFile(absolute, { dir: archive.dir, ext: blob.ext, signal });
    const owner = file.sha256 === blob.sha256 ? rows.findOwner(blob.sha256) : undefined;
    if (owner) {
      rows.adopt(owner, { file, at: clock.now() });
      yield { type: "repair.orphan", path, outcome: "adopted" };
    } else if (prune) {
      rmSync(absolute, { force: true });
      yield { type: "repair.orphan", path, outcome: "removed" };
    } else yield { type: "repair.orphan", path, outcome: "left" };
  }
}

async function* mendViews({
  archive,
  prune,
  draining,
  signal,
}: RepairOptions): AsyncGenerator<RepairEvent> {
  const { layout } = archive;
  const rows = prepareVerifyRows(archive);
  const show = openViewLinks();
  let after = "";
  for (;;) {
    const page = rows.viewsAfter(after, PAGE);
    for (const { path, sha256, ext, damage } of page) {
      if (draining.aborted) return;
      after = path;
      if (ext === null || (damage !== null && damage !== "picture")) continue;
      const absolute = join(layout.images, path);
      const blob = layout.blobPath(sha256, ext);
      const state = await stateOfView(absolute, { blob, sha256, signal });
      if (state === "shows" || state === "copy") continue;
      // It may be a file of the user's own that took the place.
      if (state === "wrong" && prune) rmSync(absolute, { force: true, recursive: true });
      const link = show(absolute, blob);
      yield {
        type: "repair.view",
        path: `images/${path}`,
        outcome: link === "left" ? "left" : "linked",
      };
    }
    if (page.length < PAGE) return;
  }
}

/** What was damaged and is used by nothing any more: file and row. */
async function* pruneLost({
  archive,
}: Pick<RepairOptions, "archive">): AsyncGenerator<RepairEvent> {
  const rows = prepareDamageRows(archive);
  for (const { sha256, ext, sizeBytes } of rows.unused()) {
    rows.forget(sha256);
    await removeThumbs(archive.layout, sha256);
    await archive.store.remove(sha256, ext);
    yield { type: "repair.pruned", sha256, sizeBytes };
  }
}

function sizeOf(path: string): number | undefined {
  const there = statSync(path, { throwIfNoEntry: false });
  return there?.isFile() ? there.size : undefined;
}
