import type { Archive } from "../archive/archive.ts";
import { prepareManifestRows } from "../db/manifest_rows.ts";
import type { Expr } from "../where/expr.ts";

/** The forms of a manifest: what `sha256sum -c` reads, or an object a line. */
export const MANIFEST_FORMATS = ["sha256", "jsonl"] as const;

/** One of {@link MANIFEST_FORMATS}. */
export type ManifestFormat = (typeof MANIFEST_FORMATS)[number];

/**
 * Every file that the archive keeps, a line each, in order of hash: two manifests can be compared line by line.
 * Paths are relative to the archive folder.
 *
 * @param archive Open in any way.
 * @param options The form, and which media's files: all when absent, those of the trash too.
 */
export function* listManifest(
  archive: Pick<Archive, "sqlite">,
  { format, where }: { readonly format: ManifestFormat; readonly where?: Expr },
): Generator<string> {
  const rows = prepareManifestRows(archive);
  for (const row of rows.list(where)) {
    const path = `blobs/${row.sha256.slice(0, 2)}/${row.sha256}.${row.ext}`;
    if (format === "sha256") yield `${row.sha256}  ${path}\n`;
    else yield `${JSON.stringify({ path, ...row, media: rows.mediaOf(row.sha256) })}\n`;
  }
}
