import { statSync } from "node:fs";
import type { Archive } from "../../archive/archive.ts";
import { viewFolderOf } from "../../archive/view_folder.ts";
import { expandView, numberNames, type ViewTemplate } from "../../archive/view_template.ts";
import type { Selection } from "../../db/edits.ts";
import { type ExportRow, prepareExportRows } from "../../db/export_rows.ts";
import { foldPath } from "../../db/views.ts";
import { AcaciaError } from "../../errors.ts";

/** What an export is made of. */
export interface ExportOptions {
  /** Row ids, or a filter. What is in the trash only when the filter asks for it. */
  readonly selection: Selection;
  readonly template: ViewTemplate;
}

/** A picture to export, and its file. */
export interface ExportItem {
  readonly row: ExportRow;
  /** Absolute path of the blob. */
  readonly blob: string;
  /** Whether the blob is there, with its size; a bucket is not asked for each, and is taken to have it. */
  readonly isThere: boolean;
}

const BATCH = 500;

/**
 * Every picture of an export, in the order in which they were archived. What was found at first is what is exported,
 * whatever a fetch adds meanwhile.
 *
 * @param archive Open in any way.
 */
export function* listExports(
  archive: Pick<Archive, "sqlite" | "layout" | "store">,
  selection: Selection,
): Generator<ExportItem> {
  const isElsewhere = archive.store.address !== undefined;
  const rows = prepareExportRows(archive);
  const ids = rows.ids(selection);
  for (let at = 0; at < ids.length; at += BATCH) {
    for (const row of rows.rows(ids.slice(at, at + BATCH))) {
      const blob = archive.layout.blobPath(row.sha256, row.ext);
      const isThere =
        isElsewhere || statSync(blob, { throwIfNoEntry: false })?.size === row.sizeBytes;
      yield { row, blob, isThere };
    }
  }
}

/**
 * Gives each picture of an export a name of its own: relative, with `/`, safe on Windows, macOS and Linux. Names that
 * only some systems tell apart are numbered as well. The same pictures in the same order get the same names, so that
 * an interrupted export finds what it made.
 *
 * @returns A function of a row that gives the free names, the best first; the one that it was last asked for is taken.
 */
export function makeNamer(template: ViewTemplate): (row: ExportRow) => Generator<string, never> {
  const taken = new Set<string>();
  return function* namesOf(row) {
    const { source, post, id } = row;
    const first = expandView(template, {
      ...row,
      source: source === null ? "other" : viewFolderOf(source),
      post: post ?? id,
    });
    for (const name of numberNames(first)) {
      const folded = foldPath(name);
      if (taken.has(folded)) continue;
      taken.add(folded);
      yield name;
    }
    throw new AcaciaError("unexpected", "Cannot name a file: its numbers came to an end");
  };
}
