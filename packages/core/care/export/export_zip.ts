import { makeZip, predictLength } from "client-zip";
import type { Archive } from "../../archive/archive.ts";
import type { BlobStore } from "../../archive/store.ts";
import type { ExportRow } from "../../db/export_rows.ts";
import { type ExportOptions, listExports, makeNamer } from "./list_exports.ts";

/** A zip that is to be written. */
export interface ZipExport {
  readonly names: readonly string[];
  /** Of the pictures, without the zip's own. */
  readonly bytes: number;
  /** Imgur ids of pictures whose file is missing or has another size: left out. */
  readonly missing: readonly string[];
  /** Bytes of the whole zip, known before the first of them is read. */
  readonly length: number;
  /** The zip, read from the disk as it is asked for. Pictures are not compressed: they are already. */
  readonly stream: () => ReadableStream<Uint8Array>;
}

/** The first moment that a zip can name. */
const EARLIEST = Date.UTC(1980, 0, 2);

/**
 * Plans a zip of pictures. Above 4 GB, of a picture or of the whole, it is a Zip64.
 *
 * @param archive Open in any way.
 */
export function planZip(
  archive: Pick<Archive, "sqlite" | "layout" | "store">,
  { selection, template }: ExportOptions,
): ZipExport {
  const namesOf = makeNamer(template);
  const missing: string[] = [];
  const entries: Entry[] = [];
  let bytes = 0;
  for (const { row, isThere } of listExports(archive, selection)) {
    if (!isThere) {
      missing.push(row.id);
      continue;
    }
    bytes += row.sizeBytes;
    const lastModified = new Date(Math.max(EARLIEST, row.postedAt ?? row.archivedAt));
    entries.push({ name: namesOf(row).next().value, size: row.sizeBytes, lastModified, row });
  }
  return {
    names: entries.map(({ name }) => name),
    bytes,
    missing,
    length: Number(predictLength(entries.map(({ name, size }) => ({ name, size })))),
    stream: () => makeZip(readEntries(entries, archive.store)),
  };
}

interface Entry {
  readonly name: string;
  readonly size: number;
  readonly lastModified: Date;
  readonly row: Pick<ExportRow, "sha256" | "ext">;
}

/** Opened one by one, when the zip comes to them. */
async function* readEntries(
  entries: readonly Entry[],
  store: BlobStore,
): AsyncGenerator<Omit<Entry, "row"> & { readonly input: ReadableStream }> {
  for (const { row, ...entry } of entries) {
    yield { ...entry, input: await store.read(row.sha256, row.ext) };
  }
}
