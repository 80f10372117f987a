import { existsSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { readSideFile, type SideFile } from "../archive/side_files.ts";
import type { RebuildRows } from "../db/rebuild_rows.ts";
import type { Recording } from "../db/recording.ts";
import { foldPath } from "../db/views.ts";
import { printTarget, readTarget } from "../imgur/target.ts";
import type { ArrivedFile } from "../transfer/plan.ts";
import { fileKey } from "./read_view_names.ts";

/** What side files told. */
export interface SideTold {
  /** Hashes of the blobs whose media they told. */
  readonly blobs: Set<string>;
  /** Names that stand beside one, relative to `images/`: what they look like counts no more. */
  readonly views: Set<string>;
}

/** What {@link readSides} works with. */
export interface SideWork {
  /** Absolute path of `images/`. */
  readonly images: string;
  readonly rows: RebuildRows;
  readonly recording: Recording;
  /** Blobs that no row uses, by hash. */
  readonly ownerless: ReadonlyMap<string, ArrivedFile>;
  /** Of a blob: what {@link fileKey} gives for it. */
  readonly keyOf: (file: ArrivedFile) => string | undefined;
  /** Epoch ms. */
  readonly at: number;
}

/**
 * Brings back what the files beside the names under `images/` tell: posts and media that the database does not know,
 * their tags and order, and whose a blob is. What the database still knows is newer, and stays.
 */
export function readSides(work: SideWork): SideTold {
  const told: SideTold = { blobs: new Set(), views: new Set() };
  const visit = (folder: string): void => {
    const sides: SideFile[] = [];
    for (const entry of readdirSync(join(work.images, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) {
        const side = readSideFile(join(work.images, path));
        // The name that it tells is in its own folder, wherever that is now.
        if (side) sides.push({ ...side, view: posix.join(folder, posix.basename(side.view)) });
      }
    }
    work.recording.transaction(() => takeFolder(sides, work, told));
  };
  if (existsSync(work.images)) visit("");
  return told;
}

function takeFolder(sides: readonly SideFile[], work: SideWork, told: SideTold): void {
  for (const group of Map.groupBy(sides, ({ post }) => post.id).values()) savePost(group, work);
  for (const side of sides) {
    if (!give(side, work)) continue;
    told.blobs.add(side.sha256);
    told.views.add(side.view);
  }
}

/** The post of some side files, with those of its media that they tell of, when any of it is unknown. */
function savePost(sides: readonly SideFile[], { rows, recording, at }: SideWork): void {
  const [first] = sides;
  if (!first) return;
  const isKnown =
    rows.hasPost(first.post.id) && sides.every(({ media }) => rows.findMedia(media.id));
  if (isKnown) return;
  const inOrder = sides.toSorted((one, other) => one.position - other.position);
  const media = inOrder.map((side) => ({ ...side.media, link: null }));
  const sourceId = ensureSource(first, recording, at);
  recording.savePost({ ...first.post, media, raw: null }, { sourceId, at });
  for (const side of inOrder) rows.placeMedia(first.post.id, side.media.id, side.position);
}

function give(side: SideFile, work: SideWork): boolean {
  const { rows, ownerless, at } = work;
  const file = ownerless.get(side.sha256);
  const media = rows.findMedia(side.media.id);
  if (!file || !media || (media.sha256 !== null && media.sha256 !== file.sha256)) return false;
  if (media.sha256 === null) rows.give(media.mediaId, { file, at });
  const key = fileKey(join(work.images, side.view));
  if (key !== undefined && key === work.keyOf(file)) {
    rows.addView(media.mediaId, {
      path: side.view,
      foldedPath: foldPath(side.view),
      sourceId: ensureSource(side, work.recording, at),
      sha256: file.sha256,
    });
  }
  return true;
}

/** The source that a side file names; the picture itself, where that cannot be read any more. */
function ensureSource({ source, media }: SideFile, recording: Recording, at: number): number {
  const target = readTarget(source);
  if (target.kind !== "reject") return recording.ensureSource(printTarget(target), target.kind, at);
  return recording.ensureSource(printTarget({ kind: "image", id: media.id }), "image", at);
}
