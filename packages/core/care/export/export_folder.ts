import { lstatSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Archive } from "../../archive/archive.ts";
import { asDiskError } from "../../archive/disk_error.ts";
import { isSameFile } from "../../archive/view_links.ts";
import type { ExportRow } from "../../db/export_rows.ts";
import { AcaciaError } from "../../errors.ts";
import { hashFile } from "../hash_file.ts";
import { type ExportOptions, listExports, makeNamer } from "./list_exports.ts";
import { type LinkWay, placeFile } from "./place_file.ts";

/** A picture that an export came to. */
export interface ExportedFile {
  readonly type: "export.file";
  readonly media: string;
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** `made`, `there` already, or `missing` from the archive. */
  readonly outcome: "made" | "there" | "missing";
  /** How it was made; absent when it was not. */
  readonly link?: LinkWay;
  readonly bytes: number;
}

/** What {@link exportFolder} takes. */
export interface ExportFolderOptions extends ExportOptions {
  /** Absolute path; made when it is not there. */
  readonly dir: string;
  readonly way: LinkWay;
  /** Names only. @default false */
  readonly dryRun?: boolean;
  /** Ends after the file at hand. */
  readonly draining?: AbortSignal;
}

/**
 * Writes pictures into a folder. What is there under a name stays: the same picture counts as `there`, so that an
 * interrupted export goes on, and any other file makes this one take the next number.
 *
 * @param archive Open in any way.
 * @throws {AcaciaError} `disk` when the folder cannot be written.
 */
export async function* exportFolder(
  archive: Pick<Archive, "sqlite" | "layout" | "store">,
  options: ExportFolderOptions,
): AsyncGenerator<ExportedFile> {
  const { selection, template, dir, way, dryRun = false, draining } = options;
  const namesOf = makeNamer(template);
  for (const { row, blob, isThere } of listExports(archive, selection)) {
    if (draining?.aborted) return;
    const { id: media, sizeBytes } = row;
    const names = namesOf(row);
    if (!isThere || !(dryRun || (await isFetched(archive, row)))) {
      const path = names.next().value;
      yield { type: "export.file", media, path, outcome: "missing", bytes: 0 };
      continue;
    }
    const { path, isOurs } = await findPlace(names, { dir, blob, row });
    if (isOurs) {
      yield { type: "export.file", media, path, outcome: "there", bytes: sizeBytes };
      continue;
    }
    const link = dryRun ? way : await place(blob, { dir, path, way });
    yield { type: "export.file", media, path, outcome: "made", link, bytes: sizeBytes };
  }
}

/** The first name at which nothing is, or this very picture. */
async function findPlace(
  names: Iterable<string>,
  { dir, blob, row }: { readonly dir: string; readonly blob: string; readonly row: ExportRow },
): Promise<{ path: string; isOurs: boolean }> {
  for (const path of names) {
    const at = join(dir, path);
    const there = lstatSync(at, { throwIfNoEntry: false });
    if (!there) return { path, isOurs: false };
    if (isSameFile(at, blob)) return { path, isOurs: true };
    if (!there.isFile() || there.size !== row.sizeBytes) continue;
    const { sha256 } = await hashFile(at);
    if (sha256 === row.sha256) return { path, isOurs: true };
  }
  throw new AcaciaError("unexpected", "Cannot name a file: every name is taken");
}

async function place(
  blob: string,
  { dir, path, way }: { readonly dir: string; readonly path: string; readonly way: LinkWay },
): Promise<LinkWay> {
  try {
    mkdirSync(dir, { recursive: true });
    return await placeFile(blob, join(dir, path), { way, temp: dir });
  } catch (cause) {
    throw asDiskError(`write ${join(dir, path)}`, cause);
  }
}

/** Whether the blob is a file of this machine now; where it is in a bucket, it may be that it is not there. */
async function isFetched({ store }: Pick<Archive, "store">, row: ExportRow): Promise<boolean> {
  try {
    await store.fetchLocal(row.sha256, row.ext);
    return true;
  } catch (error) {
    if (error instanceof AcaciaError && error.code === "not_found") return false;
    throw error;
  }
}
